import logging

from checkout_sdk.exception import CheckoutApiException, CheckoutException
from tenacity import retry, retry_if_exception, stop_after_attempt, wait_exponential

from payouts.clients import Clients

log = logging.getLogger(__name__)


class PayoutRefused(Exception):
    def __init__(self, reference, status):
        super().__init__(f"payout {reference} was refused ({status})")
        self.status = status


def is_temporary(error):
    return isinstance(error, CheckoutApiException) and error.http_metadata.status_code in (429, 500, 502, 503)


@retry(retry=retry_if_exception(is_temporary), wait=wait_exponential(max=30), stop=stop_after_attempt(5), reraise=True)
def _initiate(clients, request, key):
    return clients.transfers.transfers.initiate_transfer_of_funds(request, key)


def pay_out(clients: Clients, seller, amount, reference):
    request = {
        "transfer_type": "commission",
        "source": {"id": "ent_platform", "amount": amount},
        "destination": {"id": seller},
        "reference": reference,
    }
    try:
        return _initiate(clients, request, reference).id
    except CheckoutApiException as error:
        log.error("payout %s: HTTP %s", reference, error.http_metadata.status_code)
        raise PayoutRefused(reference, error.http_metadata.status_code) from error
    except CheckoutException as error:
        log.error("payout %s: %s", reference, type(error).__name__)
        raise PayoutRefused(reference, None) from error


def rate(clients: Clients, source, target):
    try:
        quote = clients.rates.forex.request_quote(
            {"source_currency": source, "source_amount": 10000, "destination_currency": target}
        )
    except CheckoutException:
        log.exception("no rate for %s/%s", source, target)
        raise
    return quote.rate
