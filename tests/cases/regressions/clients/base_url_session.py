import os
from requests_toolbelt.sessions import BaseUrlSession
class Api:
    def __init__(self):
        self.http = BaseUrlSession(base_url="https://api.checkout.com")
        self.http.headers.update({"Accept": "application/json"})
    def hooks(self):
        r = self.http.get("/workflows")  # want: CKO101
        r.raise_for_status()
        return r.json()
