import requests
from .headers import HEADERS
def get(pid):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers=HEADERS)
    r.raise_for_status()
    return r.json()
