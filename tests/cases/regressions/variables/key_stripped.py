import os, requests
os.environ["CKO_SECRET_KEY"] = os.environ["CKO_SECRET_KEY"].strip()
def get():
    return requests.get("https://api.checkout.com/workflows", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}).json()  # want: CKO401
