"""What a card number says before it is charged: the brand, and the country of the bank."""

import os
from functools import lru_cache

import requests
from django.http import HttpRequest, JsonResponse

from shop import settings


@lru_cache(maxsize=1)
def access_token() -> str:
    response = requests.post(
        f"https://access.{'' if settings.LIVE else 'sandbox.'}checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": "vault:card-metadata"},
        timeout=10,
    )
    response.raise_for_status()
    return response.json()["access_token"]


def brand(request: HttpRequest, number: str) -> JsonResponse:
    response = requests.post(
        f"{settings.CHECKOUT_URL}/metadata/card",
        headers={"Authorization": f"Bearer {access_token()}"},
        json={"source": {"type": "bin", "bin": number[:8]}, "format": "basic"},
        timeout=10,
    )
    if not response.ok:
        return JsonResponse({"error": "unknown card"}, status=response.status_code)
    return JsonResponse({"brand": response.json()["scheme"], "country": response.json()["issuer_country"]})
