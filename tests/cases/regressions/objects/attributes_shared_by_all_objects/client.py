import requests
from conf import Config


def get(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {Config().key}"})
    r.raise_for_status()
    return r.json()
