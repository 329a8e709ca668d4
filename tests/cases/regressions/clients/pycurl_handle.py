import io
import json
import os

import pycurl

URL = "https://api.sandbox.checkout.com/payments"
SIGNED = ["Content-Type: application/json", "Authorization: Bearer " + os.environ["CKO_SECRET_KEY"]]


def handle(headers, body):
    curl = pycurl.Curl()
    curl.setopt(curl.URL, URL)
    curl.setopt(pycurl.HTTPHEADER, headers)
    curl.setopt(pycurl.POSTFIELDS, json.dumps(body))
    return curl


def unsigned(body):
    curl = handle(["Content-Type: application/json"], body)
    curl.perform()  # want: CKO101
    if curl.getinfo(curl.RESPONSE_CODE) != 201:
        raise RuntimeError


def with_another_scheme(body):
    curl = handle([f"Authorization: Token {os.environ['CKO_SECRET_KEY']}"], body)
    curl.perform()  # want: CKO102
    assert curl.getinfo(pycurl.HTTP_CODE) < 300


def never_asked(body):
    answer = io.BytesIO()
    curl = handle(SIGNED, body)
    curl.setopt(curl.WRITEDATA, answer)
    curl.perform()  # want: CKO401
    curl.close()
    return json.loads(answer.getvalue())


def asked(body):
    curl = handle(SIGNED, body)
    answer = curl.perform_rb()
    status = curl.getinfo(pycurl.RESPONSE_CODE)
    curl.close()
    if status >= 400:
        raise RuntimeError(status)
    return json.loads(answer)


def that_fails_by_itself(body):
    curl = handle(SIGNED, body)
    curl.setopt(pycurl.FAILONERROR, True)
    try:
        curl.perform()
    except pycurl.error as error:
        raise RuntimeError from error


def that_drops_what_fails(body):
    curl = handle(SIGNED, body)
    curl.setopt(pycurl.FAILONERROR, True)
    try:
        curl.perform()  # want: CKO403
    except pycurl.error:
        return None


def without_a_check_of_the_certificate(body):
    curl = handle(SIGNED, body)
    curl.setopt(pycurl.SSL_VERIFYPEER, 0)
    curl.perform()  # want: CKO305
    return curl.getinfo(pycurl.RESPONSE_CODE)


def signed_by_an_option():
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, "https://api.checkout.com/workflows")
    curl.setopt(pycurl.HTTPAUTH, pycurl.HTTPAUTH_BEARER)
    curl.setopt(pycurl.XOAUTH2_BEARER, os.environ["CKO_SECRET_KEY"])
    curl.perform()
    return curl.getinfo(pycurl.RESPONSE_CODE)


def with_options_of_unknown_names(name, value):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, "https://api.checkout.com/workflows")
    curl.setopt(getattr(pycurl, name), value)
    curl.perform()
    return curl.getinfo(pycurl.RESPONSE_CODE)


def sent_by_another(multi):
    curl = handle([], {})
    multi.add_handle(curl)


def signed_in_some_cases(is_signed, body):
    lines = ["Content-Type: application/json"]
    if is_signed:
        lines.append(SIGNED[1])
    curl = handle(lines, body)
    curl.perform()
    return curl.getinfo(pycurl.RESPONSE_CODE)
