import os
import requests
from requests.adapters import HTTPAdapter

class Rec(HTTPAdapter):
    def build_response(self, req, resp):
        response = super().build_response(req, resp)
        response.raise_for_status()
        return response

s = requests.Session()
s.mount("https://", Rec())
s.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]

def get():
    return s.get("https://api.checkout.com/workflows").json()
