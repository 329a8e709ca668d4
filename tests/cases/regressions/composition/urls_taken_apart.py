import os
from urllib.parse import urljoin, urlparse, urlsplit, urlunsplit

import requests

BASE = "https://api.checkout.com"
HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def with_another_path():
    url = urlparse(BASE)._replace(path="/workflows").geturl()
    requests.get(url).raise_for_status()  # want: CKO101


def with_a_query(payment):
    parts = urlsplit(urljoin(BASE, f"/payments/{payment}/actions"))
    requests.get(urlunsplit(parts._replace(query="limit=1"))).raise_for_status()  # want: CKO101


def by_parts(is_live):
    parts = urlparse(BASE if is_live else "https://api.sandbox.checkout.com")
    requests.get(f"{parts.scheme}://{parts.netloc}/workflows").raise_for_status()  # want: CKO101


def by_positions():
    parts = urlparse(BASE)
    requests.get(f"{parts[0]}://{parts[1]}/workflows").raise_for_status()  # want: CKO101


def signed(link):
    parts = urlparse(link)
    requests.get(BASE + parts.path + "?" + parts.query, headers=HEADERS).raise_for_status()


def with_the_key_of_the_host(is_live):
    parts = urlparse(BASE if is_live else "https://api.sandbox.checkout.com")
    name = "CKO_SECRET_KEY" if parts.hostname == "api.checkout.com" else "CKO_SANDBOX_SECRET_KEY"
    headers = {"Authorization": f"Bearer {os.environ[name]}"}
    requests.get(f"{parts.scheme}://{parts.netloc}/workflows", headers=headers).raise_for_status()
