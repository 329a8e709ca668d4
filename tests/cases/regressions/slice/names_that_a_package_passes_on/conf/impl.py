import os

import requests
from pydantic import AnyHttpUrl, SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    key: SecretStr
    url: AnyHttpUrl = AnyHttpUrl("https://api.checkout.com")


settings = Settings()
session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
PUBLIC = os.environ["CKO_KEY"]
if not PUBLIC.startswith("pk_"):
    raise SystemExit("a public key, please")
