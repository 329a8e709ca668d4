import json
import os
import urllib.request
from urllib.error import HTTPError

URL = "https://api.sandbox.checkout.com/payments"
KEY = "Bearer " + os.environ["CKO_SECRET_KEY"]


class ErrorsAsAnswers(urllib.request.HTTPErrorProcessor):
    def http_response(self, request, response):
        return response

    https_response = http_response


def asked_for_its_header(payment):
    request = urllib.request.Request(f"{URL}/{payment}")
    request.add_unredirected_header("Authorization", KEY)
    assert request.has_header("Authorization")
    return fetched(request)


def under_a_name_that_is_not_known(payment, name):
    request = urllib.request.Request(f"{URL}/{payment}")
    request.add_header(name, KEY)
    return fetched(request)


def unsigned(payment):
    return fetched(urllib.request.Request(f"{URL}/{payment}"))


def with_arguments_that_are_not_known(options):
    return fetched(urllib.request.Request(URL, **options))


def fetched(request):
    try:
        with urllib.request.urlopen(request) as response:  # want: CKO101
            return json.load(response)
    except HTTPError as error:
        raise RuntimeError(error.code) from error


def errors_are_answers(payment):
    opener = urllib.request.build_opener(ErrorsAsAnswers)
    response = opener.open(urllib.request.Request(f"{URL}/{payment}", headers={"Authorization": KEY}))
    if response.status == 200:
        return json.load(response)
    return None
