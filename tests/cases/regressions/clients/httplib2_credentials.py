import os

import httplib2

URL = "https://api.sandbox.checkout.com/payments"
SHARED = httplib2.Http()


def shared(body):
    response, content = SHARED.request(URL, "POST", body)
    if response.status != 201:
        raise RuntimeError(response.reason)
    return content


def sign_the_shared_one():
    SHARED.add_credentials("checkout", os.environ["CKO_SECRET_KEY"])


def unsigned(body):
    http = httplib2.Http()
    http.clear_credentials()
    response, _ = http.request(URL, "POST", body)  # want: CKO101
    return response.status == 201


def with_a_certificate(body):
    http = httplib2.Http()
    http.add_certificate("client.key", "client.pem", "api.sandbox.checkout.com")
    response, _ = http.request(URL, "POST", body)
    return response.status == 201


def signed_by_a_stranger(body, authorize):
    http = httplib2.Http()
    authorize(http)
    response, _ = http.request(URL, "POST", body)
    return response.status == 201
