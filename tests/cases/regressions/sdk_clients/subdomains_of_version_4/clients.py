import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.oauth_scopes import OAuthScopes
from checkout_sdk.exception import CheckoutException


def neither():
    return CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()  # want: CKO308


def both():
    return CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").use_legacy_domain().build()  # want: CKO308


def invalid():
    return CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("cli_abcd1234").build()  # want: CKO308


def no_secret_key():
    return CheckoutSdk.builder().public_key(os.environ["CKO_PUBLIC_KEY"]).use_legacy_domain().build()  # want: CKO103


def one_member():
    try:
        return CheckoutSdk.builder().oauth().client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]).scopes(OAuthScopes.GATEWAY).use_legacy_domain().build()  # want: CKO505
    except CheckoutException as x:
        raise SystemExit(x)


def misspelt_scope():
    try:
        return CheckoutSdk.builder().oauth().client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]).scopes(["gatway", OAuthScopes.VAULT]).use_legacy_domain().build()  # want: CKO505
    except CheckoutException as x:
        raise SystemExit(x)


def one_prefix(live):
    env = Environment.production() if live else Environment.sandbox()
    return CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(env).environment_subdomain("vkuhvk4v").build()  # want: CKO309
