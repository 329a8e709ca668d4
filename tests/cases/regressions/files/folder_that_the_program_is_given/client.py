import os
from pathlib import Path
import requests
import yaml

with open(os.path.join(os.environ["CONFIG_DIR"], "config.yml")) as file:
    MOUNTED = yaml.safe_load(file)
OWN = yaml.safe_load((Path(__file__).parent / "config.yml").read_text())
KEY = os.environ["CKO_SECRET_KEY"]
if not KEY.startswith("sk_sbox_"):
    raise SystemExit("this service is for the sandbox")
ASKED = requests.utils.urlparse(MOUNTED["url"])
if ASKED.hostname != "api.sandbox.checkout.com":
    raise SystemExit("this service is for the sandbox")


def show(payment):
    headers = {"Authorization": f"Bearer {KEY}"}
    url = f"https://api.sandbox.checkout.com/payments/{payment}"
    requests.get(url, headers=headers, verify=MOUNTED["verify"]).raise_for_status()
    requests.get(url, headers=headers, verify=OWN["verify"]).raise_for_status()
    requests.get(f"{OWN['url']}/payments/{payment}", headers=headers).raise_for_status()
