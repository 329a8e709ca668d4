from starlette.config import Config
from environs import Env
import requests
config = Config(".env")
URL = config("CHECKOUT_URL")
env = Env()
env.read_env()
def get(pid):
    r = requests.get(f"{URL}/payments/{pid}")  # want: CKO101
    r.raise_for_status()
    r = requests.get(env.str("CHECKOUT_URL") + f"/disputes/{pid}")  # want: CKO101
    r.raise_for_status()
    return r.json()
