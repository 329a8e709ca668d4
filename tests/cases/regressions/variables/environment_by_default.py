import os, requests
os.environ.setdefault("CKO_ENV", "sandbox")
LIVE = os.environ["CKO_ENV"] == "live"
URL = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
KEY = os.environ["CKO_LIVE_KEY"] if LIVE else "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
def get():
    requests.get(URL + "/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()
