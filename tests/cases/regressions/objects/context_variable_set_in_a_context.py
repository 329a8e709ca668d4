import contextvars
import os
import requests

headers = contextvars.ContextVar("headers", default={})
plain = contextvars.ContextVar("plain", default={})


def signed(function, *arguments):
    context = contextvars.copy_context()
    context.run(headers.set, {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})
    return context.run(function, *arguments)


def show(payment):
    url = f"https://api.checkout.com/payments/{payment}"
    requests.get(url, headers=headers.get()).raise_for_status()
    requests.get(url, headers=plain.get()).raise_for_status()  # want: CKO101
