import os, requests
from contextvars import ContextVar
token = ContextVar("token", default=None)
VARS = [token]
def start():
    for one in VARS:
        one.set("Bearer " + os.environ["CKO_SECRET_KEY"])
def call():
    r = requests.get("https://api.checkout.com/payments/x", headers={"Authorization": token.get()})
    r.raise_for_status()
    return r.json()
