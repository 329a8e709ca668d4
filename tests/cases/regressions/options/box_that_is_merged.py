import os
import requests
from box import Box
from omegaconf import OmegaConf

box = Box({"cko": {"url": "https://api.sandbox.checkout.com", "key": None}})
box.merge_update({"cko": {"key": os.environ["CKO_SECRET_KEY"], "url": os.environ["CKO_URL"]}})
conf = OmegaConf.create({"key": "", "verify": False})
conf.merge_with_dotlist(["key=" + os.environ["CKO_SECRET_KEY"], "verify=true"])
left = Box({"cko": {"key": None}})


def show(payment):
    url = f"https://api.checkout.com/payments/{payment}"
    requests.get(url, headers={"Authorization": f"Bearer {box.cko.key}"}).raise_for_status()
    requests.get(url, headers={"Authorization": f"Bearer {conf.key}"}, verify=conf.verify).raise_for_status()
    requests.get(url, headers={"Authorization": f"Bearer {left.cko.key}"}).raise_for_status()  # want: CKO103
