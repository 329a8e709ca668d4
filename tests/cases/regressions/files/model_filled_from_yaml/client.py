import os, requests, yaml
from pydantic import BaseModel, SecretStr
class Settings(BaseModel):
    url: str
    key: SecretStr = SecretStr(os.environ["CKO_SECRET_KEY"])
settings = Settings(**yaml.safe_load(open("config.yml")))
def get():
    r = requests.get(settings.url + "/workflows", headers={"Authorization": f"Bearer {settings.key.get_secret_value()}"})
    r.raise_for_status()
def wrong():
    r = requests.get(settings.url + "/workflows", headers={"X-Api-Key": settings.key.get_secret_value()})
    r.raise_for_status()
