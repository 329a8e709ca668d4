import os, requests
os.environ["CKO_SECRET_KEY"] = "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
def seed():
    requests.post("https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}, json={}).raise_for_status()
