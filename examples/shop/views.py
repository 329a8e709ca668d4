"""What customers and the back office see."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from shop.card_tokens import token_for
from shop.checkout_api import CheckoutApi, CheckoutError
from shop.models import Order
from shop.tasks import instrument_details


def status(request: HttpRequest, number: str) -> JsonResponse:
    order = Order.objects.get(number=number)
    try:
        with CheckoutApi() as api:
            payment = api.payment(order.payment_id)
    except CheckoutError as error:
        return JsonResponse({"error": error.codes}, status=502)
    return JsonResponse({"status": payment["status"], "amount": payment["amount"]})


@require_POST
def refund(request: HttpRequest, number: str) -> JsonResponse:
    order = Order.objects.get(number=number)
    try:
        with CheckoutApi() as api:
            action = api.refund(order.payment_id, order.total, order.number)
    except CheckoutError as error:
        return JsonResponse({"error": error.codes}, status=502)
    return JsonResponse({"action": action})


@require_POST
def telephone_order(request: HttpRequest, number: str) -> JsonResponse:
    card = request.POST
    token = token_for(card["number"], int(card["month"]), int(card["year"]), card["cvv"])
    Order.objects.filter(number=number).update(card_token=token)
    return JsonResponse({"accepted": True}, status=202)


def saved_card(request: HttpRequest, instrument_id: str) -> JsonResponse:
    return JsonResponse(instrument_details(instrument_id))
