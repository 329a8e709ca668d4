import os

import requests

API = "https://api.sandbox.checkout.com"
SECRET = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
PUBLIC = {"Authorization": f"Bearer {os.environ['CKO_PUBLIC_KEY']}"}
PATHS = ["workflows"]
PATHS.extend(["disputes", "tokens"])


def each_path():
    for path in PATHS:
        requests.get(f"{API}/{path}").raise_for_status()  # want: CKO101


def extended_by_a_known_list(card):
    segments = [API]
    segments.extend(("tokens",))
    requests.post("/".join(segments), json=card, headers=SECRET).raise_for_status()  # want: CKO502
    requests.post("/".join(segments), json=card, headers=PUBLIC).raise_for_status()


def extended_by_an_unknown_list(more, card):
    segments = [API, "tokens"]
    segments.extend(more)
    requests.post("/".join(segments), json=card, headers=SECRET).raise_for_status()


def changed_in_place(card):
    segments = ["tokens", API]
    segments.reverse()
    requests.post("/".join(segments), json=card, headers=SECRET).raise_for_status()


def copied(card):
    headers = [("Authorization", f"Bearer {os.environ['CKO_SECRET_KEY']}")]
    copy = headers.copy()
    copy.append(("Accept", "application/json"))
    requests.post(f"{API}/tokens", json=card, headers=dict(copy)).raise_for_status()  # want: CKO502
    requests.post(f"{API}/payments", json=card, headers=dict(copy)).raise_for_status()
    bare = [("Accept", "application/json")].copy()
    requests.post(f"{API}/payments", json=card, headers=dict(bare)).raise_for_status()  # want: CKO101


def taken_from_the_end(card):
    hosts = [API]
    requests.post(f"{hosts.pop()}/payments", json=card).raise_for_status()  # want: CKO101


def answers_that_are_kept(payments):
    answers = []
    answers.extend(requests.get(f"{API}/payments/{payment}", headers=SECRET) for payment in payments)
    answers.insert(0, requests.get(f"{API}/workflows", headers=SECRET))
    for answer in answers:
        answer.raise_for_status()
    return [answer.json() for answer in answers]


def answers_that_nobody_checks(payments):
    answers = []
    answers.extend([requests.get(f"{API}/payments/{payments[0]}", headers=SECRET)])  # want: CKO401
    return [answer.json() for answer in answers]


def in_a_set(card, path):
    allowed = {"payments", "tokens"} - {"tokens"}
    if path in allowed:
        requests.post(f"{API}/{path}", json=card, headers=SECRET).raise_for_status()
    if "payments" in {"payments"}.union(path):
        requests.post(f"{API}/{path}", json=card, headers=SECRET).raise_for_status()


def emptied(card):
    headers = dict(SECRET)
    headers.clear()
    requests.post(f"{API}/payments", json=card, headers=headers).raise_for_status()  # want: CKO101
    headers.setdefault("Authorization", SECRET["Authorization"])
    requests.post(f"{API}/payments", json=card, headers=headers).raise_for_status()


def by_a_name_that_is_not_known(card, name):
    headers = {"Accept": "application/json"}
    headers.setdefault(name, SECRET["Authorization"])
    requests.post(f"{API}/payments", json=card, headers=headers).raise_for_status()
    others = {**SECRET}
    others.pop(name)
    requests.post(f"{API}/payments", json=card, headers=others).raise_for_status()
    requests.post(f"{API}/tokens", json=card, headers=others).raise_for_status()  # want: CKO502


def with_cookies(card, names):
    session = requests.Session()
    session.headers.update(SECRET)
    session.cookies.set("locale", "en")
    for name in names:
        session.cookies.set(name, "1")
    session.post(f"{API}/payments", json=card).raise_for_status()
    session.cookies.set("key", os.environ["CKO_SECRET_KEY"])
    session.post(f"{API}/payments", json=card).raise_for_status()  # want: CKO104
