"""The request that an error carries is the one that was sent, with its headers."""

import os, logging
import requests, httpx, aiohttp
log = logging.getLogger(__name__)
H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
def one(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=H)
    try:
        r.raise_for_status()
    except requests.HTTPError as error:
        log.error("refused: %s", error.request.headers)  # want: CKO208
        raise
    return r.json()
def two(pid):
    try:
        r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers=H)
        r.raise_for_status()
    except httpx.HTTPStatusError as e:
        print(e.request.headers, e.response.status_code)  # want: CKO208
        raise
    return r.json()
def three(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=H)
    if not r.ok:
        print(r.request.headers)  # want: CKO208
        raise RuntimeError(r.status_code)
    return r.json()
def four(pid):
    try:
        r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=H)
        r.raise_for_status()
    except requests.RequestException as exc:
        log.exception("headers: %s", dict(exc.response.request.headers))  # want: CKO208
        raise
    return r.json()
def five(pid):
    try:
        r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=H)
        r.raise_for_status()
    except requests.HTTPError as exc:
        log.error("refused: %s %s", exc.request.url, exc.response.headers)
        log.error("refused: %s", exc.request.headers.get("User-Agent"))
        safe = {k: v for k, v in exc.request.headers.items() if k.lower() != "authorization"}
        log.error("refused: %s", safe)
        raise
    return r.json()
def six(url):
    try:
        r = requests.get(url)
        r.raise_for_status()
    except requests.HTTPError as exc:
        log.error("refused: %s", exc.request.headers)
        raise
    return r.json()
async def seven(pid):
    async with aiohttp.ClientSession(headers=H) as s:
        try:
            async with s.get(f"https://api.checkout.com/payments/{pid}") as r:
                r.raise_for_status()
                return await r.json()
        except aiohttp.ClientResponseError as e:
            log.error("%s", e.request_info.headers)  # want: CKO208
            raise
