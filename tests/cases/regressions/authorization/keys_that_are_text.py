import hmac
import os
import re

import httpx
import requests
from pydantic import SecretStr
KEY = os.environ["CKO_SECRET_KEY"]
SECRET = SecretStr(os.environ["CKO_SECRET_KEY"])
B = KEY.encode()
URL = "https://api.sandbox.checkout.com"
def get(headers, path="/payments/pay_1"):
    requests.get(URL + path, headers=headers).raise_for_status()


def f_string():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()


def percent():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer %s" % KEY}).raise_for_status()


def opened():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": f"Bearer {SECRET.get_secret_value()}"}).raise_for_status()


def bytes_and_bytes():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": b"Bearer " + B}).raise_for_status()


def percent_of_bytes():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": b"Bearer %s" % B}).raise_for_status()


def decoded():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer " + B.decode()}).raise_for_status()


def bare_for_payments():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": KEY}).raise_for_status()


def format_called():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer {}".format(KEY)}).raise_for_status()
T = {"Authorization": "Bearer {key}"}


def template_filled():
    requests.get(URL + "/payments/pay_1", headers={k: x.format(key=KEY) for k, x in T.items()}).raise_for_status()


def text_of_bytes():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer " + str(B, "ascii")}).raise_for_status()


def decoded_in_place():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": f"Bearer {B.decode('ascii')}"}).raise_for_status()


def scheme_may_be_in_the_key():
    if KEY.startswith("Bearer "):
        requests.get(URL + "/workflows", headers={"Authorization": KEY}).raise_for_status()
    else:
        requests.get(URL + "/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()


def platform_is_tested():
    previous = re.match(r"sk_(test_)?\w{8}-", KEY)
    requests.get(URL + "/workflows", headers={"Authorization": KEY if previous else f"Bearer {KEY}"}).raise_for_status()


def bare_on_the_merchants_host():
    requests.get("https://vkuhvk4v.api.checkout.com/payments/pay_1", headers={"Authorization": KEY}).raise_for_status()


def header_of_a_client():
    secret = httpx.Client(base_url=URL, headers={"Authorization": os.environ["CKO_AUTH_HEADER"]})
    secret.get("/workflows").raise_for_status()


def key_in_another_header():
    signature = hmac.new(KEY.encode(), b"x", "sha256").hexdigest()
    get({"Authorization": f"Bearer {KEY}", "X-Sig": f"{signature}"})
