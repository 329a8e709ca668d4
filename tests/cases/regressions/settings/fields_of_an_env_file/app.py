from pydantic_settings import BaseSettings, SettingsConfigDict
import httpx
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_prefix="CKO_")
    base_url: str
    secret_key: str
settings = Settings()
def get(pid):
    r = httpx.get(f"{settings.base_url}/payments/{pid}")  # want: CKO101
    r.raise_for_status()
    return r.json()
def good(pid):
    r = httpx.get(f"{settings.base_url}/payments/{pid}", headers={"Authorization": f"Bearer {settings.secret_key}"})
    r.raise_for_status()
    return r.json()
