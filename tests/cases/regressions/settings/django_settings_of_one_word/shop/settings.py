import os

GATEWAYS = {
    "checkout": {
        "BACKEND": "shop.backends.Backend",
        "OPTIONS": {"key": os.environ["CKO_SECRET_KEY"], "root": "https://api.checkout.com"},
    },
}
ROOT = "https://api.checkout.com"
