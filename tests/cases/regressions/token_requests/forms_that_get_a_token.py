import http.client
import os
import urllib.parse

import aiohttp
import httpx
import requests
import urllib3

URL = "https://access.sandbox.checkout.com/connect/token"
AUTH = (os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])


def json_if_nothing_else(payload):
    requests.post(URL, auth=AUTH, json=payload and None, data=payload).raise_for_status()


def arguments_out_of_sight(**kw):
    requests.post(URL, auth=AUTH, **kw).raise_for_status()


def urlencoded():
    requests.post(URL, auth=AUTH, data=urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "a b"})).raise_for_status()


def as_second_argument():
    requests.post(URL, AUTH and {"grant_type": "client_credentials"}, auth=AUTH).raise_for_status()


def pairs():
    requests.post(URL, auth=AUTH, data=[("grant_type", "client_credentials"), ("scope", "vault")]).raise_for_status()


def text():
    requests.post(URL, auth=AUTH, data="grant_type=client_credentials&scope=vault+flow").raise_for_status()


def built_in_steps(scope):
    form = {"grant_type": "client_credentials"}
    if scope:
        form["scope"] = scope
    form.update(client_id=os.environ["CKO_CLIENT_ID"])
    httpx.post(URL, data=form).raise_for_status()


def in_pieces():
    c = http.client.HTTPSConnection("access.checkout.com")
    c.putrequest("POST", "/connect/token")
    c.putheader("Content-Type", "application/x-www-form-urlencoded")
    c.endheaders()
    c.send(b"grant_type=client_credentials")
    if c.getresponse().status != 200:
        raise RuntimeError


async def form_data():
    form = aiohttp.FormData()
    form.add_field("grant_type", "client_credentials")
    async with aiohttp.ClientSession(auth=aiohttp.BasicAuth("a", os.environ["CKO_CLIENT_SECRET"])) as s, s.post(URL, data=form) as r:
        r.raise_for_status()


def send(method, url, json=None, data=None):
    r = requests.request(method, url, json=json, data=data, auth=AUTH if "access" in url else None, headers={"Authorization": os.environ["CKO_AUTHORIZATION"]})
    r.raise_for_status()
    return r.json()


def token():
    return send("POST", URL, data={"grant_type": "client_credentials"})


def pay():
    return send("POST", "https://api.sandbox.checkout.com/payments", json={"a": 1})


def by_certificate():
    requests.post("https://mtls.access.checkout.com/connect/token", cert=("a", "b"), json={"a": 1}).raise_for_status()


def fields_of_urllib3():
    http_ = urllib3.PoolManager()
    r = http_.request("POST", URL, fields={"grant_type": "client_credentials"}, encode_multipart=False)
    if r.status != 200:
        raise RuntimeError


def grant_by_parameter(grant="client_credentials"):
    r = requests.post(URL, data=f"grant_type={grant}&scope=vault", auth=AUTH)
    r.raise_for_status()
