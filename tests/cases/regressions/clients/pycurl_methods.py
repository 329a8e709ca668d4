import os

import pycurl

API = "https://api.sandbox.checkout.com"
SIGNED = ["Authorization: Bearer " + os.environ["CKO_SECRET_KEY"]]


def sent(curl):
    curl.perform()
    if curl.getinfo(pycurl.RESPONSE_CODE) >= 400:
        raise RuntimeError


def handle(path):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, f"{API}/{path}")
    curl.setopt(pycurl.HTTPHEADER, SIGNED)
    return curl


def posted(card):
    curl = handle("tokens")
    curl.setopt(pycurl.POST, 1)
    curl.perform()  # want: CKO502
    assert curl.getinfo(pycurl.RESPONSE_CODE) == 201


def switched_off_again():
    curl = handle("tokens")
    curl.setopt(pycurl.POST, 1)
    curl.setopt(pycurl.POST, 0)
    sent(curl)


def perhaps_posted(is_post):
    curl = handle("tokens")
    curl.setopt(pycurl.UPLOAD, is_post)
    sent(curl)


def told_by_nothing_but_its_time(payment):
    curl = handle(f"payments/{payment}")
    curl.perform()  # want: CKO401
    print(curl.getinfo(pycurl.TOTAL_TIME))
    curl.close()


def asked_for_its_error(payment):
    curl = handle(f"payments/{payment}")
    curl.perform()
    print(curl.errstr())


def with_an_option_that_is_not_known(payment, option, value):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, f"{API}/payments/{payment}")
    curl.setopt(option, value)
    sent(curl)


def with_headers_that_are_not_known(payment, headers):
    curl = handle(f"payments/{payment}")
    curl.setopt(pycurl.HTTPHEADER, [f"{name}: {value}" for name, value in headers.items()])
    sent(curl)


def given_away_once_it_has_been_used(payment, pool):
    curl = handle(f"payments/{payment}")
    curl.perform()
    pool.put_back(curl)
