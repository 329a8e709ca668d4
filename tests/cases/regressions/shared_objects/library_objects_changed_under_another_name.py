import configparser
import functools
import os
import urllib.request

import httplib2
import pycurl
import requests
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

URL = "https://api.checkout.com/workflows"

# ------------------------------------------------------------------ what somebody else signs

handle = pycurl.Curl()
handle.setopt(pycurl.URL, URL)
http = httplib2.Http()
opener = urllib.request.build_opener()
builder = CheckoutSdk.builder()
session = requests.Session()
conf = configparser.ConfigParser()
conf.read_dict({"checkout": {"key": ""}})
tree = {"connection": {"key": ""}}


def openers():
    yield opener


def section():
    return conf["checkout"]


def set_up(target):
    target.secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).environment_subdomain("abcd1234")


def sign(target, key):
    target.headers["Authorization"] = f"Bearer {key}"


sign_session = functools.partial(sign, session)


def login(key):
    for one in (handle,):
        one.setopt(pycurl.HTTPHEADER, [f"Authorization: Bearer {key}"])
    for one in [http]:
        one.add_credentials("pay", key)
    for one in openers():
        one.addheaders.append(("Authorization", f"Bearer {key}"))
    set_up(builder)
    sign_session(key)
    section()["key"] = key
    other = tree
    other["connection"] = {"key": key}


def by_handle():
    handle.perform()
    if handle.getinfo(pycurl.RESPONSE_CODE) >= 400:
        raise RuntimeError


def by_http():
    response, content = http.request(URL)
    if response.status >= 400:
        raise RuntimeError
    return content


def by_opener():
    try:
        return opener.open(URL).read()
    except urllib.error.HTTPError as error:
        raise RuntimeError from error


def by_builder(pid):
    try:
        return builder.build().payments.get_payment_details(pid)
    except Exception as error:
        raise RuntimeError(pid) from error


def by_session():
    session.get(URL, timeout=5).raise_for_status()


def by_section():
    requests.get(URL, headers={"Authorization": f"Bearer {conf['checkout']['key']}"}, timeout=5).raise_for_status()


def by_tree():
    requests.get(URL, headers={"Authorization": f"Bearer {tree['connection']['key']}"}, timeout=5).raise_for_status()


# ---------------------------------------------------------------------- what nobody else does

plain_handle = pycurl.Curl()
plain_handle.setopt(pycurl.URL, URL)
plain_http = httplib2.Http()
plain_opener = urllib.request.build_opener()
plain_builder = CheckoutSdk.builder()
plain_conf = configparser.ConfigParser()
plain_conf.read_dict({"checkout": {"key": ""}})


def by_plain_handle():
    plain_handle.perform()  # want: CKO101
    if plain_handle.getinfo(pycurl.RESPONSE_CODE) >= 400:
        raise RuntimeError


def by_plain_http():
    response, content = plain_http.request(URL)  # want: CKO101
    if response.status >= 400:
        raise RuntimeError
    return content


def by_plain_opener():
    try:
        return plain_opener.open(URL).read()  # want: CKO101
    except urllib.error.HTTPError as error:
        raise RuntimeError from error


def by_plain_builder(pid):
    try:
        return plain_builder.build().payments.get_payment_details(pid)  # want: CKO103
    except Exception as error:
        raise RuntimeError(pid) from error


def by_plain_section():
    key = plain_conf["checkout"]["key"]
    requests.get(URL, headers={"Authorization": f"Bearer {key}"}, timeout=5).raise_for_status()  # want: CKO103
