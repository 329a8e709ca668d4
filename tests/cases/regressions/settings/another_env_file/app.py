from decouple import Config, RepositoryEnv
import requests
config = Config(RepositoryEnv("/etc/shop/.env.production"))
URL = config("CHECKOUT_URL")
def get(pid):
    r = requests.get(f"{URL}/payments/{pid}")
    r.raise_for_status()
    return r.json()
