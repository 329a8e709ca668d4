import os

import requests
from django.http import HttpResponse, HttpResponseRedirect

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def back_to_the_basket(request, payment_id):
    response = requests.get(f"https://api.checkout.com/payments/{payment_id}", headers=HEADERS)
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return HttpResponseRedirect("/basket")
    return HttpResponse(response.json()["status"])


def nothing_to_see(request, payment_id):
    response = requests.get(f"https://api.checkout.com/payments/{payment_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return HttpResponse("")
    return HttpResponse(response.json()["status"])
