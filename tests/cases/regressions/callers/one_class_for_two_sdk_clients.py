import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException


class Gateway:
    def __init__(self, api):
        self.api = api

    def token(self, card):
        try:
            return self.api.tokens.request_card_token(card).token
        except CheckoutException as error:
            raise RuntimeError("no token") from error

    def pay(self, request):
        try:
            return self.api.payments.request_payment(request).id
        except CheckoutException as error:
            raise RuntimeError("no payment") from error


def builder():
    return CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox())


front = builder().public_key(os.environ["CKO_PUBLIC_KEY"]).build()
back = builder().build()


def checkout(card, request):
    token = Gateway(front).token(card)
    return Gateway(back).pay({**request, "token": token})
