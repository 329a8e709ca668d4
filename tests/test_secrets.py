"""Keys go in anywhere, and none comes out: whatever the program prints holds neither a key nor half of one."""

from __future__ import annotations

import contextlib
import io
import os
import random
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ALPHABET, Project, made_up_key
from hypothesis import given, settings
from hypothesis import strategies as some

from cko_lint import cli, run
from cko_lint.checkout.keys import parse_key
from cko_lint.config.settings import Settings
from cko_lint.config.values import OutputFormat
from cko_lint.output import formats, full

FORMATS = [form.value for form in OutputFormat]
PREFIXES = [f"{kind}k_{environment}" for kind in "sp" for environment in ("sbox_", "test_", "")]
LONGEST_SHOWN = 8  # of a key's body in one piece

# Lines of a module; `{key}` is the key, `{head}` and `{tail}` its two parts.
LINES = [
    'KEY = "{key}"',
    "KEY = '''{key}'''",
    'KEY = b"{key}"',
    'KEY = f"{{PREFIX}}{key}{{SUFFIX}}"',
    'KEY = "{key}".strip().replace("_", "-")',
    'KEY = os.environ.get("CKO_SECRET_KEY", "{key}")',
    'KEY = os.environ["{key}"]',
    'KEYS = {{"live": "{key}", "{key}": 1}}',
    "# the key is {key}",
    'KEY = ""  # noqa: CKO101 {key}',
    'KEY = ""  # noqa: {key}1',
    'KEY = ""  # cko-lint: ignore[{key}]',
    'KEY = ""  # cko-lint: ignore[CKO201] {key}',
    'KEY = ""  # cko-lint: {key}[CKO201]',
    "# cko-lint: ignore-file[{key}]",
    '"""Use {key} here."""',
    'requests.get("https://api.checkout.com/payments", headers={{"Authorization": "{key}"}})',
    'requests.get("https://api.checkout.com/payments", headers={{"Authorization": "Bearer {key}"}}).json()',
    'requests.get("https://api.sandbox.checkout.com/payments", headers={{"Authorization": "Bearer{key}"}})',
    'requests.get("https://api.checkout.com/payments", headers={{"Authorization": "{key} Bearer"}})',
    'requests.get("https://api.checkout.com/payments", headers={{"Authorization": "Baerer {key}"}})',
    'requests.get("https://api.checkout.com/payments", headers={{"Authorization": f"Token {key}"}})',
    'requests.get("https://api.checkout.com/payments", headers={{"X-Api-Key": "{key}"}})',
    'requests.get("https://api.checkout.com/payments", headers={{"{key}": "Bearer"}})',
    'requests.get("https://api.checkout.com/{key}")',
    'requests.get("https://api.checkout.com/payments?key={key}")',
    'requests.get("https://{key}.api.checkout.com/payments")',
    'requests.get("https://{key}:x@api.checkout.com/payments")',
    'requests.get("https://api.checkout.com/payments", auth=("{key}", ""))',
    'requests.request("{key}", "https://api.checkout.com/payments")',
    'httpx.Client(base_url="https://api.checkout.com", headers={{"authorization": "{key}"}}).get("/payments")',
    'CheckoutSdk.builder().secret_key("{key}").build()',
    'CheckoutSdk.builder().secret_key(" {key} ").environment(Environment.production()).build()',
    'CheckoutSdk.builder().public_key("Bearer {key}").secret_key(os.environ["{key}_PUBLIC_KEY"]).build()',
    'CheckoutSdk.builder().secret_key("{key}").build().payments.void_payment("{key}")',
    'def pay(key="{key}"): return requests.get("https://api.checkout.com/payments", headers={{"Authorization": key}})',
    "def {key}(): return requests.get('https://api.checkout.com/payments').json()",
    "import {key}",
    "{key} = 1",
    "requests.{key}('https://api.checkout.com/payments')",
    'KEY = "{head}" + "{tail}"',
    'KEY = "{head}" "{tail}"',
    'KEY = "".join(["{head}", "{tail}"])',
    'KEY = "%s{tail}" % "{head}"',
    'KEY = "{head}{{}}".format("{tail}")',
    # what is no Python
    'KEY = "{key}',
    'KEY = """{key}',
    "KEY = {key} {key}",
    "print '{key}'",
    "{key}:",
    "KEY = 1{key}",
    "KEY = ({key}",
    "import {key}.",
    "from {key} import",
    "f'{{{key}!x}}'",
    'f"{{{key}"',
    "\\{key}",
    "KEY = {key}é€\u2028",
    "# -*- coding: {key} -*-",
]
NAMES = ["pay.py", "{key}.py", "{key}/pay.py", "keys of {key}/__init__.py", "settings.pyi"]
HEAD = "import os\nimport httpx\nimport requests\nfrom checkout_sdk.checkout_sdk import CheckoutSdk, Environment\n"


