import os, requests
BASE = None
KEY = None
def use(env):
    global BASE, KEY
    if env == "live":
        BASE, KEY = "https://api.checkout.com", os.environ["LIVE"]
    else:
        BASE, KEY = "https://api.sandbox.checkout.com", "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
def hooks():
    r = requests.get(BASE + "/workflows", headers={"Authorization": f"Bearer {KEY}"})
    r.raise_for_status()
