"""The same choice told in two ways: by `<` and `>=`, by a list and by a prefix."""

import os

import requests

URLS = {"sandbox": "https://api.sandbox.checkout.com", "live": "https://api.checkout.com"}
# cko-lint: ignore[CKO201] the key of a sandbox account that all share
TEST_KEY = "sk_sbox_qg7lna2sbn4pr6tmq3z62dd5sit"


def by_level(level: int):
    key = TEST_KEY if level < 10 else os.environ["CKO_SECRET_KEY"]
    base = URLS["live"] if level >= 10 else URLS["sandbox"]
    requests.get(base + "/workflows", headers={"Authorization": f"Bearer {key}"}, timeout=3).raise_for_status()


def by_level_the_wrong_way_round(level: int):
    key = TEST_KEY if level < 10 else os.environ["CKO_SECRET_KEY"]
    base = URLS["live"] if level > 5 else URLS["sandbox"]
    requests.get(
        base + "/workflows", headers={"Authorization": f"Bearer {key}"}, timeout=3
    ).raise_for_status()  # want: CKO301


def by_stage(stage: str):
    key = TEST_KEY if stage in ("dev", "qa") else os.environ["CKO_SECRET_KEY"]
    base = URLS["live"] if stage.startswith("prod") else URLS["sandbox"]
    requests.get(base + "/workflows", headers={"Authorization": f"Bearer {key}"}, timeout=3).raise_for_status()


def by_stage_with_one_too_many(stage: str):
    key = TEST_KEY if stage in ("dev", "preprod", "prod2") else os.environ["CKO_SECRET_KEY"]
    base = URLS["live"] if stage.startswith("prod") else URLS["sandbox"]
    requests.get(
        base + "/workflows", headers={"Authorization": f"Bearer {key}"}, timeout=3
    ).raise_for_status()  # want: CKO301
