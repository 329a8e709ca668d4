import os, threading
import requests

local = threading.local()
local.session = requests.Session()


def call():
    r = local.session.get("https://api.checkout.com/payments/x")  # want: CKO101
    r.raise_for_status()
    return r.json()
