import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutException
from checkout_sdk.tokens.tokens import CardTokenRequest

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).public_key(None).build()


def prepared(configure):
    builder = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"])
    configure(builder)
    return builder.build()


def token():
    try:
        return api.tokens.request_card_token(CardTokenRequest())  # want: CKO504
    except CheckoutException as error:
        raise RuntimeError from error


def token_of_another(configure):
    try:
        return prepared(configure).tokens.request_card_token(CardTokenRequest())
    except CheckoutException as error:
        raise RuntimeError from error
