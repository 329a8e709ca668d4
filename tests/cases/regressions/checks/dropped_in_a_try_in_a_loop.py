import os
from contextlib import suppress

import requests

HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
URL = "https://api.checkout.com/payments/"


def dropped(queue):
    while True:
        pid = queue.get()
        try:
            response = requests.post(URL + pid + "/captures", headers=HEADERS)  # want: CKO401
        except requests.ConnectionError:
            print("down")
        finally:
            queue.task_done()


def read_where_it_is_set(pids):
    for pid in pids:
        try:
            response = requests.get(URL + pid, headers=HEADERS)  # want: CKO401
        except requests.ConnectionError:
            continue
        print(response.json()["status"])


def set_on_both_branches(pids, live):
    for pid in pids:
        if live:
            response = requests.get(URL + pid, headers=HEADERS)  # want: CKO401
        else:
            continue
        print(response.json()["status"])


def looked_at_in_the_next_round(pids):
    response = None
    for pid in pids:
        if response is not None and response.status_code == 401:
            raise PermissionError(pid)
        try:
            response = requests.get(URL + pid, headers=HEADERS)
        except requests.ConnectionError:
            print("down")


def looked_at_after_a_failure(pids):
    response = None
    for pid in pids:
        with suppress(requests.ConnectionError):
            response = requests.get(URL + pid, headers=HEADERS)
        if response is not None and not response.ok:
            raise PermissionError(pid)


def looked_at_in_the_handler(pids):
    response = None
    for pid in pids:
        try:
            if pid:
                response = requests.get(URL + pid, headers=HEADERS)
            print(response.json()["status"])
        except KeyError:
            if response.status_code == 401:
                raise PermissionError(pid) from None


def looked_at_after_the_loop(pids):
    for pid in pids:
        try:
            response = requests.get(URL + pid, headers=HEADERS)
            break
        except requests.ConnectionError:
            print("down")
    response.raise_for_status()
