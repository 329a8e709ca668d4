"""Compares what the ledger says with what Checkout.com says, in threads."""
import csv
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

import requests

BASE = "https://api.checkout.com"
_thread = threading.local()


def connect():
    _thread.session = requests.Session()
    _thread.session.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]  # signs
    _thread.session.headers["User-Agent"] = "reconcile/1"


def status_of(payment_id):
    response = _thread.session.get(f"{BASE}/payments/{payment_id}", timeout=30)
    if response.status_code == 404:
        return None
    response.raise_for_status()
    return response.json()["status"]


def main(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    differing = 0
    with ThreadPoolExecutor(8, initializer=connect) as pool:
        pending = {pool.submit(status_of, row["payment"]): row for row in rows}
        for future in as_completed(pending):
            row = pending[future]
            try:
                status = future.result()
            except requests.RequestException as error:
                print(row["payment"], "failed:", error, file=sys.stderr)
                continue
            if status != row["status"]:
                differing += 1
                print(row["payment"], row["status"], "->", status)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
