import os
import requests, httpx

H = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def a():
    r = requests.get("https://api.checkout.com/payments/1", headers=H)
    if r.ok is False:
        raise RuntimeError
    return r.json()


def b():
    r = httpx.get("https://api.checkout.com/payments/1", headers=H)
    if r.is_success is not True:
        raise RuntimeError
    return r.json()


def c():
    r = requests.get("https://api.checkout.com/payments/1", headers=H)
    if not all([r.ok, r.headers]):
        raise RuntimeError
    return r.json()


def d():
    r = requests.get("https://api.checkout.com/payments/1", headers=H)
    if any((r.status_code == 401, r.status_code == 403)):
        raise RuntimeError
    return r.json()
