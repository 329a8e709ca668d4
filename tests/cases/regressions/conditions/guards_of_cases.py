import os

import requests

LIVE, SANDBOX = "https://api.checkout.com", "https://api.sandbox.checkout.com"


def by_the_environment(environment):
    match environment:
        case name if name == "live":
            url, key = LIVE, "CKO_LIVE_SECRET_KEY"
        case _:
            url, key = SANDBOX, "CKO_SANDBOX_SECRET_KEY"
    headers = {"Authorization": f"Bearer {os.environ[key]}"}
    requests.get(f"{url}/workflows", headers=headers).raise_for_status()


def signed_in_one_case(environment):
    headers = {"Accept": "application/json"}
    match environment:
        case name if name in ("live", "sandbox"):
            headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
        case _:
            raise ValueError(environment)
    requests.get(f"{SANDBOX}/workflows", headers=headers).raise_for_status()


def signed_in_no_case(environment):
    headers = {}
    match environment:
        case name if name == "live":
            headers = {"Accept": "application/json"}
        case _:
            headers = {"Accept": "text/html"}
    requests.get(f"{SANDBOX}/workflows", headers=headers).raise_for_status()  # want: CKO101


def checked_by_a_guard():
    response = requests.get(f"{SANDBOX}/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    match response:
        case answer if answer.status_code == 200:
            return answer.json()
        case _:
            raise RuntimeError


def checked_by_a_guard_of_another_status():
    response = requests.get(f"{SANDBOX}/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})  # want: CKO401
    match response:
        case answer if answer.status_code == 404:
            return None
        case answer:
            return answer.json()


def sandbox_key_in_either_case(environment):
    match environment:
        case name if name == "live":
            url = LIVE
        case _:
            url = SANDBOX
    key = os.environ["CKO_KEY"]
    if key.startswith("sk_sbox_"):
        requests.get(f"{url}/workflows", headers={"Authorization": f"Bearer {key}"}).raise_for_status()  # want: CKO301


def signed_for_us_only(kind):
    match kind:
        case name if name == "checkout":
            headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
        case _:
            headers = {}
    requests.get(f"{SANDBOX}/workflows", headers=headers).raise_for_status()
