"""Subscriptions from before the move to the new platform, as the sandbox has them: they are billed with the old keys."""

import logging
import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

from shop import settings

log = logging.getLogger(__name__)

billing = (
    CheckoutSdk.builder()
    .previous()
    .secret_key(os.environ["CKO_OLD_SECRET_KEY"])
    .public_key(settings.CHECKOUT_PUBLIC_KEY)
    .environment(Environment.sandbox())
    .build()
)
imports = CheckoutSdk.builder().previous().secret_key("YOUR_SECRET_KEY").environment(Environment.sandbox()).build()


def is_paid(payment_id: str, imported: bool = False) -> bool:
    try:
        return (imports if imported else billing).payments.get_payment_details(payment_id).approved
    except CheckoutApiException as error:
        log.error("%s: HTTP %s", payment_id, error.http_metadata.status_code)
        raise
