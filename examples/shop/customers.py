"""Customers and their cards, through Checkout.com's own SDK."""

import logging
import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.customers.customers import CustomerRequest
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

from shop import settings

log = logging.getLogger(__name__)

api = (
    CheckoutSdk.builder()
    .secret_key(settings.CHECKOUT_SECRET_KEY)
    .environment(Environment.production() if settings.LIVE else Environment.sandbox())
    .build()
)

marketplace = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_MARKETPLACE_PUBLIC_KEY"])
    .environment(Environment.production() if settings.LIVE else Environment.sandbox())
    .build()
)


def remember(email: str, name: str) -> str | None:
    """Returns the customer's id, or None where Checkout.com does not want to know them."""
    request = CustomerRequest()
    request.email = email
    request.name = name
    try:
        return api.customers.create(request).id
    except CheckoutApiException as error:
        log.error("customer was refused: HTTP %s", error.http_metadata.status_code)
        return None


def forget(customer_id: str) -> None:
    try:
        api.customers.delete(customer_id)
    except CheckoutApiException as error:
        if error.http_metadata.status_code != 404:
            raise


def seller(entity_id: str) -> str:
    try:
        return marketplace.accounts.get_entity(entity_id).status
    except CheckoutApiException:
        log.exception("seller %s", entity_id)
        raise
