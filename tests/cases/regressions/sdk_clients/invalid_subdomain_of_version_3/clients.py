import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

PREFIX = "VKUHVK4V"


def ignored():
    return (
        CheckoutSdk.builder()
        .secret_key(os.environ["CKO_SECRET_KEY"])
        .environment(Environment.sandbox())
        .environment_subdomain(PREFIX)
        .build()  # want: CKO308
    )


def not_required():
    return CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()


def previous():
    builder = CheckoutSdk.builder().previous().secret_key(os.environ["CKO_SECRET_KEY"])
    return builder.environment_subdomain("cli_none").environment(Environment.production()).build()
