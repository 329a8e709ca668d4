import requests


class Gateway:
    def __init__(self, key):
        self.headers = {"Authorization": f"Bearer {key}"}

    def all(self):
        return requests.get("https://api.checkout.com/workflows", headers=self.headers, timeout=3)  # want: CKO401, CKO501
