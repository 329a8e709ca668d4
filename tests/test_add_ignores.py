"""Suppression comments that the program writes itself: `cko-lint check --add-ignores REASON`."""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
import stat
import textwrap
from pathlib import Path

import pytest
from conftest import ROOT, Project, made_up_key, place_and_code

from cko_lint import cli

WHY = "see PAY-12"
KEY = made_up_key(chance=random.Random(7))
ALSO = made_up_key("pk_sbox_", random.Random(8))
SECRET = f"cko-lint: ignore[hardcoded-secret-key] {WHY}"

Captured = pytest.CaptureFixture[str]


def suppress(capsys: Captured, *arguments: str, reason: str = WHY) -> tuple[int, list[str], str]:
    """The exit code, the findings that are left, and what is said on standard error."""
    code = cli.main(["check", "--output-format", "concise", "--add-ignores", reason, *arguments])
    printed = capsys.readouterr()
    return code, printed.out.splitlines(), printed.err


def test_the_examples_keep_their_meaning_and_lose_their_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    shop = tmp_path / "shop"
    shutil.copytree(ROOT / "examples", shop)
    monkeypatch.chdir(shop)
    before = {path: _tree(path) for path in shop.rglob("*.py")}
    code, left, said = suppress(capsys)
    assert code == 1
    assert sorted(place_and_code(line).split()[1] for line in left) == ["CKO001", "CKO002", "CKO003"]
    assert said == "cko-lint: suppressed 32 findings in 19 files\n"
    assert {path: _tree(path) for path in shop.rglob("*.py")} == before
    assert suppress(capsys)[1:] == (left, "cko-lint: suppressed 0 findings in 0 files\n")


def _tree(path: Path) -> str:
    try:
        return ast.dump(ast.parse(path.read_bytes()))
    except (SyntaxError, ValueError):
        return ""


PYTHON = {
    "a line": (f'KEY = "{KEY}"', f'KEY = "{KEY}"  # {SECRET}'),
    "a line that has a comment": (f'KEY = "{KEY}"  # the old one', f'KEY = "{KEY}"  # the old one  # {SECRET}'),
    "a line that has a suppression": (
        f'KEY = "{KEY}"  # noqa: S105',
        f'KEY = "{KEY}"  # noqa: S105  # {SECRET}',
    ),
    "a comment": (f"# {KEY}", f"# {KEY}  # {SECRET}"),
    "two rules on a line": (
        f'KEYS = ["{KEY}", "{ALSO}"]',
        f'# cko-lint: ignore[hardcoded-public-key, hardcoded-secret-key] {WHY}\nKEYS = ["{KEY}", "{ALSO}"]',
    ),
    "a line too long": (
        f'KEY = "{KEY}" if 1 else "{"x" * 60}"',
        f'# {SECRET}\nKEY = "{KEY}" if 1 else "{"x" * 60}"',
    ),
    "a line too long in a block": (
        f'if 1:\n    KEY = "{KEY}" if 1 else "{"x" * 60}"',
        f'if 1:\n    # {SECRET}\n    KEY = "{KEY}" if 1 else "{"x" * 60}"',
    ),
    "a statement of several lines": (
        f'KEYS = {{\n    "a": "{KEY}",\n    "b": "",\n}}',
        f'KEYS = {{\n    "a": "{KEY}",  # {SECRET}\n    "b": "",\n}}',
    ),
    "a docstring": (
        f'def f():\n    """The key.\n\n    {KEY}\n    """',
        f'def f():\n    """The key.\n\n    {KEY}\n    """  # {SECRET}',
    ),
    "a text of several lines": (
        f'TEXT = """\nkey: {KEY}\nmore\n"""\nx = 1',
        f'TEXT = """\nkey: {KEY}\nmore\n"""  # {SECRET}\nx = 1',
    ),
    "a text of several lines with values": (
        f'TEXT = f"""\nkey: {KEY}\n{{1}}\n"""\nx = 1',
        f'TEXT = f"""\nkey: {KEY}\n{{1}}\n"""  # {SECRET}\nx = 1',
    ),
    "a text that is followed by more": (
        f'x = """\na\n"""; KEY = "{KEY}"',
        f'x = """\na\n"""; KEY = "{KEY}"  # {SECRET}',
    ),
    "a line that goes on": (
        f'KEY = \\\n    "{KEY}"',
        f'KEY = \\\n    "{KEY}"  # {SECRET}',
    ),
    "a line that goes on behind it": (
        f'KEY = "{KEY}" \\\n    ""',
        f'KEY = "{KEY}" \\\n    ""  # {SECRET}',
    ),
    "the header of a block": (
        f'if x == "{KEY}":\n    pass',
        f'if x == "{KEY}":  # {SECRET}\n    pass',
    ),
    "a statement on a header's line": (
        f'if x: y = "{KEY}"',
        f'if x: y = "{KEY}"  # {SECRET}',
    ),
}


