import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from marshmallow import Schema, fields
class Order(Schema):
    id = fields.Str()
    def handle_error(self, error, data, **kwargs):
        raise ValueError(error)
def void(pid):
    return api.payments.void_payment(pid)  # want: CKO402
