import requests
from django.conf import settings
TOKENS = {}
def bearer():
    try:
        return TOKENS["cko"]
    except KeyError:
        r = requests.post("https://access.checkout.com/connect/token", auth=(settings.CKO_ID, settings.CKO_SECRET), data={"grant_type": "client_credentials", "scope": "gateway"})
        r.raise_for_status()
        TOKENS["cko"] = r.json()["access_token"]  # want: CKO405
        return TOKENS["cko"]
