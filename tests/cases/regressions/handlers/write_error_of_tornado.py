import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from tornado import web
class Handler(web.RequestHandler):
    def write_error(self, status_code, **kwargs):
        self.finish({"error": str(kwargs["exc_info"][1])})
    def get(self, pid):
        self.write(api.payments.get_payment_details(pid).status)
