import os
import requests


class NotFound(Exception):
    pass


def error(r):
    if r.status_code == 404:
        return NotFound(r.text)
    return RuntimeError(r.text)


def get(pid):
    r = requests.get(
        f"https://api.checkout.com/payments/{pid}", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    )
    if not r.ok:
        raise error(r)
    return r.json()


def exists(pid):
    try:
        get(pid)
    except NotFound:
        return False
    return True
