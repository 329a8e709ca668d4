import os
from urllib.parse import urlencode, urljoin, urlparse, urlsplit, urlunparse, urlunsplit

import requests

BASE = "https://api.checkout.com"
TOKENS = "https://api.checkout.com/tokens"
HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def with_a_port(payment):
    url = f"https://API.checkout.com:443/payments/{payment}"
    headers = HEADERS if urlsplit(url).hostname == "api.checkout.com" else {}
    requests.get(url, headers=headers).raise_for_status()


def without_a_port():
    headers = HEADERS if urlsplit(BASE).port is None else {}
    requests.get(BASE + "/workflows", headers=headers).raise_for_status()


def with_parameters():
    headers = HEADERS if urlparse(BASE).params == "" else {}
    requests.get(BASE + "/workflows", headers=headers).raise_for_status()


def with_a_query(payment):
    parts = urlsplit(f"https://api.checkout.com/payments/{payment}?include=actions#{payment}")
    requests.get(parts.geturl(), headers=HEADERS if parts.query and parts.fragment else {}).raise_for_status()


def with_what_a_hole_may_have(path):
    parts = urlsplit(f"https://api.checkout.com/{path}")
    requests.get(parts.geturl(), headers=HEADERS if parts.query else {}).raise_for_status()


def with_the_host_of_the_environment(is_live):
    parts = urlsplit("https://api.sandbox.checkout.com/workflows")
    if is_live:
        parts = parts._replace(netloc="api.checkout.com")
    name = "CKO_LIVE_SECRET_KEY" if parts.hostname == "api.checkout.com" else "CKO_SANDBOX_SECRET_KEY"
    headers = {"Authorization": f"Bearer {os.environ[name]}"} if parts.hostname != "api.sandbox.checkout.com" else HEADERS
    requests.get(parts.geturl(), headers=headers).raise_for_status()


def of_the_new_host():
    parts = urlsplit("https://example.com/workflows")._replace(netloc="api.checkout.com")
    headers = {} if parts.hostname == "api.checkout.com" else HEADERS
    requests.get(parts.geturl(), headers=headers).raise_for_status()  # want: CKO101


def without_a_host(body):
    path = urlunsplit(("", "", "/payments", urlencode({"limit": 1}), ""))
    requests.post(urljoin(TOKENS, path), json=body, headers=HEADERS).raise_for_status()
    requests.post(BASE + urlsplit("/tokens").geturl(), json=body, headers=HEADERS).raise_for_status()  # want: CKO502


def without_a_scheme():
    requests.get("https:" + urlsplit("//api.checkout.com/workflows").geturl()).raise_for_status()  # want: CKO101


def with_the_scheme_that_is_given():
    url = urlsplit("//api.checkout.com/workflows", scheme="https").geturl()
    requests.get(url).raise_for_status()  # want: CKO101


def as_a_list(body):
    parts = list(urlsplit(TOKENS))
    requests.post(urlunsplit(parts), json=body, headers=HEADERS).raise_for_status()  # want: CKO502
    parts[2] = "/payments"
    requests.post(urlunsplit(parts), json=body, headers=HEADERS).raise_for_status()


def of_one_of_two(is_live):
    parts = urlparse(BASE if is_live else "https://api.sandbox.checkout.com")
    requests.get(urlunparse(parts._replace(path="workflows"))).raise_for_status()  # want: CKO101


def of_bytes():
    headers = HEADERS if urlsplit(b"https://api.checkout.com").netloc == b"api.checkout.com" else {}
    requests.get(BASE + "/workflows", headers=headers).raise_for_status()