@some.composite
def keys(draw: some.DrawFn) -> str:
    prefix = draw(some.sampled_from(PREFIXES))
    chooser = random.Random(draw(some.integers(0, 2**32)))
    previous = f"{uuid.UUID(int=chooser.getrandbits(128), version=4)}"
    body = "".join(chooser.choices(ALPHABET, k=26)) + chooser.choice(ALPHABET + "*#$=")
    if prefix.endswith("test_"):
        return prefix + previous
    if prefix.endswith("sbox_"):
        return prefix + body
    return prefix + draw(some.sampled_from([previous, body]))


@some.composite
def modules(draw: some.DrawFn, key: str) -> bytes:
    at = len(key) // 2
    lines = draw(some.lists(some.sampled_from(LINES), min_size=1, max_size=4))
    text = "\n".join(line.format(key=key, head=key[:at], tail=key[at:]) for line in lines)
    encoding = draw(some.sampled_from(["utf-8", "utf-8", "latin-1", "utf-16", "utf-8-sig"]))
    return (draw(some.sampled_from([HEAD, ""])) + text + "\n").encode(encoding, "replace")


def printed(*arguments: str) -> str:
    """Everything that a command prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.suppress(SystemExit):
        cli.main(arguments)
    return out.getvalue() + err.getvalue()


@contextlib.contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """A new current directory."""
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(here)


def pieces_in(text: str, key: str) -> list[str]:
    """The pieces of a key's body, longer than may be shown, that stand in a text."""
    _, body = key.rsplit("_", 1)
    starts = range(len(body) - LONGEST_SHOWN)
    return [piece for start in starts if (piece := body[start : start + LONGEST_SHOWN + 1]) in text]


@given(key=keys())
def test_what_is_planted_is_a_key(key: str) -> None:
    assert parse_key(key) is not None


@given(data=some.data())
@settings(max_examples=100, deadline=None)
def test_no_key_comes_out(data: some.DataObject) -> None:
    key = data.draw(keys())
    content = data.draw(modules(key))
    name = data.draw(some.sampled_from(NAMES)).format(key=key)
    form = data.draw(some.sampled_from(FORMATS))
    with folder_of_its_own() as folder:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        text = printed("check", ".", "--pedantic", "--show-unresolved", "--isolated", "--output-format", form)
    assert pieces_in(text, key) == []


@pytest.mark.parametrize("line", LINES)
def test_no_key_comes_out_of_any_single_line(line: str, project: Project) -> None:
    key = made_up_key("sk_")
    at = len(key) // 2
    project({"pay.py": (HEAD + line.format(key=key, head=key[:at], tail=key[at:])).encode()})
    report = run.run(["."], Settings(pedantic=True, show_unresolved=True, cache=False)).report
    for text in (full.render(report, full.COLORED), *(formats.render(report, form) for form in FORMATS)):
        assert pieces_in(text, key) == []


