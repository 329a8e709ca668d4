import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment_subdomain("abcd1234")
    .environment(Environment.production())
    .build()
)
