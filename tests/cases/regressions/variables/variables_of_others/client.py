import os, requests
def get():
    requests.get("https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}).raise_for_status()
