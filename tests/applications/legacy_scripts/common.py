# -*- coding: utf-8 -*-
"""Shared by the nightly scripts; they lie next to each other and import this."""

import functools
import json
import os
import sys

import urllib3

PRODUCTION = os.environ.get("STAGE") == "prod"

if PRODUCTION:
    API = "https://api.checkout.com"
    KEY = os.environ["CKO_KEY_LIVE"]
else:
    API = "https://api.sandbox.checkout.com"
    KEY = os.environ["CKO_KEY_SANDBOX"]

HEADERS = dict(Accept="application/json")
HEADERS.update(Authorization="Bearer " + KEY)

http = urllib3.PoolManager()


class Refused(Exception):
    pass


def call(verb, path, **fields):
    body = json.dumps(fields) if fields else None
    answer = http.request(verb, "/".join([API, path]), body=body, headers=HEADERS)
    if answer.status // 100 != 2:
        raise Refused("%s %s: %d" % (verb, path, answer.status))
    return json.loads(answer.data or "{}")


def exits(function):
    """Ends the script with a message instead of a traceback."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Refused as error:
            sys.exit("%s: %s" % (function.__name__, error))

    return wrapper
