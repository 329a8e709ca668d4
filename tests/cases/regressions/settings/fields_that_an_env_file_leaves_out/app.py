import requests
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    cko_secret_key: str
    live: bool = False

    @property
    def url(self):
        return "https://api.checkout.com" if self.live else "https://api.sandbox.checkout.com"


settings = Settings()


def pay():
    headers = {"Authorization": f"Bearer {settings.cko_secret_key}"}
    requests.get(f"{settings.url}/payments", headers=headers).raise_for_status()
