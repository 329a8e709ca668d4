"""Generators that Twisted and Tornado run as coroutines: what they yield is awaited."""

import os
import treq
from tornado import gen
from tornado.httpclient import AsyncHTTPClient
from twisted.internet import defer
from twisted.internet.defer import inlineCallbacks, returnValue
H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
@inlineCallbacks
def checked(i):
    response = yield treq.get(f"https://api.checkout.com/payments/{i}", headers=H)
    if response.code >= 400:
        raise LookupError(i)
    body = yield response.json()
    returnValue(body)
@defer.inlineCallbacks
def unchecked(i):
    response = yield treq.get(f"https://api.checkout.com/payments/{i}", headers=H)  # want: CKO401
    body = yield response.json()
    returnValue(body)
@inlineCallbacks
def both(i):
    a = yield checked(i)
    b = yield unchecked(i)
    print(a, b)
@gen.coroutine
def old(i):
    response = yield AsyncHTTPClient().fetch(f"https://api.checkout.com/payments/{i}", headers=H, raise_error=False)
    if response.error:
        raise gen.Return(None)
    raise gen.Return(response.body)
@gen.coroutine
def caller(i):
    body = yield old(i)
    r = yield AsyncHTTPClient().fetch(f"https://api.checkout.com/payments/{i}")  # want: CKO101
    raise gen.Return((body, r.body))
async def awaiting(i):
    return await checked(i)
