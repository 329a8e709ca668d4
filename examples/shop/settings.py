"""What the shop needs to know about Checkout.com: where it is, and who the shop is there."""

import os

LIVE = os.environ.get("SHOP_ENVIRONMENT") == "live"

CHECKOUT_URL = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
CHECKOUT_SECRET_KEY = os.environ["CKO_LIVE_SECRET_KEY"] if LIVE else os.environ["CKO_SANDBOX_SECRET_KEY"]
CHECKOUT_PUBLIC_KEY = "pk_sbox_vxrdo3ggvwuopapcetzrhpi4kf3"
CHECKOUT_TIMEOUT = float(os.environ.get("CHECKOUT_TIMEOUT", "10"))
