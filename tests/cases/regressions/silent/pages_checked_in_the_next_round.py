import os

import httpx

AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
URL = "https://api.sandbox.checkout.com/disputes"


def pages():
    answer = httpx.get(URL, headers=AUTH)
    while answer is not None:
        answer.raise_for_status()
        page = answer.json()
        yield page["data"]
        following = page["_links"].get("next")
        answer = httpx.get(following["href"], headers=AUTH) if following else None


def queued(ids):
    waiting = [httpx.get(f"{URL}/{one}", headers=AUTH) for one in ids]
    while waiting:
        answer = waiting.pop()
        if answer.status_code != 200:
            raise RuntimeError(answer.status_code)
        print(answer.json())


def unchecked(ids):
    for one in ids:
        answer = httpx.get(f"{URL}/{one}", headers=AUTH)  # want: CKO401
        print(answer.json())
