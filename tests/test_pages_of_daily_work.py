"""The commands that the pages about baselines and suppressions show are commands."""

from __future__ import annotations

import re
import shlex

import pytest
from conftest import ROOT, Project, made_up_key

from cko_lint import cli

PAGES = ("docs/baseline.md", "docs/suppressions.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return [line for block in BLOCK.findall(text) for line in block.splitlines() if line.startswith("cko-lint ")]


SHOWN = [command for page in PAGES for command in commands(page)]


def test_there_are_some() -> None:
    assert len(SHOWN) >= 6


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_that_is_shown_works(command: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"setup.cfg": "", "shop/pay.py": f"KEY = '{made_up_key()}'\n"})
    assert cli.main(["baseline"]) == 0
    assert cli.main(shlex.split(command, comments=True)[1:]) in (0, 1)
    assert capsys.readouterr().err.count("error") == 0


def test_the_entry_that_is_shown_has_the_form_of_one(project: Project) -> None:
    from cko_lint.report.baseline_file import read

    shown = re.search(r"```json\n(.*?)```", (ROOT / "docs/baseline.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    folder = project({".cko-lint-baseline.json": shown[1]})
    assert sum(read(str(folder)).counts.values()) == 3
