import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()
