import os, requests
os.environ.update(CKO_URL="https://api.checkout.com", CKO_TIMEOUT="3")
def get():
    requests.get(os.getenv("CKO_URL") + "/workflows", timeout=int(os.environ["CKO_TIMEOUT"])).raise_for_status()  # want: CKO101
