import os
import re

import requests

KEY = os.environ["CKO_SECRET_KEY"]
A, B = "https://api.checkout.com", "https://api.sandbox.checkout.com"


def by_prefix_a():
    root = A if KEY[:8] == "sk_sbox_" else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_b():
    root = A if re.match(r"sk_sbox_", KEY) else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_c():
    root = A if KEY.split("_")[1] == "sbox" else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_d():
    root = A if KEY.split("_", 2)[1] in ("sbox", "test") else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301, CKO302


def by_prefix_e():
    root = A if re.search(r"_(sbox|test)_", KEY) is not None else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301, CKO302


def by_prefix_g():
    root = A if "sbox" in KEY.lower() else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_h():
    root = A if KEY.strip().startswith(("sk_sbox_", "sk_test_")) else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301, CKO302
PAT = re.compile(r"^[sp]k_sbox_")


def by_prefix_i():
    root = A if PAT.match(KEY) else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_j():
    root = A if KEY.partition("_")[2].startswith("sbox") else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_k():
    root = A if KEY.count("_") == 2 else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301, CKO302


def by_prefix_l():
    root = A if len(KEY) > 30 else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO302


def by_prefix_m():
    root = A if KEY.find("sbox") != -1 else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_n():
    root = A if KEY.removeprefix("sk_").startswith("sbox") else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_o(key=None):
    key = key or os.environ["CKO_SECRET_KEY"]
    root = A if key.startswith("sk_sbox_") else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {key}"}).raise_for_status()  # want: CKO301


def by_prefix_p():
    kind, env, *_ = KEY.split("_")
    root = A if env == "sbox" else B
    requests.get(f"{root}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO301


def by_prefix_q():
    match KEY.split("_"):
        case [_, "sbox", _]: f(A)
        case _: f(B)
