import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from django.http import JsonResponse

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


def show(request, pid):
    return JsonResponse({"status": cko.payments.get_payment_details(pid).status})


def void(request, pid):
    return JsonResponse({"id": cko.payments.void_payment(pid).action_id})  # want: CKO402