@pytest.mark.parametrize(("before", "after"), PYTHON.values(), ids=PYTHON.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["Unix", "Windows"])
def test_where_it_stands_in_python(project: Project, capsys: Captured, before: str, after: str, end: str) -> None:
    folder = project({"setup.cfg": "", "a.py": (before + "\n").replace("\n", end).encode()})
    code, left, _ = suppress(capsys)
    assert (folder / "a.py").read_bytes().decode() == (after + "\n").replace("\n", end)
    assert (code, left) == (0, [])


ENTRIES = {
    "YAML": ("a.yaml", "cko:\n  key: {}\n", "cko:\n  key: {}  # {comment}\n"),
    "a quoted value in YAML": ("a.yml", 'key: "{}"\n', 'key: "{}"  # {comment}\n'),
    "a list in YAML": ("a.yml", "keys:\n- {}\n", "keys:\n- {}  # {comment}\n"),
    "a flow mapping over lines": ("a.yml", "k: {{a: 1,\n  b: {}}}\n", "k: {{a: 1,\n  b: {}}}  # {comment}\n"),
    "TOML": ("a.toml", '[cko]\nkey = "{}"\n', '[cko]\nkey = "{}"  # {comment}\n'),
    "an array in TOML": ("a.toml", 'keys = [\n  "{}",\n]\n', 'keys = [\n  "{}",  # {comment}\n]\n'),
    "a file of variables": (".env", "A=1\nexport KEY={}\n", "A=1\n# {comment}\nexport KEY={}\n"),
    "a quoted variable": (".env", 'A="x # y"\nKEY="{}"\n', 'A="x # y"\n# {comment}\nKEY="{}"\n'),
    "without a last line end": (".env", "KEY={}", "# {comment}\nKEY={}"),
    "an ini file": ("a.ini", "[cko]\nkey = {}\n", "[cko]\n# {comment}\nkey = {}\n"),
    "a shell script": ("a.sh", "set -e\nexport KEY={}\n", "set -e\n# {comment}\nexport KEY={}\n"),
    "a Dockerfile": ("Dockerfile", "FROM x\nENV KEY={}\n", "FROM x\n# {comment}\nENV KEY={}\n"),
    "JSON with comments": ("a.jsonc", '{{\n  "key": "{}"\n}}\n', '{{\n  // {comment}\n  "key": "{}"\n}}\n'),
    "Terraform": ("a.tfvars", 'key = "{}"\n', '# {comment}\nkey = "{}"\n'),
}


@pytest.mark.parametrize(("name", "before", "after"), ENTRIES.values(), ids=ENTRIES.keys())
def test_where_it_stands_in_configuration(
    project: Project, capsys: Captured, name: str, before: str, after: str
) -> None:
    folder = project({"setup.cfg": "", name: before.format(KEY).encode()})
    code, left, said = suppress(capsys)
    assert (folder / name).read_text() == after.format(KEY, comment=SECRET)
    assert (code, left) == (0, [])
    assert said == "cko-lint: suppressed 1 finding in 1 file\n"


