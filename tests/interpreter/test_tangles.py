"""Functions that all call each other cost seconds and not minutes, and a request among them is still found."""

from __future__ import annotations

import time

import pytest
from conftest import Project

from cko_lint import run

REQUEST = 'requests.get("https://api.sandbox.checkout.com/workflows").json()'


def tangle(size: int) -> str:
    """Functions each of which calls the next four, with every outcome of many tests, and the last of which sends a request."""
    functions = [
        f"def f{at}(a, *rest):\n"
        + "".join(f"    if a.x{n} > {n}:\n        a = f{(at + n) % size}(a, *rest)\n" for n in range(1, 5))
        + "    return a\n"
        for at in range(size - 1)
    ]
    last = f"def f{size - 1}(a, *rest):\n    if a.y:\n        return f0(a)\n    return {REQUEST}\n"
    return "import requests\n\n\n" + "\n\n".join([*functions, last])


def test_a_request_in_a_tangle_is_found_in_time(project: Project) -> None:
    project({"tangle.py": tangle(120)})
    began = time.process_time()
    found = run.check(["."])
    assert {finding.code for finding in found} == {"CKO101", "CKO401"}
    assert time.process_time() - began < 40  # seconds; without a bound for all of them, minutes


TANGLED = tangle(30).replace(REQUEST, "a") + "\n"
KEY = '"Bearer " + os.environ["CKO_SECRET_KEY"]'
CALL = (
    'requests.get("https://api.checkout.com/payments/pay_1", headers={})\n{}r.raise_for_status()\n{}return r.json()\n'
)
SDK = """\
import os
import asyncio
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException

builder = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox())
api = builder.environment_subdomain("abc12345").build()
"""
CHARGE = """
def charge(order):
    return api.payments.get_payment_details(order.id)
"""
DEEP = "    def one(): two()\n    def two(): three()\n    def three(): four()\n"
CORRECT = {
    "the caller catches the error": SDK
    + CHARGE
    + """
def pay(order):
    if f0(order):
        print(order)
    try:
        return charge(order)
    except CheckoutException as error:
        raise SystemExit(str(error))
""",
    "the error is caught where a task is awaited": SDK
    + f"""
async {CHARGE.lstrip()}
async def pay(order):
    task = asyncio.create_task(charge(order))
    if f0(order):
        print(order)
    try:
        return await task
    except CheckoutException as error:
        raise SystemExit(str(error))
""",
    "a header is added before a function inside is called": f"""
def pay(order):
    headers = {{}}
    def send():
        r = {CALL.format("headers", " " * 8, " " * 8)}
    if f0(order):
        print(order)
    headers["Authorization"] = {KEY}
    return send()
""",
    "a header is added by a function inside that is called deep down": f"""
def pay(order):
    headers = {{}}
{DEEP}
    def four(): headers["Authorization"] = {KEY}
    one()
    if f0(order):
        print(order)
    r = {CALL.format("headers", " " * 4, " " * 4)}
""",
    "a variable is set by a function inside that is called deep down": f"""
def pay(order):
    key = None
{DEEP}
    def four():
        nonlocal key
        key = {KEY}
    one()
    if f0(order):
        print(order)
    r = {CALL.format('{"Authorization": key}', " " * 4, " " * 4)}
""",
    "a test that is made deep down agrees with itself": """
def is_live(): return one()
def one(): return two()
def two(): return three()
def three(): return os.environ["APP_ENV"] == "production"
def url():
    return "https://api.checkout.com" if is_live() else "https://api.sandbox.checkout.com"
def pay(order):
    if f0(order):
        print(order)
    key = os.environ["KEY_ONE"] if is_live() else os.environ["KEY_TWO"]
    if not is_live() and not key.startswith("sk_sbox_"):
        raise SystemExit(1)
    r = requests.get(url() + "/payments/pay_1", headers={"Authorization": "Bearer " + key})
    r.raise_for_status()
    return r.json()
""",
}


@pytest.mark.parametrize("program", CORRECT.values(), ids=CORRECT)
def test_what_a_tangle_keeps_from_being_seen_is_not_missing(project: Project, program: str) -> None:
    project({"a.py": "import os\n" + TANGLED + program})
    assert run.check(["."]) == []


OF_A_BODY = {
    "a header is added, and a name is set again": f"""
HEADERS = {{}}
KEY = None
def one():
    r = {CALL.format("HEADERS", " " * 4, " " * 4)}
def two():
    r = {CALL.format('{"Authorization": KEY}', " " * 4, " " * 4)}
if f0(config.order):
    print("done")
HEADERS["Authorization"] = {KEY}
KEY = {KEY}
""",
    "the error is caught": SDK
    + CHARGE
    + """
if f0(config.order):
    print("done")
try:
    charge(config.order)
except CheckoutException as error:
    raise SystemExit(str(error))
""",
}


@pytest.mark.parametrize("program", OF_A_BODY.values(), ids=OF_A_BODY)
def test_what_the_tangled_body_of_a_module_does_last_is_not_missing(project: Project, program: str) -> None:
    project({"a.py": "import os\nimport config\n" + tangle(40).replace(REQUEST, "a") + "\n" + program})
    assert run.check(["."]) == []
