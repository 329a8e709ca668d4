import os
import requests


class Answer:
    def __init__(self, response):
        self.response = response

    def __bool__(self):
        return self.response.status_code < 400

    def __getattr__(self, name):
        return getattr(self.response, name)

    def __getitem__(self, key):
        return self.response.json()[key]


H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def call(path):
    return Answer(requests.get("https://api.sandbox.checkout.com" + path, headers=H, timeout=5))  # want: CKO401


def good(pid):
    answer = call(f"/payments/{pid}")
    if not answer:
        raise RuntimeError(answer.text)
    return answer["status"]


def good2(pid):
    answer = call(f"/payments/{pid}")
    answer.raise_for_status()
    return answer.json()


def good3(pid):
    answer = call(f"/payments/{pid}")
    return answer["id"] if answer.ok else None


def bad(pid):
    answer = call(f"/customers/{pid}")
    return answer["status"]
