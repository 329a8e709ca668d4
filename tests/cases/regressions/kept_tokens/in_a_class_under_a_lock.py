import threading
import os
import httpx
from django.http import JsonResponse


class Client:
    _token = None
    _lock = threading.Lock()

    @classmethod
    def token(cls):
        with cls._lock:
            if cls._token:
                return cls._token
            cls._token = fetch()  # want: CKO405
            return cls._token


def fetch():
    r = httpx.post(
        "https://access.checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": "gateway"},
    )
    r.raise_for_status()
    return r.json()["access_token"]


def view(request, pid):
    r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {Client.token()}"})
    r.raise_for_status()
    return JsonResponse(r.json())