NOWHERE = {
    "JSON": ("a.json", '{{"key": "{}"}}\n'),
    "a text within YAML": ("a.yaml", "data:\n  app.env: |\n    A=1\n    KEY={}\n    B=2\n"),
    "a folded text within YAML": ("a.yaml", "data: >-\n  one\n  {}\n  two\n"),
    "YAML that is a template": ("a.yaml", "{{{{ if .x }}}}\nkey: {}\n"),
    "a text within TOML": ("a.toml", 'text = """\nkey={}\n"""\n'),
    "a value over lines": (".env", 'TEXT="one\nKEY={}\n"\n'),
    "a line that goes on": ("a.sh", "curl \\\n  -H {}\n"),
    "a payload in a script": ("a.sh", 'curl -d \'{{\n"key": "{}"\n}}\'\n'),
    "a here-document": ("a.sh", "cat <<EOF > .env\nKEY={}\nEOF\n"),
    "prose": ("a.md", "The key is `{}`.\n"),
    "Python that cannot be parsed": ("a.py", 'KEY = "{}"\nprint "x"\n'),
}


@pytest.mark.parametrize(("name", "text"), NOWHERE.values(), ids=NOWHERE.keys())
def test_where_no_comment_can_stand_the_file_stays_as_it_is(
    project: Project, capsys: Captured, name: str, text: str
) -> None:
    folder = project({"setup.cfg": "", name: text.format(KEY).encode()})
    code, left, said = suppress(capsys)
    assert (folder / name).read_text() == text.format(KEY)
    assert (code, len(left)) == (1, 1)
    assert said.endswith("where no comment can stand\n") or name == "a.py"


def test_a_file_keeps_its_mode_its_encoding_and_its_mark(project: Project, capsys: Captured) -> None:
    script = f"#!/usr/bin/env python\n# coding: latin-1\nNAME = 'caf\xe9'\nKEY = '{KEY}'\n"
    folder = project(
        {
            "setup.cfg": "",
            "a.py": script.encode("latin-1"),
            "b.py": b"\xef\xbb\xbf" + f"KEY = '{KEY}'\r\n".encode(),
            "c.env": f"NAME=caf\xe9\r\nKEY={KEY}\r\n".encode("utf-16"),
        }
    )
    (folder / "a.py").chmod(0o750)
    assert suppress(capsys)[:2] == (0, [])
    assert (folder / "a.py").read_bytes() == script.replace(f"{KEY}'", f"{KEY}'  # {SECRET}").encode("latin-1")
    assert stat.S_IMODE((folder / "a.py").stat().st_mode) == 0o750
    assert (folder / "b.py").read_bytes() == b"\xef\xbb\xbf" + f"KEY = '{KEY}'  # {SECRET}\r\n".encode()
    assert (folder / "c.env").read_bytes().decode("utf-16") == f"NAME=caf\xe9\r\n# {SECRET}\r\nKEY={KEY}\r\n"


def test_an_encoding_that_does_not_have_the_reason(project: Project, capsys: Captured) -> None:
    text = f"# coding: ascii\nKEY = '{KEY}'\n"
    folder = project({"setup.cfg": "", "a.py": text})
    code, _, said = suppress(capsys, reason="später")
    assert (code, (folder / "a.py").read_text()) == (1, text)
    assert "cko-lint: no comment added to a.py: ascii has no 'ä'" in said


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("", "needs a reason"),
        ("  ", "needs a reason"),
        ("a\nb", "must be one line"),
        (f"was {KEY}", "without a key"),
    ],
)
def test_what_is_no_reason(project: Project, capsys: Captured, reason: str, error: str) -> None:
    folder = project({"setup.cfg": "", "a.py": f"KEY = '{KEY}'\n"})
    code, _, said = suppress(capsys, reason=reason)
    assert (code, (folder / "a.py").read_text()) == (2, f"KEY = '{KEY}'\n")
    assert error in said
    assert KEY not in said


