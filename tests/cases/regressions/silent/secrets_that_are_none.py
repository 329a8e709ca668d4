import requests
from checkout_sdk.checkout_sdk import CheckoutSdk

TOKEN = "https://access.sandbox.checkout.com/connect/token"
FORM = {"grant_type": "client_credentials", "client_id": "client_id", "client_secret": "client_secret"}

requests.post(TOKEN, data=FORM).raise_for_status()
requests.post(TOKEN, data={**FORM, "client_secret": "my-secret-1"}).raise_for_status()
requests.post(TOKEN, data={**FORM, "client_secret": "Zk3vQ8xN1bTq7WmYp0sLr"}).raise_for_status()  # want: CKO207
CheckoutSdk.builder().oauth().client_credentials(client_id="fake", client_secret="fake_secret").scopes(["gateway"])