SECRET = "h2Vd9sQ4tK7wJ6yN"  # another one than that on the page of the rule, which some reports contain
FORM = """
import requests

requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=("ack_client", "{secret}"),
    data={"grant_type": "client_credentials"},
).json()
"""
BUILDER = """
from checkout_sdk.checkout_sdk import CheckoutSdk

CheckoutSdk.builder().oauth().client_credentials("ack_client", "{secret}").scopes("gateway").build()
"""
CELL = '{"cells": [{"cell_type": "code", "source": ["CKO_CLIENT_SECRET = \'{secret}\'"]}]}'
SECRETS = {
    "a form's": ("pay.py", FORM),
    "a builder's": ("pay.py", BUILDER),
    "a variable's": (".env", "CKO_CLIENT_ID=ack_client\nCKO_CLIENT_SECRET={secret}\n"),
    "an entry's": ("a.yaml", "cko:\n  client_id: ack_client\n  client_secret: '{secret}'\n"),
    "a cell's": ("a.ipynb", CELL),
}


@pytest.mark.parametrize(("name", "text"), SECRETS.values(), ids=SECRETS.keys())
@pytest.mark.parametrize("form", FORMATS)
def test_no_client_secret_comes_out(name: str, text: str, form: str, project: Project) -> None:
    folder = project({"setup.cfg": "", name: text.replace("{secret}", SECRET).encode()})
    options = ("--pedantic", "--output-format", form)
    for arguments in (("check", *options), ("check", *options), ("check", "--select", "CKO401,CKO505", *options)):
        assert SECRET[:4] not in printed(*arguments)
    assert "CKO207" in printed("check", *options)
    printed("baseline")
    kept = [*folder.glob(".cko_lint_cache/*"), folder / ".cko-lint-baseline.json"]
    assert not any(SECRET[:4].encode() in path.read_bytes() for path in kept)


NAMES_OF_CODE = ("def {key}", "import {key}", "{key} = 1", "requests.{key}(")


@pytest.mark.parametrize("line", [line for line in LINES if not any(name in line for name in NAMES_OF_CODE)])
def test_no_key_stays_in_the_cache_or_in_a_baseline(line: str, project: Project) -> None:
    key = made_up_key("sk_")
    folder = project({"setup.cfg": "", "pay.py": (HEAD + line.format(key=key, head="", tail=key)).encode()})
    printed("check", ".")
    printed("baseline")
    kept = [*folder.glob(".cko_lint_cache/*"), folder / ".cko-lint-baseline.json"]
    assert len(kept) > 2
    for path in kept:
        assert pieces_in(path.read_bytes().decode("latin-1"), key) == [], path


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{key}.py"],
        ["check", "--select", "{key}"],
        ["check", "--config", "{key}.toml"],
        ["check", "--config", "wrong.toml"],
        ["check", "--config", "broken.toml"],
        ["check", "cko_{key}.env"],
        ["check", "--output-format", "{key}"],
        ["check", "--{key}"],
        ["{key}"],
        ["rule", "{key}"],
    ],
    ids=" ".join,
)
def test_no_key_comes_out_of_a_complaint(arguments: list[str], project: Project) -> None:
    key = made_up_key("sk_")
    project({"wrong.toml": f"{key} = '{key}'", "broken.toml": f"platform = {key}"})
    text = printed(*(argument.format(key=key) for argument in arguments))
    assert "cko-lint: " in text or "error: " in text
    assert pieces_in(text, key) == []


@pytest.mark.parametrize("request_", ["https://api.sandbox.checkout.com/payments/x", "https://api.checkout.com/tokens"])
def test_no_pieces_come_out_of_a_finding_about_something_else(request_: str, project: Project) -> None:
    key = "sk_sbox_" + "".join(random.choices(ALPHABET[:26], k=26)) + "="
    pieces = f'"sk_sbox_" + "{key[8:22]}" + "{key[22:]}"'
    project({"pay.py": f'{HEAD}requests.get("{request_}", headers={{"Authorization": "Bearer " + {pieces}}})\n'})
    text = printed("check", "pay.py", "--isolated")
    assert "CKO401" in text
    assert pieces_in(text, key) == []
