"""What a generator returns is fetched by `yield from`, or from the error that ends it; what it yields is what a loop gets."""

import os

import requests

URL = "https://api.checkout.com/workflows"
AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def steps():
    yield "connecting"
    return requests.get(URL, headers=AUTH, timeout=3)


def more_steps():
    answer = yield from steps()
    yield "connected"
    return answer


def all_of_them():
    running = more_steps()
    while True:
        try:
            print(next(running))
        except StopIteration as end:
            end.value.raise_for_status()
            return end.value.json()


def answers():
    yield requests.get(URL, headers=AUTH, timeout=3)  # want: CKO401


def each():
    return [answer.json() for answer in answers()]
