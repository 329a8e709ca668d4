import requests
HOSTS = {"live": "https://api.checkout.com", "sandbox": "https://api.sandbox.checkout.com"}
class Api:
    def __init__(self, env):
        self.base = HOSTS[env]
        self.session = requests.Session()
    def request(self, method, path, **kw):
        response = self.session.request(method, self.base + path, **kw)  # want: CKO101
        return response
