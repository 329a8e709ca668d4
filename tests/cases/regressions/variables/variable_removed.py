import os
import environ, requests
os.environ["CKO_SECRET_KEY"] = "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
env = environ.Env()
KEY = env("CKO_SECRET_KEY")
del os.environ["CKO_SECRET_KEY"]
def get():
    requests.get("https://api.sandbox.checkout.com/workflows", headers={"Authorization": "Bearer " + KEY}).raise_for_status()
def live():
    requests.get("https://api.checkout.com/workflows", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}).raise_for_status()
