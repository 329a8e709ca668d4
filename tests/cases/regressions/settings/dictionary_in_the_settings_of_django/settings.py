import os

CHECKOUT = {"URL": "https://api.sandbox.checkout.com", "PUBLIC_KEY": os.environ["CKO_PUBLIC_KEY"]}
