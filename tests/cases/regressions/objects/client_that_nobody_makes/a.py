import requests


class Client:
    def __init__(self, key, base_url="https://api.checkout.com"):
        self.key = key
        self.base_url = base_url

    def get(self, pid):
        r = requests.get(f"{self.base_url}/payments/{pid}", headers={"Authorization": f"Bearer{self.key}"})  # want: CKO102, CKO401
        return r.json()
