import os

import httpx


def fetch():
    r = httpx.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": "gateway"})
    r.raise_for_status()
    return r.json()["access_token"]
def call(token, pid):
    r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {token}"})
    r.raise_for_status()
    return r.json()
import sys
TOKEN = fetch()
def main():
    for pid in sys.argv[1:]:
        print(call(TOKEN, pid)["status"])
if __name__ == "__main__":
    main()
