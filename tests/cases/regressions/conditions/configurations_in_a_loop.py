import os
import requests

CONF = {
    "live": {"url": "https://api.checkout.com", "key": os.environ["LIVE_SECRET_KEY"]},
    "sandbox": {"url": "https://api.sandbox.checkout.com", "key": "sk_sbox_" + os.environ["SBOX_TAIL"]},
}
for env in CONF:
    c = CONF[env]
    requests.get(c["url"] + "/payments/p", headers={"Authorization": "Bearer " + c["key"]}).raise_for_status()
