import requests
BASE = {"Accept": "application/json"}
MORE = {"Content-Type": "application/json"}


def both_spread():
    requests.get("https://api.checkout.com/workflows", headers=dict(**BASE, **MORE)).raise_for_status()  # want: CKO101


def both_starred():
    requests.get("https://api.checkout.com/workflows", headers={**BASE, **MORE}).raise_for_status()  # want: CKO101


def one_and_a_literal():
    requests.get("https://api.checkout.com/workflows", headers=dict(BASE, **{"X": "1"})).raise_for_status()  # want: CKO101


def in_the_arguments():
    requests.get("https://api.checkout.com/workflows", **{"headers": BASE}).raise_for_status()  # want: CKO101


def kept_in_a_variable():
    kw = dict(headers=dict(**BASE), timeout=10)
    requests.get("https://api.checkout.com/workflows", **kw).raise_for_status()  # want: CKO101


def joined():
    requests.get("https://api.checkout.com/workflows", headers=BASE | MORE).raise_for_status()  # want: CKO101


def with_a_certificate():
    cert = ("client.pem", "client.key")
    requests.get("https://mtls.api.checkout.com/payments/pay_1", cert=cert, headers=dict(**BASE)).raise_for_status()
