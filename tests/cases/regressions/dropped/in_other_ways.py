import contextlib
import os
from decimal import Decimal
from enum import Enum

import requests
from flask import jsonify
from pydantic import BaseModel

API = "https://api.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
NOTHING = {}


class Status(Enum):
    PENDING = 1
    PAID = 2


class Payment(BaseModel):
    status: str = ""


class GatewayError(Exception):
    pass


def named_constant():
    response = requests.get(f"{API}/workflows", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return NOTHING
    return response.json()


def member(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return Status.PENDING
    return Status[response.json()["status"].upper()]


def amount(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
        return Decimal(response.json()["amount"])
    except requests.HTTPError:
        return Decimal("0")
    finally:
        response.close()


def model(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
        return Payment(**response.json())
    except requests.HTTPError:
        return Payment()


def view(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return jsonify([])
    return jsonify([response.json()])


def handler(event, context):
    response = requests.get(f"{API}/payments/{event['id']}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return {"statusCode": 204, "body": ""}
    return {"statusCode": 200, "body": response.text}


def accepted(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
    except requests.HTTPError:
        return {"paid": False}
    return {"paid": response.json()["status"] == "Paid"}


def context(payment_id):
    payment = None
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(requests.HTTPError))
        response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO403
        response.raise_for_status()
        payment = response.json()
    return {"payment": payment}


def translated(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
    except requests.HTTPError as error:
        message = str(error)
        raise GatewayError(message) from error
    return response.json()


def is_paid(payment_id):
    try:
        return translated(payment_id)["status"] == "Paid"
    except GatewayError:
        return False


def download(report_id, path):
    response = requests.get(f"{API}/reports/{report_id}", headers=HEADERS)  # want: CKO403
    try:
        response.raise_for_status()
        with open(path, "wb") as file:
            file.write(response.content)
    except requests.HTTPError:
        if os.path.exists(path):
            os.remove(path)
        return
