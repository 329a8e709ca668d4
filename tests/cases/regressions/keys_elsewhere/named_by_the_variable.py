import requests
from vault import read, sign

CKO_SECRET_KEY = read("checkout")
SIGNATURE = sign(CKO_SECRET_KEY)


def in_the_query():
    requests.get(f"https://api.checkout.com/workflows?key={CKO_SECRET_KEY}").raise_for_status()  # want: CKO104


def signed():
    headers = {"Authorization": f"Bearer {CKO_SECRET_KEY}"}
    requests.get(f"https://api.checkout.com/workflows?signature={SIGNATURE}", headers=headers).raise_for_status()
