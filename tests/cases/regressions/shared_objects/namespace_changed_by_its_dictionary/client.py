import requests
from conf import CONF as c0


def get(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {c0.key}"})
    r.raise_for_status()
    return r.json()
