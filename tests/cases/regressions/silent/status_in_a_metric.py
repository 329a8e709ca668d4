import os

import requests
from prometheus_client import Counter

CALLS = Counter("calls", "Calls by status", ["status"])
AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def reports():
    answer = requests.get("https://api.checkout.com/reports", headers=AUTH)  # want: CKO401
    CALLS.labels(status=str(answer.status_code)).inc()
    return answer.json()


def always_true():
    answer = requests.get("https://api.checkout.com/reports", headers=AUTH)  # want: CKO401
    if answer.status_code == 200 or 201:
        return answer.json()
    raise ValueError
