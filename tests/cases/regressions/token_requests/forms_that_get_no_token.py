import http.client
import json
import os
import urllib.error
import urllib.request

import aiohttp
import httpx
import requests
import urllib3

URL = "https://access.sandbox.checkout.com/connect/token"
AUTH = (os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])


def by_get():
    requests.get(URL, auth=AUTH).raise_for_status()  # want: CKO105


def as_json():
    requests.post(URL, auth=AUTH, json={"grant_type": "client_credentials"}).raise_for_status()  # want: CKO105


def as_dumped_json():
    requests.post(URL, auth=AUTH, data=json.dumps({"grant_type": "client_credentials"})).raise_for_status()  # want: CKO105


def in_params():
    requests.post(URL, auth=AUTH, params={"grant_type": "client_credentials"}).raise_for_status()  # want: CKO105


def in_url():
    requests.post(URL + "?grant_type=client_credentials", auth=AUTH).raise_for_status()  # want: CKO105


def without_grant():
    requests.post(URL, auth=AUTH, data={"scope": "gateway"}).raise_for_status()  # want: CKO105


def with_password_grant():
    requests.post(URL, auth=AUTH, data={"grant_type": "password", "scope": "gateway"}).raise_for_status()  # want: CKO105


async def by_aiohttp():
    async with aiohttp.ClientSession() as s:
        async with s.post(URL, json={"grant_type": "client_credentials"}, auth=aiohttp.BasicAuth("a", os.environ["CKO_CLIENT_SECRET"])) as r:  # want: CKO105
            r.raise_for_status()


def by_httpx_content():
    with httpx.Client(base_url="https://access.sandbox.checkout.com") as c:
        c.post("/connect/token", content=json.dumps(dict(grant_type="client_credentials")).encode()).raise_for_status()  # want: CKO105


def by_urllib():
    data = json.dumps({"grant_type": "client_credentials", "client_id": os.environ["CKO_CLIENT_ID"], "client_secret": os.environ["CKO_CLIENT_SECRET"]}).encode()
    try:
        urllib.request.urlopen(urllib.request.Request(URL, data=data))  # want: CKO105
    except urllib.error.HTTPError as e:
        raise RuntimeError(e.code)


def by_urllib3():
    r = urllib3.request("POST", URL, json={"grant_type": "client_credentials"})  # want: CKO105
    if r.status != 200:
        raise RuntimeError


def by_http_client():
    c = http.client.HTTPSConnection("access.checkout.com")
    c.request("POST", "/connect/token", json.dumps({"grant_type": "client_credentials"}), {"Content-Type": "application/json"})  # want: CKO105
    if c.getresponse().status != 200:
        raise RuntimeError


def without_a_body():
    requests.post(URL, auth=AUTH).raise_for_status()  # want: CKO105
