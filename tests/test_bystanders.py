"""What stands in a large module means what it means in a small one: a helper that is not run must not change a verdict."""

from __future__ import annotations

import re
import textwrap

import pytest
from conftest import Project, made_up_key

from cko_lint import run

PADDING = "\n".join(
    textwrap.dedent(
        f"""
        def _order_total_{number}(lines, discount=0):
            total = 0
            for line in lines:
                amount = line["quantity"] * line["unit_price"]
                if line.get("tax_rate"):
                    amount += amount * line["tax_rate"] // 100
                total += amount
            return max(total - discount, 0)
        """
    )
    for number in range(60)
)
LIVE, SANDBOX = "https://api.checkout.com/payments", "https://api.sandbox.checkout.com/payments"
CORRECT = {
    "two flags that agree": (
        """
        import os
        STAGE = os.environ.get("STAGE")
        def on_air():
            return STAGE == "prod"
        def in_test():
            return not on_air()
        """,
        "url, key = (LIVE if on_air() else SANDBOX), (TEST_KEY if in_test() else LIVE_KEY)",
    ),
    "a flag beside the variable behind it": (
        """
        import os
        STAGE = os.environ.get("STAGE")
        def on_air():
            return STAGE == "prod"
        """,
        "url, key = (LIVE if on_air() else SANDBOX), (LIVE_KEY if STAGE == 'prod' else TEST_KEY)",
    ),
    "a flag that is off": (
        """
        FLAG = False
        def on_air():
            return FLAG
        """,
        "url, key = (LIVE if on_air() else SANDBOX), TEST_KEY",
    ),
    "flags of a class": (
        """
        class Flags:
            on_air = False
        class Ours(Flags):
            pass
        """,
        "url, key = (LIVE if Ours.on_air else SANDBOX), TEST_KEY",
    ),
    "flags of an object": (
        """
        class Flags:
            def __init__(self):
                self.on_air = False
        """,
        "url, key = (LIVE if Flags().on_air else SANDBOX), TEST_KEY",
    ),
    "the end of the program": (
        """
        import sys
        def usage():
            sys.exit("usage")
        """,
        """
        url, key = LIVE, TEST_KEY
        if mode == "test":
            url = SANDBOX
        if mode != "test":
            usage()
        """,
    ),
    "a flag that is read by many steps": (
        """
        import os
        STAGE = os.environ.get("STAGE")
        def on_air(names):
            for name in names:
                if name == STAGE:
                    found = name
                    return found
        """,
        "url, key = (LIVE if on_air(['prod']) else SANDBOX), (LIVE_KEY if STAGE == 'prod' else TEST_KEY)",
    ),
    "two flags at once": (
        """
        def flags(mode):
            on_air, in_test = mode == "prod", mode != "prod"
            return on_air, in_test
        """,
        """
        on_air, in_test = flags(mode)
        url, key = (LIVE if on_air else SANDBOX), (TEST_KEY if in_test else LIVE_KEY)
        """,
    ),
    "a setting that somebody sets": (
        """
        TOKEN = None
        def set_token(token):
            global TOKEN
            TOKEN = token
        def token():
            return TOKEN
        """,
        """
        set_token(os.environ["TOKEN"])
        url, key = LIVE, f"{token()}"
        """,
    ),
    "an error": (
        """
        def only(mode):
            if mode != "test":
                raise ValueError(mode)
        """,
        """
        url, key = LIVE, TEST_KEY
        if mode == "test":
            url = SANDBOX
        only(mode)
        """,
    ),
}
WRONG = {
    "a key is printed": ("def show(text):\n    print(text)\n", 'show(os.environ["CKO_SECRET_KEY"])', "CKO208"),
    "a key is passed through": (
        "def same(text):\n    return text\n",
        'requests.get(LIVE, headers={"Authorization": "Bearer " + same(TEST_KEY)}).raise_for_status()',
        "CKO301",
    ),
    "headers are passed through": (
        "def present(d):\n    return {k: v for k, v in d.items() if v}\n",
        'requests.get(LIVE, headers=present({"Accept": "*/*"})).raise_for_status()',
        "CKO101",
    ),
}


def codes(project: Project, helper: str, body: str, size: int) -> list[str]:
    helper = textwrap.dedent(helper)
    names = ", ".join(re.findall(r"^(?:def |class |(?=[A-Z]))(\w+)", helper, re.MULTILINE))
    code = f"""
import os
import sys
import requests
from helper import {names}
LIVE, SANDBOX = {LIVE!r}, {SANDBOX!r}
LIVE_KEY, TEST_KEY = {made_up_key("sk_")!r}, {made_up_key()!r}
def go(mode):
{textwrap.indent(textwrap.dedent(body).strip(), "    ")}
go(sys.argv[1])
"""
    project({"pyproject.toml": "", "helper.py": helper + PADDING * size, "pay.py": code})
    return sorted(one.code for one in run.check(["."]) if one.code not in ("CKO201", "CKO202"))


@pytest.mark.parametrize("size", [0, 1], ids=["small", "large"])
@pytest.mark.parametrize("case", CORRECT)
def test_what_decides_is_run(project: Project, case: str, size: int) -> None:
    helper, body = CORRECT[case]
    body = textwrap.dedent(body) + (
        '\nresponse = requests.get(url, headers={"Authorization": "Bearer " + key})\nresponse.raise_for_status()'
    )
    assert codes(project, helper, body, size) == []


@pytest.mark.parametrize("size", [0, 1], ids=["small", "large"])
@pytest.mark.parametrize("case", WRONG)
def test_what_is_given_a_key_or_headers_is_run(project: Project, case: str, size: int) -> None:
    helper, body, code = WRONG[case]
    assert codes(project, helper, body, size) == [code]
