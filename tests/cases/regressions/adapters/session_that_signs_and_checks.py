import os
import requests

class Session(requests.Session):
    def send(self, request, **kwargs):
        request.headers.setdefault("Authorization", f"Bearer {os.environ['CKO_SECRET_KEY']}")
        response = super().send(request, **kwargs)
        response.raise_for_status()
        return response

class Api:
    def __init__(self):
        self._session = Session()

    def workflows(self):
        return self._session.request("GET", "https://api.checkout.com/workflows").json()
