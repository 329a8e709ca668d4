"""What runs at night."""

from celery import shared_task
from checkout_sdk.exception import CheckoutApiException

from shop.checkout_api import CheckoutApi, CheckoutError
from shop.customers import api as sdk
from shop.models import Order


@shared_task(bind=True, max_retries=3)
def capture_shipped_orders(self) -> int:
    captured = 0
    with CheckoutApi() as api:
        for order in Order.objects.filter(state="shipped", captured=False):
            try:
                order.capture_id = api.capture(order.payment_id)
            except CheckoutError as error:
                order.note(f"not captured: {error}")
                continue
            order.captured = True
            order.save()
            captured += 1
    return captured


@shared_task
def forget_expired_cards(instrument_ids: list[str]) -> list[str]:
    """Returns the ids of the cards that could not be forgotten."""
    kept = []
    for instrument_id in instrument_ids:
        try:
            sdk.instruments.delete(instrument_id)
        except CheckoutApiException as error:
            kept.append(f"{instrument_id}: HTTP {error.http_metadata.status_code}")
    return kept


def instrument_details(instrument_id: str) -> dict[str, str]:
    instrument = sdk.instruments.get(instrument_id)
    return {"scheme": instrument.scheme, "last4": instrument.last4}
