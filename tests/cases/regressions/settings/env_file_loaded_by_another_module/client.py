import os, requests
class Client:
    def __init__(self):
        self.base = os.environ["CHECKOUT_URL"]
    def get(self, pid):
        r = requests.get(f"{self.base}/payments/{pid}")  # want: CKO101
        r.raise_for_status()
        return r.json()
def get(pid): return Client().get(pid)
