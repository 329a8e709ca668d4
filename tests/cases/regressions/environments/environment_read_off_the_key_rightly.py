import os
import re

import requests

KEY = os.environ["CKO_SECRET_KEY"]
LIVE, SANDBOX = "https://api.checkout.com", "https://api.sandbox.checkout.com"
IS_SANDBOX = re.compile(r"[sp]k_(sbox|test)_")


def send(root, key=KEY):
    requests.get(f"{root}/payments/pay_1", headers={"Authorization": f"Bearer {key}"}).raise_for_status()


def by_slice():
    send(SANDBOX if KEY[:8] == "sk_sbox_" or KEY[:8] == "sk_test_" else LIVE)


def by_pattern():
    send(SANDBOX if IS_SANDBOX.match(KEY) else LIVE)


def by_search():
    send(LIVE if re.search(r"_(sbox|test)_", KEY) is None else SANDBOX)


def by_split():
    send(SANDBOX if KEY.split("_")[1] in ("sbox", "test") else LIVE)


def by_one_prefix_only():
    send(SANDBOX if KEY.startswith("sk_sbox_") else LIVE)


def by_a_part():
    send(SANDBOX if "sbox" in KEY.lower() else LIVE)


def by_length_of_the_default_platform():
    send(SANDBOX if len(KEY) == 35 else LIVE)


def by_something_else():
    send(SANDBOX if KEY.endswith("=") else LIVE)


def by_a_parameter(key=None):
    key = key or os.environ["CKO_SECRET_KEY"]
    send(SANDBOX if key.startswith(("sk_sbox_", "sk_test_")) else LIVE, key)


def by_a_function_that_raises(key):
    if not re.fullmatch(r"sk_sbox_[a-z2-7]{26}[a-z2-7*#$=]", key):
        raise ValueError("a sandbox key, please")
    send(SANDBOX, key)
