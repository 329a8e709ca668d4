import os
import requests

DEBUG = os.environ.get("DEBUG") == "1"
TESTING = os.environ.get("TESTING") == "1"
key = "sk_sbox_" + os.environ["K"] if DEBUG or TESTING else os.environ["LIVE_KEY"]
url = "https://api.sandbox.checkout.com" if any([DEBUG, TESTING]) else "https://api.checkout.com"
requests.get(url + "/payments/p", headers={"Authorization": "Bearer " + key}).raise_for_status()
