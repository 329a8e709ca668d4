import os, requests
def get():
    url = os.environ.get("CKO_URL", "https://api.checkout.com")
    requests.get(url + "/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}).raise_for_status()
