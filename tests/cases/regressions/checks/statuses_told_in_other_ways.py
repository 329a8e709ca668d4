"""The status is told from a success by its words, by a pattern, by an index, or by somebody else."""

import os

import requests

URL = "https://api.checkout.com/workflows"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def by_words():
    answer = requests.get(URL, headers=HEADERS, timeout=3)
    if answer.reason != "OK":
        raise RuntimeError(answer.reason)
    return answer.json()


def by_pattern():
    answer = requests.get(URL, headers=HEADERS, timeout=3)
    match answer:
        case requests.Response(status_code=200):
            return answer.json()
        case requests.Response(status_code=status):
            raise RuntimeError(status)


def by_pattern_of_a_pair():
    answer = requests.get(URL, headers=HEADERS, timeout=3)
    match (answer.status_code, answer.json()):
        case (200, {"data": found}):
            return found
        case (status, _):
            raise RuntimeError(status)


def by_index():
    answer = requests.get(URL, headers=HEADERS, timeout=3)
    return [lambda: answer.json(), lambda: None][answer.status_code >= 400]()


def by_its_variables():
    answer = requests.get(URL, headers=HEADERS, timeout=3)
    return vars(answer)["status_code"], answer.json()


def not_at_all(name):
    answer = requests.get(URL, headers=HEADERS, timeout=3)  # want: CKO401
    match name:
        case {"data": _}:
            return None
    return answer.json()["data"]


def by_its_text():
    answer = requests.get(URL, headers=HEADERS, timeout=3)
    if str(answer) != "<Response [200]>":
        raise RuntimeError(answer)
    return answer.json()


def by_its_printed_form():
    answer = requests.get(URL, headers=HEADERS, timeout=3)
    if repr(answer) != "<Response [200]>":
        raise RuntimeError(answer)
    return answer.json()


def only_printed():
    answer = requests.get(URL, headers=HEADERS, timeout=3)  # want: CKO401
    print(answer, f"got {answer}", str(answer))
    return answer.json()
