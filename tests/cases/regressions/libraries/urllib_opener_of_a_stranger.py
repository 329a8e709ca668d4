import os
import urllib.request

from pay_common import opener

urllib.request.install_opener(opener)
URL = "https://api.sandbox.checkout.com/payments"


def signed_by_the_opener(payment):
    return urllib.request.urlopen(f"{URL}/{payment}").read()


def with_a_body_that_may_be_there(options):
    key = os.environ["CKO_SECRET_KEY"]
    request = urllib.request.Request(URL, headers={"Authorization": f"Bearer {key}"}, **options)
    return urllib.request.urlopen(request, **options).read()
