import os, requests
from box import Box
conf = Box({"live": {"url": "https://api.checkout.com", "key": os.environ["LIVE_KEY"]}, "test": {"url": "https://api.sandbox.checkout.com", "key": "sk_sbox_sn3tpmukjgy75xno532t6rn4qmr"}})  # want: CKO201
def get(env):
    chosen = conf[env]
    r = requests.get(chosen.url + "/workflows", headers={"Authorization": "Bearer " + chosen.key})
    r.raise_for_status()
def wrong():
    r = requests.get(conf.live.url + "/workflows", headers={"Authorization": "Bearer " + conf.test.key})  # want: CKO301
    r.raise_for_status()
