import base64
import os

import requests
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutException
CKO_SECRET_KEY = "pk_sbox_ojdo4tobf24pzmjmdwie3by5bez"  # want: CKO202, CKO203
CONF = {"checkout": {"public_key": "sk_2e2rln5jg2larckkj72zy5gh7mc"}}  # want: CKO201, CKO203
API = "https://api.sandbox.checkout.com/payments/p"
TOK = "https://access.sandbox.checkout.com/connect/token"


def client_id_as_key():
    requests.get(API, headers={"Authorization": "Bearer ack_mw5dnos7nv4eqmkf4xm6upz3ne"}).raise_for_status()  # want: CKO203


def client_secret_as_key():
    requests.get(API, headers={"Authorization": f"Bearer {os.environ['CKO_CLIENT_SECRET']}"}).raise_for_status()  # want: CKO203


def session_secret_with_bearer():
    requests.get(API, headers={"Authorization": "Bearer sek_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd28="}).raise_for_status()  # want: CKO203


def key_as_client_id():
    requests.post(TOK, auth=(os.environ["CKO_SECRET_KEY"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials"}).raise_for_status()  # want: CKO203


def id_and_secret_swapped():
    requests.post(TOK, data={"grant_type": "client_credentials", "client_id": os.environ["CKO_CLIENT_SECRET"], "client_secret": os.environ["CKO_CLIENT_ID"]}).raise_for_status()  # want: CKO203


def keys_in_the_builder():
    try:
        return CheckoutSdk.builder().oauth().client_credentials(os.environ["CKO_PUBLIC_KEY"], os.environ["CKO_SECRET_KEY"]).scopes(["vault"]).build()  # want: CKO203, CKO203
    except CheckoutException as x:
        raise SystemExit(x)


def id_as_secret():
    try:
        return CheckoutSdk.builder().oauth().client_credentials(os.environ["ID"], "ack_mw5dnos7nv4eqmkf4xm6upz3ne").scopes(["vault"]).build()  # want: CKO203
    except CheckoutException as x:
        raise SystemExit(x)


def secret_in_a_form_text():
    requests.post(TOK, data="grant_type=client_credentials&client_id=ack_mw5dnos7nv4eqmkf4xm6upz3ne&client_secret=37MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v").raise_for_status()  # want: CKO207


def secret_in_a_basic_header():
    basic = base64.b64encode(f"{os.environ['CKO_CLIENT_ID']}:37MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v".encode()).decode()  # want: CKO207
    requests.post(TOK, headers={"Authorization": f"Basic {basic}"}, data={"grant_type": "client_credentials"}).raise_for_status()
SECRET = "37MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8x"  # want: CKO207


def secret_of_the_module():
    basic = base64.b64encode((os.environ["I"] + ":" + SECRET).encode("ascii"))
    requests.post(TOK, headers={"Authorization": "Basic " + basic.decode()}, data={"grant_type": "client_credentials"}).raise_for_status()
