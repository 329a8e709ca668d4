"""Keys that are written in another form, where evaluation proves what they are; none of the forms comes out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Project, made_up_key

from cko_lint import cli, run
from cko_lint.checkout.keys import find_encoded
from cko_lint.config.settings import Settings
from cko_lint.config.values import OutputFormat


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


FORMS: dict[str, Callable[[str], str]] = {
    "base64": lambda key: f'base64.b64decode("{in_base64(key)}").decode()',
    "the credentials of a Basic header": lambda key: f'{{"Authorization": "Basic {in_base64(key + ":")}"}}',
    "hexadecimal digits": lambda key: f'bytes.fromhex("{key.encode().hex()}").decode()',
    "hexadecimal digits by binascii": lambda key: f'binascii.unhexlify(b"{key.encode().hex()}")',
    "backwards": lambda key: f'"{key[::-1]}"[::-1]',
    "backwards and joined": lambda key: f'"".join(reversed("{key[::-1]}"))',
    "a list of its signs, backwards": lambda key: f'"".join(reversed({list(key)[::-1]!r}))',
    "pieces in a list": lambda key: f'"".join(["{key[:11]}", "{key[11:21]}", "{key[21:]}"])',
    "percent-encoded": lambda key: f'unquote("{key.replace("_", "%5F")}")',
    "hexadecimal escapes": lambda key: '"' + "".join(f"\\x{ord(sign):02x}" for sign in key) + '"',
    "unicode escapes": lambda key: '"' + "".join(f"\\u{ord(sign):04x}" for sign in key) + '"',
    "bytes": lambda key: f'b"{key}".decode()',
    "adjacent literals": lambda key: f'"{key[:14]}" "{key[14:]}"',
    "pieces with +": lambda key: f'"{key[:14]}" + "{key[14:]}"',
}
HEAD = "# for api.checkout.com\nimport base64\nimport binascii\nfrom urllib.parse import unquote\n\n"


@pytest.mark.parametrize("form", FORMS)
def test_a_key_in_another_form(form: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    key = made_up_key()
    project({"a.py": f"{HEAD}KEY = {FORMS[form](key)}\n"})
    found = run.check(["."], Settings(select=("CKO201",)))
    assert [(f.code, f.location.start.line) for f in found] == [("CKO201", 6)]
    for shape in OutputFormat:
        cli.main(["check", ".", "--select", "CKO201", "--output-format", shape.value])
    output = capsys.readouterr().out
    body = key.rpartition("_")[2]
    for told in (body, body[::-1], in_base64(key)[8:], key.encode().hex()[16:], body[4:20]):
        assert told not in output


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_key_in_another_form(form: str, project: Project) -> None:
    other = "sk_live_" + made_up_key("")[:24]
    project({"a.py": f"{HEAD}KEY = {FORMS[form](other)}\n"})
    assert run.check(["."], Settings(select=("CKO201",))) == []


@pytest.mark.parametrize("name", ["secret.yaml", "values.json", "a.env"])
def test_an_entry_of_a_kubernetes_secret(name: str, project: Project) -> None:
    key = made_up_key("sk_")
    line = {"secret.yaml": "CKO_SECRET_KEY: {}", "values.json": '"cko_key": "{}"', "a.env": "CKO_KEY={}"}[name]
    project({name: line.format(in_base64(key)) + "\n"})
    (found,) = run.check(["."], Settings(select=("CKO201",)))
    assert found.location.start.column == line.index("{}") + 1


def test_encoded_keys_in_a_text() -> None:
    secret, public = made_up_key(), made_up_key("pk_")
    text = (
        f"a {in_base64(secret)} b {public.replace('_', '%5f')} c {in_base64('sk_' + 'x' * 40)} {in_base64('sk_live')}"
    )
    found = [(text[at : at + length], key.text) for at, length, key in find_encoded(text)]
    assert found == [(in_base64(secret), secret), (public.replace("_", "%5f"), public)]


def test_a_suppression_of_an_encoded_key(project: Project, tmp_path: Path) -> None:
    project({"a.yaml": f"CKO_KEY: {in_base64(made_up_key())}  # pragma: allowlist secret\n"})
    assert run.check(["."], Settings()) == []
