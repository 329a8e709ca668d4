import os

import grequests
import requests
from requests.utils import default_headers
from requests_futures.sessions import FuturesSession

URL = "https://api.sandbox.checkout.com/payments"
KEY = f"Bearer {os.environ['CKO_SECRET_KEY']}"
HEADERS = {"Authorization": KEY}


def with_default_headers(payment):
    headers = default_headers()
    requests.get(f"{URL}/{payment}", headers=headers).raise_for_status()  # want: CKO101
    headers.update(HEADERS)
    requests.get(f"{URL}/{payment}", headers=headers).raise_for_status()


def with_new_headers(body):
    request = requests.Request("POST", URL, json=body).prepare()
    request.headers = {"Accept": "application/json"}
    requests.Session().send(request).raise_for_status()  # want: CKO101
    request.headers = HEADERS
    requests.Session().send(request).raise_for_status()


def prepared_by_hand(body, auth):
    request = requests.Request("POST", URL, json=body).prepare()
    request.prepare_auth(auth)
    requests.Session().send(request).raise_for_status()


def prepared_by_others(request):
    requests.Session().send(request).raise_for_status()


def in_the_background(body, callback):
    with FuturesSession() as session:
        session.post(URL, json=body, headers=HEADERS, background_callback=callback)
        return session.post(URL, json=body, headers=HEADERS).result().json()  # want: CKO401


def of_another_session(body, session):
    futures = FuturesSession(session=session)
    futures.post(URL, json=body).result().raise_for_status()


def all_at_once(payments, session, more):
    signed = [grequests.get(f"{URL}/{payment}", session=session) for payment in payments]
    for answer in grequests.map(signed):
        answer.raise_for_status()
    two = [grequests.get(f"{URL}/{payments[0]}"), grequests.get(f"{URL}/{payments[1]}", headers=HEADERS)]
    for answer in grequests.map(two):  # want: CKO101
        answer.raise_for_status()
    for answer in grequests.map([more]):
        answer.raise_for_status()
