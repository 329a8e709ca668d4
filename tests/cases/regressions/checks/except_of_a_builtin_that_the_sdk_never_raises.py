import json
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


def void_listed(path):
    try:
        with open(path) as file:
            for payment in json.load(file):
                api.payments.void_payment(payment)  # want: CKO402
    except FileNotFoundError:
        return []
