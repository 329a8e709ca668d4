import requests
from vault import digest, read

CKO_SECRET_KEY = read("checkout")
MASKED_SECRET_KEY = digest(CKO_SECRET_KEY)
HEADERS = {"Authorization": f"Bearer {CKO_SECRET_KEY}"}


def get():
    requests.get(f"https://api.checkout.com/workflows?key={CKO_SECRET_KEY}").raise_for_status()  # want: CKO104
    requests.get(f"https://api.checkout.com/workflows?digest={MASKED_SECRET_KEY}", headers=HEADERS).raise_for_status()
