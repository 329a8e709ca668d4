import os, sys, requests
def use(env):
    if env == "live":
        os.environ["CKO_URL"] = "https://api.checkout.com"
        os.environ["CKO_SECRET_KEY"] = os.environ["LIVE_KEY"]
    else:
        os.environ["CKO_URL"] = "https://api.sandbox.checkout.com"
        os.environ["CKO_SECRET_KEY"] = "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
def main():
    use(sys.argv[1])
    r = requests.get(os.environ["CKO_URL"] + "/workflows", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})
    r.raise_for_status()
main()
