import base64
import hmac
import os

import requests
from pydantic_settings import BaseSettings
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutException
API = "https://api.sandbox.checkout.com/payments/p"
TOK = "https://access.sandbox.checkout.com/connect/token"
WEBHOOK_SECRET_KEY = os.environ["CKO_WEBHOOK_SECRET"]
class Settings(BaseSettings):
    cko_secret_key: str
    cko_public_key: str = ""
settings = Settings()
KEYS = {"public": os.environ["CKO_PUBLIC_KEY"], "secret": os.environ["CKO_SECRET_KEY"]}


def key_of_a_dictionary():
    requests.get(API, headers={"Authorization": f"Bearer {KEYS['secret']}"}).raise_for_status()


def token_of_a_client(client_id, client_secret):
    r = requests.post(TOK, auth=(client_id, client_secret), data={"grant_type": "client_credentials"})
    r.raise_for_status()
    requests.get(API, headers={"Authorization": f"Bearer {r.json()['access_token']}"}).raise_for_status()


def access_key():
    try:
        return CheckoutSdk.builder().oauth().client_credentials(client_secret=os.environ["CKO_ACCESS_KEY_SECRET"], client_id=os.environ["CKO_ACCESS_KEY_ID"]).scopes(["vault"]).build()
    except CheckoutException as x:
        raise SystemExit(x)


def session_secret_as_it_is(session):
    requests.get("https://api.sandbox.checkout.com/sessions/sid_x", headers={"Authorization": session["session_secret"]}).raise_for_status()


def basic_header():
    basic = base64.b64encode(f"{os.environ['CKO_CLIENT_ID']}:{os.environ['CKO_CLIENT_SECRET']}".encode()).decode()
    requests.post(TOK, headers={"Authorization": f"Basic {basic}"}, data={"grant_type": "client_credentials"}).raise_for_status()


def signatures(body):
    return hmac.new(WEBHOOK_SECRET_KEY.encode(), body, "sha256").hexdigest() == hmac.new(settings.cko_secret_key.encode(), body, "sha256").hexdigest()


def token_called_client_secret():
    client_secret = fetch()
    requests.get(API, headers={"Authorization": f"Bearer {client_secret}"}).raise_for_status()
def fetch():
    r = requests.post(TOK, auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials"})
    r.raise_for_status()
    return r.json()["access_token"]


def flow():
    # the Flow component's client secret is not a credential of this request
    requests.post("https://api.sandbox.checkout.com/payment-sessions", headers={"Authorization": f"Bearer {settings.cko_secret_key}"}, json={"client_secret": "x"}).raise_for_status()
PUBLIC_KEYS = ["sk_"]


def form_of_unknown(cfg):
    requests.post(TOK, data={"grant_type": "client_credentials", **cfg.credentials}).raise_for_status()


def secret_key_of_oauth():
    try:
        return CheckoutSdk.builder().oauth().client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_OAUTH_SECRET_KEY"]).scopes(["vault"]).build()
    except CheckoutException as x:
        raise SystemExit(x)
