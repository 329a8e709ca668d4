"""A failure is dropped only where nothing that runs afterwards can tell it from a success."""

import os

import requests

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
URL = "https://api.checkout.com/payments/"


def forgotten(payment):
    try:
        answer = requests.get(URL + payment, headers=HEADERS, timeout=3)  # want: CKO403
        answer.raise_for_status()
    except requests.HTTPError:
        pass
    print("looked at", payment)


def none_found(payments):
    found = []
    for payment in payments:
        try:
            answer = requests.get(URL + payment, headers=HEADERS, timeout=3)  # want: CKO403
            answer.raise_for_status()
        except requests.HTTPError:
            continue
        found.append(answer.json())
    return found


def empty_if_refused(payment):
    try:
        answer = requests.get(URL + payment, headers=HEADERS, timeout=3)  # want: CKO403
        answer.raise_for_status()
        return answer.json()
    except requests.HTTPError:
        return {}


def counted(payment, counts):
    try:
        answer = requests.get(URL + payment, headers=HEADERS, timeout=3)
        answer.raise_for_status()
    except requests.HTTPError:
        pass
    else:
        counts["good"] += 1
        return answer.json()
    counts["bad"] += 1
    return None


def compared(payments):
    good = []
    for payment in payments:
        try:
            answer = requests.get(URL + payment, headers=HEADERS, timeout=3)
            answer.raise_for_status()
            good.append(payment)
        except requests.HTTPError:
            pass
    print("refused:", set(payments) - set(good))
    return good


def left_behind(payments):
    while payments:
        try:
            answer = requests.get(URL + payments[-1], headers=HEADERS, timeout=3)
            answer.raise_for_status()
        except requests.HTTPError:
            break
        payments.pop()
    if payments:
        raise RuntimeError("stopped early")


def three_times(payment):
    for _ in range(3):
        try:
            answer = requests.get(URL + payment, headers=HEADERS, timeout=3)
            answer.raise_for_status()
            return answer.json()
        except requests.HTTPError:
            continue
    raise RuntimeError("gave up")


def three_times_with_else(payment):
    for _ in range(3):
        try:
            answer = requests.get(URL + payment, headers=HEADERS, timeout=3)
            answer.raise_for_status()
            break
        except requests.HTTPError:
            continue
    else:
        raise RuntimeError("gave up")
    return answer.json()


def last_answer_is_asked_again(payment, keys):
    answer = None
    for key in keys:
        answer = requests.get(URL + payment, headers={"Authorization": f"Bearer {key}"}, timeout=3)
        try:
            answer.raise_for_status()
        except requests.HTTPError:
            continue
        break
    answer.raise_for_status()
    return answer.json()


class Probe:
    healthy = False

    def run(self):
        self.healthy = False
        try:
            requests.get(URL, headers=HEADERS, timeout=3).raise_for_status()
            self.healthy = True
        except requests.HTTPError:
            pass
        if not self.healthy:
            raise RuntimeError("not healthy")
