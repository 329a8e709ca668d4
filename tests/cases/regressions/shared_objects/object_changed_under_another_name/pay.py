import requests

from conf import CONF, FIXED


def get():
    headers = {"Authorization": f"Bearer {CONF.key}"}
    requests.get(f"{CONF.url}/workflows", headers=headers, timeout=5).raise_for_status()


def get_fixed():
    headers = {"Authorization": f"Bearer {FIXED.key}"}
    requests.get(f"{FIXED.url}/workflows", headers=headers, timeout=5).raise_for_status()  # want: CKO103
