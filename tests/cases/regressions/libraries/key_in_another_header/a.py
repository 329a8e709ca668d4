import requests


def f(config):
    api_key = config.get("api_key") or ""
    r = requests.get("https://api.checkout.com/disputes/d", headers={"X-Api-Key": api_key})  # want: CKO102
    r.raise_for_status()
    return r.json()


def g(api_key):
    r = requests.get("https://api.checkout.com/disputes/d", headers={"X-Api-Key": api_key})  # want: CKO102
    r.raise_for_status()
    return r.json()


def h(token):
    r = requests.get("https://api.checkout.com/disputes/d", headers={"X-Api-Key": token})  # want: CKO102
    r.raise_for_status()
    return r.json()
