import os

import requests

URL = "https://api.sandbox.checkout.com/payments"
SIGNED = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def signed_where_it_is_ours(body, is_ours):
    headers = {"Accept": "application/json"}
    headers |= SIGNED if is_ours else {}
    requests.post(URL, json=body, headers=headers).raise_for_status()


def signed_in_any_case(body, more):
    headers = {"Accept": "application/json"}
    headers |= SIGNED
    headers |= {"Cko-Idempotency-Key": body["id"]} if more else {}
    requests.post(URL, json=body, headers=headers).raise_for_status()


def signed_by_others(body, more):
    headers = {"Authorization": "Token"}
    headers |= more
    requests.post(URL, json=body, headers=headers).raise_for_status()


def signed_by_pairs(body):
    headers = {}
    headers |= [("Authorization", f"Bearer {os.environ['CKO_SECRET_KEY']}")]
    requests.post(URL, json=body, headers=headers).raise_for_status()


def signed_by_none(body, more):
    headers = {"Accept": "application/json"}
    headers |= {"Cko-Idempotency-Key": body["id"]} if more else {}
    requests.post(URL, json=body, headers=headers).raise_for_status()  # want: CKO101
