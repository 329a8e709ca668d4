import os

import httpx
import requests
from requests.auth import AuthBase

API = "https://api.checkout.com"


class BearerUnlessSigned(AuthBase):
    def __call__(self, request):
        if "Authorization" not in request.headers:
            request.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
        return request


class BearerOfTheTenant(AuthBase):
    def __call__(self, request):
        key = request.headers.pop("X-Tenant-Key")
        request.headers["Authorization"] = f"Bearer {key}"
        return request


class OnlyMarks(httpx.Auth):
    def auth_flow(self, request):
        request.headers["X-Client"] = request.headers.get("User-Agent", "shop")
        yield request


class LosesTheKey(AuthBase):
    def __call__(self, request):
        request.headers.pop("Authorization", None)
        return request


def by_the_auth():
    response = requests.get(f"{API}/workflows", auth=BearerUnlessSigned())
    response.raise_for_status()
    return response.json()


def for_the_tenant():
    headers = {"X-Tenant-Key": os.environ["CKO_SECRET_KEY"]}
    response = requests.get(f"{API}/workflows", headers=headers, auth=BearerOfTheTenant())
    response.raise_for_status()
    return response.json()


def by_the_header():
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    response = httpx.get(f"{API}/workflows", headers=headers, auth=OnlyMarks())
    response.raise_for_status()
    return response.json()


def by_nobody():
    response = httpx.get(f"{API}/workflows", headers={"User-Agent": "shop"}, auth=OnlyMarks())  # want: CKO101
    response.raise_for_status()
    return response.json()


def no_longer():
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    response = requests.get(f"{API}/workflows", headers=headers, auth=LosesTheKey())  # want: CKO101
    response.raise_for_status()
    return response.json()
