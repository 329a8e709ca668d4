"""The pages about inventories and permissions show what is printed, and the commands on them are commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT, Project, made_up_key

from cko_lint import cli

PAGES = ("README.md", "docs/inventory.md", "docs/permissions.md")
SHOWN = re.compile(r"<!-- (output|written): cko-lint ((?:inventory|permissions).*?) -->\n```\w*\n(.*?)```", re.S)
BLOCKS = [(page, *match) for page in PAGES for match in SHOWN.findall((ROOT / page).read_text("utf-8"))]
SH = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)
COMMANDS = [
    line
    for page in PAGES[1:]
    for block in SH.findall((ROOT / page).read_text("utf-8"))
    for line in block.splitlines()
    if line.startswith("cko-lint ")
]


def test_there_are_some() -> None:
    assert (len(BLOCKS), len(COMMANDS)) == (4, 4)


@pytest.mark.parametrize(("page", "kind", "command", "shown"), BLOCKS, ids=[f"{b[0]}: {b[2]}" for b in BLOCKS])
def test_what_a_page_shows_is_what_is_printed(
    page: str,
    kind: str,
    command: str,
    shown: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    to_file = ["--write", str(tmp_path / "list.json")] if kind == "written" else []
    assert cli.main([*shlex.split(command), *to_file]) == 0
    printed = capsys.readouterr().out
    made = (tmp_path / "list.json").read_text("utf-8") if to_file else f"$ cko-lint {command}\n{printed}"
    assert shown == made


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_shown_works(command: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"setup.cfg": "", "shop/pay.py": f"KEY = '{made_up_key()}'\n"})
    assert cli.main(["permissions", "--write", "checkout-permissions.json"]) == 0
    assert cli.main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().err == ""
