import io
import json
import os

import pycurl

URL = "https://api.sandbox.checkout.com/payments"
SIGNED = ["Content-Type: application/json", "Authorization: Bearer " + os.environ["CKO_SECRET_KEY"]]
PUBLIC = ["Authorization: Bearer " + os.environ["CKO_PUBLIC_KEY"]]
HANDLES = []


def handle(headers=SIGNED):
    curl = pycurl.Curl()
    curl.setopt(curl.URL, URL)
    curl.setopt(pycurl.HTTPHEADER, headers)
    return curl


UNSIGNED = handle([])


def of_another_service():
    curl = handle([])
    curl.reset()
    curl.setopt(pycurl.URL, "https://example.com/")
    curl.perform()
    return curl.getinfo(pycurl.RESPONSE_CODE)


def as_the_module_left_it():
    UNSIGNED.perform()  # want: CKO101
    return UNSIGNED.getinfo(pycurl.RESPONSE_CODE)


def in_both_branches(body):
    curl = handle()
    if body is None:
        curl.perform()
    else:
        curl.setopt(pycurl.POSTFIELDS, json.dumps(body))
        curl.perform()
    if curl.getinfo(pycurl.RESPONSE_CODE) >= 400:
        raise RuntimeError


def once_more():
    curl = handle()
    try:
        curl.perform()
    except pycurl.error:
        curl.perform()
    if curl.getinfo(pycurl.RESPONSE_CODE) != 200:
        raise RuntimeError


def twice_and_asked_once():
    curl = handle()
    curl.perform()  # want: CKO401
    curl.perform()
    if curl.getinfo(pycurl.RESPONSE_CODE) != 200:
        raise RuntimeError


def reset_in_a_branch(is_fresh):
    curl = handle([])
    if is_fresh:
        curl.reset()
    else:
        curl.setopt(pycurl.HTTPHEADER, SIGNED)
        curl.perform()
        return curl.getinfo(pycurl.RESPONSE_CODE)


def reset_and_unsigned():
    curl = handle()
    curl.reset()
    curl.setopt(pycurl.URL, URL)
    curl.perform()  # want: CKO101
    return curl.getinfo(pycurl.RESPONSE_CODE)


def without_any_headers():
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, URL)
    curl.perform()  # want: CKO101
    return curl.getinfo(pycurl.RESPONSE_CODE)


def as_a_copy():
    curl = handle([]).duphandle()
    curl.perform()  # want: CKO101
    return curl.getinfo(pycurl.RESPONSE_CODE)


def with_another_method(body):
    curl = handle(PUBLIC)
    curl.setopt(pycurl.URL, "https://api.sandbox.checkout.com/tokens")
    curl.setopt(pycurl.POSTFIELDS, body)
    curl.perform()
    if curl.getinfo(pycurl.RESPONSE_CODE) != 201:
        raise RuntimeError
    curl.setopt(pycurl.URL, URL)
    curl.setopt(pycurl.HTTPGET, 1)
    curl.perform()  # want: CKO501
    return curl.getinfo(pycurl.RESPONSE_CODE)


def with_a_copy_of_the_headers():
    curl, head = handle(), io.BytesIO()
    curl.setopt(pycurl.WRITEHEADER, head)
    curl.perform()
    if head.getvalue().split()[1] != b"200":
        raise RuntimeError


def with_headers_before_the_body():
    curl, answer = handle(), io.BytesIO()
    curl.setopt(pycurl.HEADER, 1)
    curl.setopt(pycurl.WRITEDATA, answer)
    curl.perform()
    return answer.getvalue()


def kept_in_a_list():
    curl = handle()
    HANDLES.append(curl)
    curl.perform()


class Client:
    def send(self):
        self.curl = handle()
        self.curl.perform()

    def unsigned(self):
        self.curl = handle([])
        self.curl.perform()  # want: CKO101

    @property
    def status(self):
        return self.curl.getinfo(pycurl.RESPONSE_CODE)
