import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
os.environ.setdefault("CHECKOUT_SECRET_KEY", "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt")  # want: CKO201
api = CheckoutSdk.builder().secret_key(os.environ["CHECKOUT_SECRET_KEY"]).environment(Environment.production()).build()  # want: CKO301
