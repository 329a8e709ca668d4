"""Sets of statuses are put together with operators and methods, for retries and for tests of a response."""

import os

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

TRANSIENT = {429, 502} | {503}
CLIENT = {401, 403, 404, 409}
FATAL = {400, 401, 403} & {400, 403, 422}
ALWAYS = CLIENT - {404, 409}


def session(statuses):
    made = requests.Session()
    made.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    made.mount("https://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=statuses)))
    return made


def patient():
    made = requests.Session()
    made.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    made.mount("https://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=TRANSIENT.union(CLIENT))))  # want: CKO404
    return made


def show(payment):
    response = session(TRANSIENT | CLIENT - {401}).get(f"https://api.checkout.com/payments/{payment}")
    if response.status_code in ALWAYS:
        raise RuntimeError(response.status_code)
    return response.json()


def refund(payment):
    response = patient().post(f"https://api.checkout.com/payments/{payment}/refunds")
    if response.status_code in CLIENT.symmetric_difference([404]):
        raise RuntimeError(response.status_code)
    return response.json()


def void(payment):
    response = session(TRANSIENT).post(f"https://api.checkout.com/payments/{payment}/voids")  # want: CKO401
    if response.status_code in FATAL:
        raise RuntimeError(response.status_code)
    return response.json()
