import requests
from conf import conf_of


def get(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {conf_of().key}"})
    r.raise_for_status()
    return r.json()
