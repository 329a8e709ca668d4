import os, getpass, requests
def main():
    if "CKO_SECRET_KEY" not in os.environ:
        os.environ["CKO_SECRET_KEY"] = getpass.getpass("key: ")
    requests.get("https://api.checkout.com/workflows", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}).raise_for_status()
