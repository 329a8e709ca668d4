import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from django.http import JsonResponse
from django.urls import path

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


class Guard:
    @staticmethod
    def guarded(view):
        def inner(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except CheckoutApiException:
                return JsonResponse({"error": "gateway"}, status=502)

        return inner


def show(request, pid):
    return JsonResponse({"status": cko.payments.get_payment_details(pid).status})


def void(request, pid):
    return JsonResponse({"id": cko.payments.void_payment(pid).action_id})  # want: CKO402


urlpatterns = [path("p/<pid>", Guard.guarded(show)), path("v/<pid>", void)]