@pytest.mark.parametrize("option", ["--staged", "-", "--diff"])
def test_not_what_is_no_file(project: Project, capsys: Captured, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    import io
    import subprocess

    project({"a.py": f"KEY = '{KEY}'\n"})
    subprocess.run(["git", "init", "-q"], check=True)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x = 1\n")))
    code, _, said = suppress(capsys, option)
    assert code == 2
    assert "cannot be used with" in said


def test_what_is_refused_is_refused_before_fixes_are_written(project: Project, capsys: Captured) -> None:
    folder = project({"a.py": f"KEY = '{KEY}'\n"})

    code, _, said = suppress(capsys, "--fix", "--unsafe-fixes", "a.py", reason=" ")

    assert (code, said) == (2, "cko-lint: --add-ignores needs a reason, which the comments give\n")
    assert (folder / "a.py").read_text() == f"KEY = '{KEY}'\n"


def test_only_what_was_asked_about(project: Project, capsys: Captured) -> None:
    text = f"KEY = '{KEY}'\n"
    folder = project({"setup.cfg": "", "a.py": text, "b.py": text})
    suppress(capsys, "a.py")
    assert (folder / "b.py").read_text() == text
    assert (folder / "a.py").read_text() != text


def test_a_caller_s_finding_is_suppressed_at_the_request(project: Project, capsys: Captured) -> None:
    client = textwrap.dedent(
        """\
        import os

        import requests


        def charge(amount):
            return requests.post(
                "https://api.sandbox.checkout.com/payments",
                json={"amount": amount},
                headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
            )
        """
    )
    folder = project({"setup.cfg": "", "client.py": client, "pay.py": "from client import charge\ncharge(1).json()\n"})
    assert suppress(capsys)[:2] == (0, [])
    comment = f"  # cko-lint: ignore[unchecked-response] {WHY}"
    assert (folder / "client.py").read_text() == client.replace("post(\n", f"post({comment}\n")


def test_a_link_stays_one(project: Project, capsys: Captured) -> None:
    folder = project({"setup.cfg": "", "real/a.py": f"KEY = '{KEY}'\n"})
    os.symlink("real/a.py", folder / "b.py")
    assert suppress(capsys)[:2] == (0, [])
    assert (folder / "b.py").is_symlink()


# ------------------------------------------------------------------------ notebooks

CELLS = {
    "a line": ("code", ['KEY = "{}"\n', "x = 1"], ['KEY = "{}"  # {comment}\n', "x = 1"]),
    "the last line": ("code", ["x = 1\n", 'KEY = "{}"'], ["x = 1\n", 'KEY = "{}"  # {comment}']),
    "a cell that is one string": ("code", 'KEY = "{}"\nx = 1\n', 'KEY = "{}"  # {comment}\nx = 1\n'),
    "a text of several lines": (
        "code",
        ['T = """\n', "key {}\n", '"""'],
        ['T = """\n', "key {}\n", '"""  # {comment}'],
    ),
    "a magic": ("code", ["%env KEY={}\n", "x = 1"], ["# {comment}\n", "%env KEY={}\n", "x = 1"]),
    "a command": ("code", ["!echo {}\n", "x = 1"], ["!echo {}  # {comment}\n", "x = 1"]),
    "a cell in another language": ("code", ["%%bash\n", "echo {}\n"], None),
    "a text": ("markdown", ["The key is {}."], None),
}


def _filled(source: str | list[str], comment: str = "") -> str | list[str]:
    lines = [source] if isinstance(source, str) else source
    found = [line.replace("{}", KEY).replace("{comment}", comment) for line in lines]
    return found[0] if isinstance(source, str) else found


@pytest.mark.parametrize(("kind", "before", "after"), CELLS.values(), ids=CELLS.keys())
@pytest.mark.parametrize("indent", [1, None, 4])
def test_where_it_stands_in_a_notebook(
    project: Project,
    capsys: Captured,
    kind: str,
    before: str | list[str],
    after: str | list[str] | None,
    indent: int | None,
) -> None:
    def notebook(source: str | list[str]) -> str:
        cells = [
            {"cell_type": "code", "metadata": {}, "source": ["import os"], "outputs": []},
            {"cell_type": kind, "metadata": {"tags": ["é"]}, "source": source, "outputs": []},
        ]
        content = {"cells": cells, "metadata": {"language_info": {"name": "python"}}, "nbformat": 4}
        return json.dumps(content, indent=indent, ensure_ascii=False) + "\n"

    folder = project({"setup.cfg": "", "a.ipynb": notebook(_filled(before)).encode()})
    code, left, _ = suppress(capsys)
    wanted = notebook(_filled(before if after is None else after, SECRET))
    assert json.loads((folder / "a.ipynb").read_text("utf-8")) == json.loads(wanted)
    assert (code, len(left)) == ((1, 1) if after is None else (0, 0))
    if after is None:
        assert (folder / "a.ipynb").read_text("utf-8") == wanted
