from functools import lru_cache
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the service needs to know; read from the environment."""

    model_config = SettingsConfigDict(env_prefix="ORDERS_")

    checkout_environment: Literal["sandbox", "live"] = "sandbox"
    checkout_secret_key: SecretStr
    timeout: float = 10.0

    @property
    def checkout_url(self) -> str:
        if self.checkout_environment == "live":
            return "https://api.checkout.com"
        return "https://api.sandbox.checkout.com"


@lru_cache
def get_settings() -> Settings:
    return Settings()
