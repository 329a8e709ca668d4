import os
import requests
from requests.adapters import HTTPAdapter

class KeyAdapter(HTTPAdapter):
    def __init__(self, key, **kw):
        self.key = key
        super().__init__(**kw)
    def add_headers(self, request, **kwargs):
        request.headers["Authorization"] = f"Bearer {self.key}"

s = requests.Session()
s.mount("https://api.checkout.com/", KeyAdapter(os.environ["CKO_SECRET_KEY"]))
print(s.get("https://api.checkout.com/workflows").raise_for_status())
