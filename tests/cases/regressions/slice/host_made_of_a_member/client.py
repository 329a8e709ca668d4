import requests
from providers import Provider


def payments():
    requests.get(f"https://api.{Provider.CHECKOUT_COM.value}/payments").raise_for_status()  # want: CKO101
