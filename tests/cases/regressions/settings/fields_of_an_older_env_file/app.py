from pydantic import BaseSettings
import requests
class Settings(BaseSettings):
    checkout_url: str
    class Config:
        env_file = ".env"
def get(pid):
    r = requests.get(f"{Settings().checkout_url}/payments/{pid}")  # want: CKO101
    r.raise_for_status()
    return r.json()
