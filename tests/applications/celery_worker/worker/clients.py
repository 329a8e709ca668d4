"""Clients are made once a process, when the first task needs them."""

import os
from functools import lru_cache

import requests
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

IS_LIVE = os.environ.get("APP_ENV") == "production"


def secret_key():
    if IS_LIVE:
        return os.environ["CKO_LIVE_SECRET_KEY"]
    return os.environ["CKO_SANDBOX_SECRET_KEY"]


@lru_cache(maxsize=1)
def get_checkout():
    builder = CheckoutSdk.builder().secret_key(secret_key())
    if IS_LIVE:
        builder = builder.environment(Environment.production())
    else:
        builder = builder.environment(Environment.sandbox())
    return builder.build()


@lru_cache(maxsize=1)
def get_session():
    session = requests.Session()
    session.headers.update({"Authorization": "Bearer " + secret_key(), "Accept": "application/json"})
    return session


def api_url(path):
    host = "api.checkout.com" if IS_LIVE else "api.sandbox.checkout.com"
    return "https://%s/%s" % (host, path.lstrip("/"))
