import requests
from string import Template
from collections import ChainMap
import os
URL = Template("${base}/payments/$id")
COMMON = {"Accept": "application/json"}
def get(pid):
    headers = ChainMap({"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}, COMMON)
    r = requests.get(URL.substitute(base="https://api.checkout.com", id=pid), headers=headers)
    r.raise_for_status()
def bare(pid):
    r = requests.get(URL.safe_substitute({"base": "https://api.checkout.com", "id": pid}), headers=dict(ChainMap({}, COMMON)))  # want: CKO101
    r.raise_for_status()
