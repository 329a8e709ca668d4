import requests
from check import KEY, LIVE

URL = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"


def pay():
    if KEY.startswith("sk_sbox_"):
        print("sandbox")
    r = requests.get(URL + "/payments/1", headers={"Authorization": f"Bearer {KEY}"})
    r.raise_for_status()
