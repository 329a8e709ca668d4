import os

import requests

import states

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def status(pid):
    try:
        r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=HEADERS, timeout=5)  # want: CKO403
        r.raise_for_status()
        return states.Status(r.json()["status"])
    except requests.RequestException:
        return states.Status.PENDING


def state(pid):
    try:
        r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=HEADERS, timeout=5)  # want: CKO403
        r.raise_for_status()
        return states.Payment.State(r.json()["status"])
    except requests.RequestException:
        return states.Payment.State.PENDING


def telling(pid):
    try:
        r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=HEADERS, timeout=5)
        r.raise_for_status()
        return states.Status(r.json()["status"])
    except requests.RequestException:
        return states.Status.DECLINED
