from functools import lru_cache
from .settings import Settings
from .client import PayClient
@lru_cache
def get_settings():
    return Settings()
def get_client():
    s = get_settings()
    return PayClient(s.url, s.secret)
