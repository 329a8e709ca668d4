import os, sys

KEY = os.environ["CKO_KEY"]
LIVE = os.environ.get("LIVE") == "1"
if LIVE and KEY.startswith("sk_sbox_"):
    sys.exit("a sandbox key in production")
