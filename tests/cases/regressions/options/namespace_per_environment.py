from types import SimpleNamespace
import os, requests
def settings(env):
    if env == "live":
        return SimpleNamespace(url="https://api.checkout.com", key=os.environ["CKO_LIVE_SECRET"])
    return SimpleNamespace(url="https://api.sandbox.checkout.com", key="sk_sbox_sn3tpmukjgy75xno532t6rn4qmr")  # want: CKO201
def get(env):
    conf = settings(env)
    r = requests.get(conf.url + "/workflows", headers={"Authorization": "Bearer " + conf.key})
    r.raise_for_status()
