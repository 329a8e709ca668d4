import os

import requests


def pay():
    url = "https://api.%scheckout.com/payments" % ("sandbox." if os.environ.get("STAGE", "dev") == "dev" else "")
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    requests.get(url, headers=headers).raise_for_status()
