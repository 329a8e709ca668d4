import os
import requests
from requests.adapters import HTTPAdapter

class Checking(HTTPAdapter):
    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        response = super().send(request, stream=stream, timeout=timeout or 10, verify=verify, cert=cert, proxies=proxies)
        if response.status_code >= 400:
            raise RuntimeError(response.text)
        return response

class Client:
    def __init__(self):
        self.s = requests.Session()
        self.s.headers.update({"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
        self.s.mount("https://api.checkout.com", Checking())

    def workflows(self):
        return self.s.get("https://api.checkout.com/workflows").json()
