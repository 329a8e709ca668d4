import requests
from werkzeug.urls import url_join


class Provider:
    state = "enabled"

    def _request(self, endpoint, payload):
        base = "https://api.checkout.com/" if self.state == "enabled" else "https://api.sandbox.checkout.com/"
        r = requests.post(url_join(base, endpoint), json=payload, timeout=5)  # want: CKO101, CKO401
        return r.json()


def pay(payload):
    return Provider()._request("payments", payload)
