import os
from urllib.parse import urlsplit

import httpx
import requests
from requests.auth import AuthBase

BASE = "https://api.sandbox.checkout.com"
PUBLIC, SECRET = os.environ["CKO_PUBLIC_KEY"], os.environ["CKO_SECRET_KEY"]
OF_BROWSERS = {("POST", "/tokens")}


class ByPath(AuthBase):
    def __call__(self, request):
        key = PUBLIC if urlsplit(request.url).path == "/tokens" else SECRET
        request.headers["Authorization"] = f"Bearer {key}"
        return request


class ByEndpoint(httpx.Auth):
    def auth_flow(self, request):
        key = PUBLIC if (request.method, request.url.path) in OF_BROWSERS else SECRET
        request.headers["Authorization"] = f"Bearer {key}"
        yield request


class ByFlag(AuthBase):
    def __init__(self, is_public):
        self.is_public = is_public

    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {PUBLIC if self.is_public else SECRET}"
        return request


def sign(request):
    request.headers["Authorization"] = f"Bearer {PUBLIC if request.url.path.endswith('/tokens') else SECRET}"


client = httpx.Client(base_url=BASE, auth=ByEndpoint())
hooked = httpx.Client(base_url=BASE, event_hooks={"request": [sign]})


def of_requests(card):
    response = requests.post(f"{BASE}/tokens", json=card, auth=ByPath())
    response.raise_for_status()
    return response.json()["token"]


def of_httpx(card, payment):
    response = client.post("/tokens", json=card)
    response.raise_for_status()
    response = client.post("/payments", json=payment)
    response.raise_for_status()
    return response.json()["id"]


def of_a_hook(payment):
    response = hooked.post("/payments", json=payment)
    response.raise_for_status()
    return response.json()["id"]


def by_a_flag(card, payment):
    response = requests.post(f"{BASE}/tokens", json=card, auth=ByFlag(True))
    response.raise_for_status()
    response = requests.post(f"{BASE}/payments", json=payment, auth=ByFlag(True))  # want: CKO501
    response.raise_for_status()
    return response.json()["id"]
