import os
from string import Template
from urllib.parse import urlencode, urljoin

import httpx
import requests
from furl import furl
from hyperlink import URL as Hyperlink
from pydantic import HttpUrl
from yarl import URL

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
API = URL("https://api.sandbox.checkout.com")


def divided(card):
    requests.post(str(API / "tokens"), json=card, headers=HEADERS).raise_for_status()  # want: CKO502


def joined(payment):
    url = API.join(URL("payments")) / payment
    requests.get(url.human_repr(), headers=HEADERS).raise_for_status()
    requests.get(str(url)).raise_for_status()  # want: CKO101


def with_another_query(payment):
    url = (API / "payments" / payment).with_query(include="actions")
    requests.get(str(url), headers=HEADERS).raise_for_status()
    requests.get(str(url)).raise_for_status()  # want: CKO101


def on_another_host(payment):
    requests.get(str((API / "payments" / payment).with_host("example.com"))).raise_for_status()


def added_in_place(card):
    url = furl("https://api.sandbox.checkout.com")
    url.add(path="tokens")
    requests.post(url.url, json=card, headers=HEADERS).raise_for_status()  # want: CKO502


def added_as_a_list(payment):
    url = furl("https://api.sandbox.checkout.com/").add(path=["payments", payment, "refunds"])
    requests.post(url.tostr(), headers=HEADERS).raise_for_status()
    requests.post(url.url).raise_for_status()  # want: CKO101


def set_in_place(card):
    url = furl("https://api.sandbox.checkout.com/payments")
    copy = url.copy()
    url.set(path="tokens")
    url.set(args={"limit": "1"}).remove(args=["skip"])
    requests.post(url.url, json=card, headers=HEADERS).raise_for_status()  # want: CKO502
    requests.post(copy.url, json=card, headers=HEADERS).raise_for_status()


def set_under_a_condition(card, is_payment):
    url = furl("https://api.sandbox.checkout.com/tokens")
    if is_payment:
        url.set(path="payments")
    key = os.environ["CKO_SECRET_KEY" if is_payment else "CKO_PUBLIC_KEY"]
    requests.post(url.url, json=card, headers={"Authorization": f"Bearer {key}"}).raise_for_status()


def of_an_unknown_base(base, payment):
    url = furl(base)
    url.set(path=["payments", payment])
    requests.get(url.url).raise_for_status()


def child(card):
    url = Hyperlink.from_text("https://api.sandbox.checkout.com").child("tokens")
    requests.post(url.to_text(), json=card, headers=HEADERS).raise_for_status()  # want: CKO502
    requests.post(url.normalize().to_text(), json=card, headers=HEADERS).raise_for_status()  # want: CKO502


def of_httpx(card):
    base = httpx.URL("https://api.sandbox.checkout.com/")
    httpx.post(base.join("tokens"), json=card, headers=HEADERS).raise_for_status()  # want: CKO502
    httpx.get(base.copy_with(path="/workflows"), headers=HEADERS).raise_for_status()
    httpx.get(base.copy_with(path="/workflows")).raise_for_status()


def of_pydantic(card):
    base = HttpUrl("https://api.sandbox.checkout.com")
    requests.post(f"{base}tokens", json=card, headers=HEADERS).raise_for_status()  # want: CKO502
    requests.post(base.unicode_string() + "payments", json=card, headers=HEADERS).raise_for_status()


def joined_to_an_unknown_path(path):
    requests.get(urljoin("https://api.sandbox.checkout.com", path)).raise_for_status()  # want: CKO101
    requests.get(urljoin("https://api.sandbox.checkout.com", f"payments/{path}"), headers=HEADERS).raise_for_status()
    requests.get(urljoin("https://api.sandbox.checkout.com/", f"/payments/{path}")).raise_for_status()  # want: CKO101


def joined_by_the_environment(is_live, payment):
    base = "https://api.checkout.com" if is_live else "https://api.sandbox.checkout.com"
    path = f"payments/{payment}" if is_live else f"payments/{payment}/actions"
    key = os.environ["CKO_LIVE_SECRET_KEY" if is_live else "CKO_SANDBOX_SECRET_KEY"]
    requests.get(urljoin(base, path), headers={"Authorization": f"Bearer {key}"}).raise_for_status()


def joined_to_no_url(path):
    requests.get(urljoin("https://[api.checkout.com", "payments")).raise_for_status()
    requests.get(urljoin(url=path, **HEADERS)).raise_for_status()


def substituted(payment, template):
    url = Template("https://api.sandbox.checkout.com/payments/${id}?note=$$").substitute({"id": payment})
    requests.get(url, headers=HEADERS).raise_for_status()
    requests.get(url).raise_for_status()  # want: CKO101
    requests.get(Template(template).safe_substitute(id=payment)).raise_for_status()


def with_fields_of_a_form(query):
    fields = {"grant_type": "client_credentials", "client_id": os.environ["CKO_CLIENT_ID"], "extra": query}
    requests.post(
        "https://access.sandbox.checkout.com/connect/token",
        data=urlencode(fields),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    ).raise_for_status()
    requests.get(f"https://api.sandbox.checkout.com/payments?{urlencode({'a': [1, query]})}", headers=HEADERS).raise_for_status()
