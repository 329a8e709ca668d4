import os

import requests

HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
URL = "https://api.checkout.com/payments/"


def dropped(queue):
    while True:
        pid = queue.get()
        try:
            requests.post(URL + pid + "/captures", headers=HEADERS).raise_for_status()  # want: CKO403
        except requests.HTTPError:
            continue
        finally:
            queue.task_done()


def acknowledged(messages):
    for message in messages:
        try:
            requests.post(URL + message.body + "/voids", headers=HEADERS).raise_for_status()  # want: CKO403
        except requests.HTTPError:
            pass
        message.ack()


def sent_back(messages):
    for message in messages:
        try:
            requests.post(URL + message.body + "/voids", headers=HEADERS).raise_for_status()
        except requests.HTTPError:
            message.nack()
