"""What the sellers of second-hand books are paid, with the shop's OAuth client."""

import logging
import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException
from checkout_sdk.oauth_scopes import OAuthScopes
from checkout_sdk.transfers.transfers import CreateTransferRequest, TransferDestination, TransferSource

from shop import settings
from shop.customers import api as static

log = logging.getLogger(__name__)


def client() -> CheckoutSdk:
    try:
        return (
            CheckoutSdk.builder()
            .oauth()
            .client_credentials(os.environ["CKO_PAYOUT_CLIENT_ID"], "m4Vt8QzLr2Yw6NbXe1Kd")
            .scopes([OAuthScopes.TRANSFERS])
            .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
            .environment(Environment.production() if settings.LIVE else Environment.sandbox())
            .build()
        )
    except CheckoutException:
        log.exception("no token for payouts")
        raise


def pay(seller: str, amount: int, reference: str) -> str:
    request = CreateTransferRequest()
    request.reference = reference
    request.source = TransferSource()
    request.source.id = os.environ["CKO_ENTITY"]
    request.source.amount = amount
    request.destination = TransferDestination()
    request.destination.id = seller
    try:
        return client().transfers.initiate_transfer_of_funds(request).id
    except CheckoutException:
        log.exception("payout %s", reference)
        raise


def left_to_pay() -> int:
    try:
        return client().balances.retrieve_entity_balances(os.environ["CKO_ENTITY"], None).data[0].balances.available
    except CheckoutException:
        log.exception("balances")
        raise


def rate(currency: str) -> float:
    try:
        return static.forex.get_rates({"product": "card_payouts", "currency_pairs": f"EUR{currency}"}).rates[0].exchange_rate
    except CheckoutException:
        log.exception("rate of %s", currency)
        raise
