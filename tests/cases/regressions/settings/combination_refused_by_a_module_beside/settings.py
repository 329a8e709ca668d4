import os

LIVE = os.environ.get("LIVE") == "1"
KEY = os.environ["CKO_KEY"] if LIVE else "sk_sbox_uvllwynawu2rezetg5sku7wbgm7"  # want: CKO201
URL = os.environ.get("URL", "https://api.sandbox.checkout.com")
