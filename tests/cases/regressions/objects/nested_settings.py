from pydantic import BaseModel, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
import httpx
class Checkout(BaseModel):
    base_url: str = "https://api.sandbox.checkout.com"
    secret_key: SecretStr
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_nested_delimiter="__")
    checkout: Checkout
    debug: bool = False
settings = Settings()
def hooks():
    r = httpx.get(f"{settings.checkout.base_url}/workflows", headers={"Authorization": f"Bearer {settings.checkout.secret_key.get_secret_value()}"})
    r.raise_for_status()
def wrong():
    r = httpx.get(f"{settings.checkout.base_url}/workflows", headers={"Authorization": f"Token {settings.checkout.secret_key.get_secret_value()}"})  # want: CKO102
    r.raise_for_status()
