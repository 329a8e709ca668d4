from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    url: str = "https://api.sandbox.checkout.com"
    secret: str
