from functools import lru_cache
from typing import Literal

from pydantic import AnyHttpUrl, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Checkout(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CKO_", extra="ignore")
    base_url: AnyHttpUrl = AnyHttpUrl("https://api.sandbox.checkout.com")
    secret_key: SecretStr
    webhook_key: SecretStr | None = None
    mode: Literal["sandbox", "live"] = "sandbox"


class Settings(BaseSettings):
    debug: bool = False
    checkout: Checkout = Field(default_factory=Checkout)


@lru_cache
def get_settings() -> Settings:
    return Settings()
