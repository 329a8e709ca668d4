import requests
from providers import Provider


def payments():
    requests.get("https://api." + Provider.CHECKOUT_COM.value + "/payments").raise_for_status()  # want: CKO101
