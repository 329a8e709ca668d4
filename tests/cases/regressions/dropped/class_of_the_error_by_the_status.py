import os
import requests


class ApiError(Exception):
    def __init__(self, r):
        self.status = r.status_code


class NotFound(ApiError):
    pass


def check(r):
    if r.ok:
        return r
    exc = ApiError
    if r.status_code == 404:
        exc = NotFound
    raise exc(r)


def get(pid):
    return check(
        requests.get(
            "https://api.checkout.com/payments/" + pid,
            headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]},
        )
    ).json()


def find(pid):
    try:
        return get(pid)
    except NotFound:
        return None
