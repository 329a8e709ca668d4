import http.client
import os
import ssl
import urllib.error
import urllib.request

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException

ssl._create_default_https_context = ssl._create_unverified_context
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def opened():
    try:
        return urllib.request.urlopen(urllib.request.Request("https://api.checkout.com/workflows", headers=HEADERS)).read()  # want: CKO305
    except urllib.error.HTTPError as error:
        raise RuntimeError(error.code)


def with_a_context_of_its_own():
    request = urllib.request.Request("https://api.checkout.com/workflows", headers=HEADERS)
    try:
        return urllib.request.urlopen(request, context=ssl.create_default_context()).read()
    except urllib.error.HTTPError as error:
        raise RuntimeError(error.code)


def connected():
    connection = http.client.HTTPSConnection("api.checkout.com")
    connection.request("GET", "/workflows", headers=HEADERS)  # want: CKO305
    if connection.getresponse().status != 200:
        raise RuntimeError


def client():
    try:
        return (
            CheckoutSdk.builder()
            .oauth()
            .client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
            .scopes(["vault"])
            .environment(Environment.sandbox())
            .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
            .build()  # want: CKO305
        )
    except CheckoutException as error:
        raise SystemExit(error)


def static():
    builder = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox())
    return builder.environment_subdomain(os.environ["CKO_SUBDOMAIN"]).build()
