import os, logging
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()

def a(pid):
    try:
        s = api.payments.get_payment_details(pid).status
    except CheckoutApiException:
        s = None
    if s is None:
        raise RuntimeError("refused")
    return s

def b(pid):
    error = None
    try:
        s = api.payments.get_payment_details(pid).status
    except CheckoutApiException:
        s, error = None, "refused"
    return s, error

def c(pid):
    try:
        s = api.payments.get_payment_details(pid).status
    except CheckoutApiException:
        s = None
    return {"status": s, "ok": s is not None}

def d(ids):
    found = []
    for i in ids:
        try:
            s = api.payments.get_payment_details(i).status
        except CheckoutApiException:
            s = None
        found.append((i, s))
    return found

def e(pid):
    try:
        return {"status": api.payments.get_payment_details(pid).status, "error": None}
    except CheckoutApiException:
        return {"status": None, "error": "refused"}

def f(pid):
    s = None
    try:
        s = api.payments.get_payment_details(pid).status
    except CheckoutApiException:
        s = None
    finally:
        print("done", s)
    return s

def g(pid):
    try:
        s = api.payments.get_payment_details(pid).status
    except CheckoutApiException:
        s = None
    return s or fallback(pid)

def fallback(pid): ...
