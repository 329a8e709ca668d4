import os, requests
class Client:
    _shared = None
    def __new__(cls):
        if cls._shared is None:
            self = object.__new__(cls)
            self.session = requests.Session()
            self.session.headers.update({"Authorization": "Bearer" + os.environ["CKO_SECRET_KEY"]})
            cls._shared = self
        return cls._shared
    def hooks(self):
        r = self.session.get("https://api.checkout.com/workflows")  # want: CKO102
        r.raise_for_status()
        return r.json()
client = Client()
