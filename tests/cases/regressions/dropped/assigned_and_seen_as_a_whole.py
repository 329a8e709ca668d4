import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()
def page(request, pid):
    try:
        payment = api.payments.get_payment_details(pid)
    except CheckoutApiException:
        payment = None
    return render(request, "pay.html", locals())
def table(pid):
    try:
        s = api.payments.get_payment_details(pid).status
    except CheckoutApiException:
        s = None
    return eval("s or 'refused'")
def later(pid):
    try:
        s = api.payments.get_payment_details(pid).status
    except CheckoutApiException:
        s = None
    def text():
        return s or "refused"
    return text
