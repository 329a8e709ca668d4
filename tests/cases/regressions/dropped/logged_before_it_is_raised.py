import logging, os
import requests

log = logging.getLogger(__name__)


class ApiError(Exception):
    pass


def get(i):
    r = requests.get(
        f"https://api.checkout.com/payments/{i}", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    )
    if not r.ok:
        log.error("payment %s: HTTP %s", i, r.status_code)
        raise ApiError(r.status_code)
    return r.json()


def f(i):
    try:
        return get(i)
    except ApiError:
        return None
