import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()

import argparse


def show(args):
    print(api.payments.get_payment_details(args.pid).status)


def main():
    parser = argparse.ArgumentParser()
    p = parser.add_subparsers().add_parser("show")
    p.add_argument("pid")
    p.set_defaults(run=show)
    args = parser.parse_args()
    try:
        args.run(args)
    except CheckoutApiException as e:
        raise SystemExit(f"checkout.com: {e}")
