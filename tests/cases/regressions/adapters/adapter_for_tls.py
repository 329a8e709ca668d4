import os
import ssl
import requests
from requests.adapters import HTTPAdapter

class TLS(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        ctx = ssl.create_default_context()
        ctx.minimum_version = ssl.TLSVersion.TLSv1_2
        kwargs["ssl_context"] = ctx
        return super(TLS, self).init_poolmanager(*args, **kwargs)

def make():
    s = requests.Session()
    s.mount("https://", TLS())
    s.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
    return s

def balances(entity):
    return make().get(f"https://balances.checkout.com/balances/{entity}").json()  # want: CKO401
