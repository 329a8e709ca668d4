import os, requests
class Header:
    def __get__(self, instance, owner):
        if instance is None:
            return self
        return {"Authorization": f"Bearer {instance.key}"}
class Path:
    def __init__(self, path):
        self.path = path
    def __get__(self, instance, owner):
        return instance.root + self.path
class Client:
    root = "https://api.checkout.com"
    headers = Header()
    hooks_url = Path("/workflows")
    def __init__(self, key):
        self.key = key
    def hooks(self):
        r = requests.get(self.hooks_url, headers=self.headers)
        r.raise_for_status()
    def bare(self):
        r = requests.get(self.hooks_url)  # want: CKO101
        r.raise_for_status()
client = Client(os.environ["CKO_SECRET_KEY"])
