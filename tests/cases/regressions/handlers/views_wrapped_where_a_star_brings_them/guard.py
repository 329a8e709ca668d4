from checkout_sdk.exception import CheckoutApiException
from django.http import JsonResponse


def guarded(view):
    def inner(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except CheckoutApiException:
            return JsonResponse({"error": "gateway"}, status=502)

    return inner
