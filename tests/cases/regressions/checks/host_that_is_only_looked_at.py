import os
import socket
import urllib.request

import httpx
import requests

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def is_up():
    return requests.head("https://access.checkout.com/connect/token", timeout=3).status_code < 500


def answers():
    return requests.get("https://api.checkout.com", timeout=3).elapsed.total_seconds() < 1


def answers_at_all():
    try:
        urllib.request.urlopen("https://api.sandbox.checkout.com/", timeout=3)
    except socket.timeout:
        return False
    return True


async def methods():
    async with httpx.AsyncClient() as client:
        preflight = await client.options("https://api.checkout.com/tokens", headers={"Origin": "https://shop.example"})
        return preflight.headers.get("access-control-allow-methods")


def wants_data():
    return requests.get("https://api.checkout.com/workflows", timeout=3).json()  # want: CKO101, CKO401


def wants_the_payment(payment_id):
    return requests.head(f"https://api.checkout.com/payments/{payment_id}", headers=HEADERS).headers  # want: CKO401
