import os
import requests


class NotFound(Exception):
    pass


def get(pid):
    r = requests.get(
        f"https://api.checkout.com/payments/{pid}", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    )
    if not r.ok:
        raise (NotFound if r.status_code == 404 else RuntimeError)(r.text)
    return r.json()


def exists(pid):
    try:
        get(pid)
    except NotFound:
        return False
    return True
