from decouple import config
import requests
URL = config("CHECKOUT_URL")
def get(pid):
    r = requests.get(f"{URL}/payments/{pid}")  # want: CKO101
    r.raise_for_status()
    return r.json()
