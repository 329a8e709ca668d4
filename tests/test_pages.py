"""The pages for people say what the program says."""

from __future__ import annotations

import re
import subprocess
import sys

from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def after(marker: str) -> str:
    """The block of code that follows a comment in the README."""
    match = re.search(rf"<!-- {re.escape(marker)} -->\n```\w*\n(.*?)```", README, re.S)
    assert match is not None, marker
    return match[1]


def test_the_pages_about_the_rules_are_not_stale() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools/rules_page.py", "--check"], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_each_command_of_the_readme_is_one_line() -> None:
    assert [after(f"command: {name}").count("\n") for name in ("demo", "tests")] == [1, 1]


def test_the_readme_shows_what_is_printed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cko_lint", "check", "examples"], cwd=ROOT, capture_output=True, timeout=120
    )
    assert after("output: demo") in done.stdout.decode("utf-8")
