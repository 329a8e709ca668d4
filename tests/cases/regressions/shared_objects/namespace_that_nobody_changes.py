from types import SimpleNamespace
import requests

CONF = SimpleNamespace(key="")


def get(pid):
    r = requests.get(
        f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {CONF.key}"}
    )  # want: CKO103
    r.raise_for_status()
    return r.json()


def show():
    c = CONF
    return c.key
