"""`json.load` reads the response by itself."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request


def opened(request):
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"Checkout.com answered {error.code}") from error


def token(host):
    form = {
        "grant_type": "client_credentials",
        "client_id": os.environ["CKO_ID"],
        "client_secret": os.environ["CKO_SECRET"],
    }
    data = urllib.parse.urlencode(form).encode()
    return opened(urllib.request.Request(f"https://{host}/connect/token", data=data))["access_token"]


def disputes():
    headers = {"Authorization": f"Bearer {token('access.checkout.com')}"}
    return opened(urllib.request.Request("https://api.checkout.com/disputes", headers=headers))


def disputes_with_a_token_of_the_sandbox():
    headers = {"Authorization": f"Bearer {token('access.sandbox.checkout.com')}"}
    request = urllib.request.Request("https://api.checkout.com/workflows", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # want: CKO304
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"Checkout.com answered {error.code}") from error


def disputes_with_a_bare_token():
    request = urllib.request.Request(
        "https://api.checkout.com/workflows", headers={"Authorization": token("access.checkout.com")}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # want: CKO102
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"Checkout.com answered {error.code}") from error
