from urllib.parse import urljoin

import httpx

BASE = "https://api.checkout.com/"


def send(verb: str, path: str, *, headers: dict[str, str] | None = None, **rest):
    reply = httpx.request(
        verb, urljoin(BASE, path.lstrip("/")), headers={"Accept": "application/json", **(headers or {})}, **rest
    )
    reply.raise_for_status()
    return reply.json()
