import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from fastapi import FastAPI
from fastapi.routing import APIRouter
class Registry:
    def run(self, f):
        try:
            return f()
        except Exception as e:
            print(e)
app = FastAPI()
app.state.registry = Registry()
def void():
    return api.payments.void_payment("x").action_id
app.state.registry.run(void)
