import os, requests
class Client:
    _instance = None
    def __new__(cls, *args, **kwargs):
        if not cls._instance:
            cls._instance = super(Client, cls).__new__(cls)
        return cls._instance
    def __init__(self, key):
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"
    def hooks(self):
        r = self.session.get("https://api.checkout.com/workflows")
        r.raise_for_status()
        return r.json()
def main():
    return Client(os.environ["CKO_SECRET_KEY"]).hooks()
