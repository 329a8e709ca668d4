import requests
from conf import CONF


def get(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {CONF.key}"})
    r.raise_for_status()
    return r.json()
