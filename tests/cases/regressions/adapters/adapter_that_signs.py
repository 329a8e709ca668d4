import os
import requests
from requests.adapters import HTTPAdapter

class Signing(HTTPAdapter):
    def send(self, request, *args, **kwargs):
        request.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
        return super().send(request, *args, **kwargs)

session = requests.Session()
session.mount("https://", Signing())

def get():
    r = session.get("https://api.checkout.com/workflows")
    r.raise_for_status()
    return r.json()
