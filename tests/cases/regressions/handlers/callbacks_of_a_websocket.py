import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
import websocket
def on_message(ws, message):
    api.payments.void_payment(message)
def on_error(ws, error):
    print(error)
websocket.WebSocketApp("wss://x", on_message=on_message, on_error=on_error).run_forever()
