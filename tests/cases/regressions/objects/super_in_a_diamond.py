import os
import requests

KEY = os.environ["CKO_SECRET_KEY"]
PUB = os.environ["CKO_PUBLIC_KEY"]
U = "https://api.checkout.com/workflows"


def go(h, url=U):
    r = requests.get(url, headers=h)
    r.raise_for_status()


class M:
    def headers(self):
        return {}
class A(M):
    def headers(self):
        return {**super().headers(), "Authorization": f"Bearer {KEY}"}
class J(M):
    def headers(self):
        return {**super().headers(), "Accept": "*/*"}
class C(J, A):
    def get(self):
        go(self.headers())
C().get()
