import os
import requests
from requests.adapters import HTTPAdapter

class Retrying(HTTPAdapter):
    def send(self, request, **kw):
        for attempt in range(3):
            response = super().send(request, **kw)
            if response.status_code not in (502, 503):
                break
        return response

s = requests.Session()
s.mount("https://", Retrying())
s.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]

def get():
    r = s.get("https://api.checkout.com/workflows")  # want: CKO401
    return r.json()
