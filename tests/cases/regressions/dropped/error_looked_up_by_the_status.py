import os
import requests


class NotFound(Exception):
    pass


ERRORS = {401: PermissionError, 404: NotFound}


def get(pid):
    r = requests.get(
        f"https://api.checkout.com/payments/{pid}", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    )
    if r.status_code in ERRORS:
        raise ERRORS[r.status_code](r.text)
    return r.json()


def exists(pid):
    try:
        get(pid)
    except NotFound:
        return False
    return True
