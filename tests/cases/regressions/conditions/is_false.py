import os
import requests

is_live = os.environ.get("LIVE") == "true"
key = os.environ["LK"] if is_live else "sk_sbox_" + os.environ["K"]
url = "https://api.sandbox.checkout.com" if is_live is False else "https://api.checkout.com"
requests.get(url + "/payments/p", headers={"Authorization": "Bearer " + key}).raise_for_status()
