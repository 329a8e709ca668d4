"""What the pages show: their blocks of code, and the folders in which the commands of these are run.

A block of the language `console` has commands, each after `$ `, with what they print; `...` alone on a line stands for any lines.
A block `sh` has commands only. In the line above a block, a comment can name another folder than the usual one, or say why the
block is not run: `<!-- in: repository -->`, `<!-- not run: it needs a network -->`.
"""

from __future__ import annotations

import base64
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from conftest import ROOT
from started import program

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "examples/README.md",
    *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
)
_BLOCK = re.compile(
    r"(?:^<!-- (?P<key>[a-z ]+): (?P<value>[^\n]*) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
_SETTINGS = """\
\"\"\"Settings of the shop.\"\"\"

import os

CHECKOUT_URL = "https://api.sandbox.checkout.com"
CHECKOUT_SECRET_KEY = os.environ["CKO_SANDBOX_SECRET_KEY"]
"""
_REFUNDS = '''\
"""Refunds with Checkout.com."""

import requests

from shop import settings

HEADERS = {"Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}"}


def refund(payment_id: str, amount: int) -> str:
    """Returns money to a customer."""
    response = requests.post(
        f"{settings.CHECKOUT_URL}/payments/{payment_id}/refunds",
        headers=HEADERS,
        json={"amount": amount},
        timeout=10,
    )
    return response.json()["action_id"]
'''
_HOOK = """\
repos:
  - repo: local
    hooks:
      - {id: cko-lint, name: cko-lint, entry: cko-lint check --force-exclude, language: system, types: [python], require_serial: true}
"""
_SHOP = {
    "scripts/.keep": "",
    "shop/__init__.py": "",
    "shop/settings.py": _SETTINGS,
    "shop/refunds.py": _REFUNDS,
}
_KEPT = tempfile.TemporaryDirectory(prefix="cko-lint-pages-")  # until the tests end
_SCRATCH = Path(_KEPT.name)
_CHECK_CHARACTERS = "abcdefghijklmnopqrstuvwxyz234567*#$="


@dataclass(frozen=True)
class Block:
    """A block of code on a page."""

    page: str
    line: int
    language: str
    text: str
    key: str | None
    value: str | None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def reason(self) -> str | None:
        """Why it is not run, as the page says."""
        return self.value if self.key == "not run" else None

    @property
    def folder(self) -> str:
        """The name of the folder in which it is run."""
        return (self.value if self.key == "in" else None) or "shop"


def blocks(*languages: str) -> Iterator[Block]:
    """Yields the blocks of all pages in these languages."""
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        for found in _BLOCK.finditer(text):
            if found["language"] in languages:
                line = text.count("\n", 0, found.start()) + 1
                yield Block(page, line, found["language"], found["text"], found["key"], found["value"])


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Yields each command of a block `console`, and what it prints."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def fits(printed: str, shown: str) -> bool:
    """Whether that is what a page shows, which may leave lines out."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.M)]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


def run(command: str, folder: Path) -> str:
    """Runs a command as in a terminal without colours; returns what it prints."""
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=_environment(), timeout=120,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    printed = done.stdout.decode("utf-8")
    assert done.returncode < 2, printed
    return f"{printed.rstrip()}\n" if printed.strip() else ""


def _environment() -> dict[str, str]:
    here = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CKO_", "PRE_COMMIT"))}
    people = {f"GIT_{who}_{what}": "shop@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return here | people | {
        "PATH": f"{_commands()}{os.pathsep}{here['PATH']}", "PYTHONPATH": str(ROOT), "COLUMNS": "100", "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PRE_COMMIT_HOME": str(_SCRATCH / "hooks"),
        "CKO_LINT_NO_CACHE": "1", "CKO_SANDBOX_KEY": KEY,
    }  # fmt: skip


@cache
def _commands() -> Path:
    """Returns a folder with the commands `cko-lint` and `python` of this environment."""
    for name, words in (("cko-lint", program()), ("python", [sys.executable])):
        script = _SCRATCH / name
        script.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        script.chmod(0o755)
    return _SCRATCH


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=_environment(), check=True, capture_output=True, timeout=60)


def _write(folder: Path, **changed: str) -> Path:
    """A small project in git, on the branch `main`, which is also on a server."""
    for name, text in {**_SHOP, **changed}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "add", "--all")
    _git(folder, "commit", "-q", "-m", "The shop")
    _git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


def _with_a_wrong_scheme(folder: Path) -> Path:
    """The same with a mistake that has a safe fix, instead of the one that has none."""
    wrong = _REFUNDS.replace("Bearer", "Token").replace("    return", "    response.raise_for_status()\n    return")
    return _write(folder, **{"shop/refunds.py": wrong})


def _with_a_hook(folder: Path) -> Path:
    """The same with pre-commit, and with a mistake that is staged."""
    _write(folder, **{"shop/refunds.py": "", ".pre-commit-config.yaml": _HOOK})
    install = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(install, cwd=folder, env=_environment(), check=True, capture_output=True, timeout=60)
    (folder / "shop/refunds.py").write_text(_REFUNDS, "utf-8")
    _git(folder, "add", "--all")
    return folder


def _made_up_key(ending: str) -> str:
    """Returns a key that nobody was ever given, with the check character that fits."""
    chance = random.Random(ending)
    while True:
        data = chance.randbytes(16)
        body = base64.b32encode(data).decode().rstrip("=").lower()
        residue = int.from_bytes(data, "little") % 37
        if residue < len(_CHECK_CHARACTERS) and (body + _CHECK_CHARACTERS[residue]).endswith(ending):
            return f"sk_sbox_{body}{_CHECK_CHARACTERS[residue]}"


KEY = _made_up_key("ab")
FOLDERS: dict[str, Callable[[Path], Path]] = {
    "shop": _write,
    "shop with a wrong scheme": _with_a_wrong_scheme,
    "shop with a hook": _with_a_hook,
    "repository": lambda folder: ROOT,
}
