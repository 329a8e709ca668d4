import argparse
import os

import requests

NAMES = ["--token"]
parser = argparse.ArgumentParser()
parser.add_argument("-u", "--base-url", default="https://api.sandbox.checkout.com")
parser.add_argument("--live", dest="live_url", default="https://api.checkout.com")
parser.add_argument(*NAMES)
parser.add_argument("--header", nargs="*", default=[])
commands = parser.add_subparsers()
pay = commands.add_parser("pay")
pay.add_argument("--path", default="payments")
refund = commands.add_parser("refund")
refund.add_argument("--path", default="tokens")
args = parser.parse_args()
KEY = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def by_its_long_name():
    requests.get(f"{args.base_url}/workflows").raise_for_status()  # want: CKO101
    requests.get(f"{args.base_url}/workflows", headers=KEY).raise_for_status()


def by_another_name():
    requests.get(f"{args.live_url}/workflows").raise_for_status()  # want: CKO101


def of_two_commands():
    requests.post(f"{args.base_url}/{args.path}", json={}, headers=KEY).raise_for_status()  # want: CKO502


def with_an_option_that_may_be_anything():
    requests.get(f"{args.base_url}/workflows", headers=dict(h.split(":") for h in args.header)).raise_for_status()
    requests.get(f"{args.base_url}/workflows", headers={"Authorization": args.token}).raise_for_status()
