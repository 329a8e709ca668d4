import os

import httpx


def fetch():
    r = httpx.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": "gateway"})
    r.raise_for_status()
    return r.json()["access_token"]
def call(token, pid):
    r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {token}"})
    r.raise_for_status()
    return r.json()
from django.http import JsonResponse
class Client:
    _token = None
    @classmethod
    def token(cls):
        if cls._token:
            return cls._token
        cls._token = fetch()  # want: CKO405
        return cls._token
def view(request, pid):
    return JsonResponse(call(Client.token(), pid))
