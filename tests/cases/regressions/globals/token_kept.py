import os, requests
_token = None
def login():
    global _token
    r = requests.post("https://access.checkout.com/connect/token", data={"grant_type": "client_credentials", "client_id": os.environ["ID"], "client_secret": os.environ["SECRET"]})
    r.raise_for_status()
    _token = r.json()["access_token"]
def balances(e):
    r = requests.get(f"https://balances.checkout.com/balances/{e}", headers={"Authorization": f"Bearer {_token}"})
    r.raise_for_status()
    return r.json()
