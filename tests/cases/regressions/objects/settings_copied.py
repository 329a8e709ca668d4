import os, requests
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    cko_url: str = "https://api.sandbox.checkout.com"
    cko_secret_key: str = "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
settings = Settings()
live = settings.model_copy(update={"cko_url": "https://api.checkout.com"})
both = settings.model_copy(update={"cko_url": "https://api.checkout.com", "cko_secret_key": os.environ["LIVE"]})
def hooks(s=settings):
    pass
def a():
    requests.get(settings.cko_url + "/workflows", headers={"Authorization": "Bearer " + settings.cko_secret_key}).raise_for_status()
def b():
    requests.get(live.cko_url + "/workflows", headers={"Authorization": "Bearer " + live.cko_secret_key}).raise_for_status()  # want: CKO301
def c():
    requests.get(both.cko_url + "/workflows", headers={"Authorization": "Bearer " + both.cko_secret_key}).raise_for_status()
