import os

import requests
from pydantic import SecretStr
KEY = os.environ["CKO_SECRET_KEY"]
SECRET = SecretStr(os.environ["CKO_SECRET_KEY"])
TUP = os.environ["CKO_SECRET_KEY"],
B = KEY.encode()
URL = "https://api.sandbox.checkout.com"


def no_f():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer {KEY}"}).raise_for_status()  # want: CKO102


def percent_s():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer %s"}).raise_for_status()  # want: CKO102


def secret_str():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": f"Bearer {SECRET}"}).raise_for_status()  # want: CKO102


def bytes_in_f_string():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": f"Bearer {B}"}).raise_for_status()  # want: CKO102


def bytes_in_format():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer {}".format(B)}).raise_for_status()  # want: CKO102


def bytes_in_percent():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer %s" % B}).raise_for_status()  # want: CKO102


def comma_makes_a_tuple():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": f"Bearer {TUP}"}).raise_for_status()  # want: CKO102


def secret_object():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": SECRET}).raise_for_status()  # want: CKO102


def bare_key_for_workflows():
    requests.get(URL + "/workflows", headers={"Authorization": KEY}).raise_for_status()  # want: CKO102


def template_never_filled():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer {key}"}).raise_for_status()  # want: CKO102


def bytes_in_str():
    requests.get(URL + "/payments/pay_1", headers={"Authorization": "Bearer " + str(B)}).raise_for_status()  # want: CKO102


def bare_key_for_transfers(): requests.post(URL + "/transfers", headers={"Authorization": KEY}, json={}).raise_for_status()  # want: CKO102
