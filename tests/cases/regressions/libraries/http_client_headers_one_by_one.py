import os
from http.client import HTTPSConnection

HOST = "api.sandbox.checkout.com"
KEY = f"Bearer {os.environ['CKO_SECRET_KEY']}"


def checked(connection):
    response = connection.getresponse()
    if response.status >= 400:
        raise RuntimeError(response.reason)
    return response.read()


def signed(payment):
    connection = HTTPSConnection(HOST)
    connection.putrequest("GET", f"/payments/{payment}")
    connection.putheader("Authorization", KEY)
    connection.endheaders()
    return checked(connection)


def unsigned(payment):
    connection = HTTPSConnection(HOST)
    connection.putrequest("GET", f"/payments/{payment}")  # want: CKO101
    connection.putheader("Accept", "application/json")
    connection.endheaders()
    return checked(connection)


def under_names_that_are_not_known(payment, headers):
    connection = HTTPSConnection(HOST)
    connection.putrequest("GET", f"/payments/{payment}")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return checked(connection)


def before_there_is_a_request():
    connection = HTTPSConnection(HOST)
    connection.putheader("Authorization", KEY)
    return checked(connection)


def of_another_host(options):
    connection = HTTPSConnection(HOST, **options)
    connection.request("GET", "/workflows", headers={"Authorization": KEY})
    return checked(connection)


def of_a_path_that_is_elsewhere():
    connection = HTTPSConnection("example.com")
    connection.request("GET", "/workflows")
    return connection.getresponse().read()
