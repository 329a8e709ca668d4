"""What the command prints about each rule's example, whole: one file a rule in `snapshots/`, compared exactly.

After a change to what is printed, `pytest tests/test_snapshots.py --update-snapshots` writes them anew; `git diff` shows what
has become of them. Keys are made up, the same ones each time, and none is printed.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import ROOT, Project
from test_rules_documentation import NOT_SHOWN_IN_PYTHON, every_rule, programs

from cko_lint import cli
from cko_lint.analysis import gathering
from cko_lint.rules import RULES, RuleInfo

SNAPSHOTS = ROOT / "tests/snapshots"
OF_NO_PROGRAM = {
    "CKO003": b'# -*- coding: klingon-8 -*-\nHOST = "api.checkout.com"\n',
    "CKO004": b'HOST = "api.checkout.com"\n',
}


@every_rule
def test_the_report_on_its_example_is_the_one_that_is_kept(
    rule: RuleInfo,
    project: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    if rule.code == "CKO004":
        monkeypatch.setattr(gathering.Gathering, "_run_module", fail)
    shown = examples(rule)
    project(shown)
    for name in shown:
        cli.main(["check", name, "--isolated", "--no-cache", "--color", "never", "--extend-select", rule.code])
    printed = capsys.readouterr().out
    assert f"[{rule.code}]" in printed
    kept = kept_of(rule)
    if pytestconfig.getoption("--update-snapshots"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(printed, "utf-8", newline="\n")
    assert printed == kept.read_text("utf-8"), "if this is meant, run pytest with --update-snapshots"


def examples(rule: RuleInfo) -> dict[str, str | bytes]:
    """The programs of a rule's documentation, each in a file."""
    if rule.code in OF_NO_PROGRAM:
        return {"example.py": OF_NO_PROGRAM[rule.code]}
    found = programs(rule, "Example", random.Random(rule.code))
    return {f"example{number or ''}.py": program for number, program in enumerate(found)}


def fail(*_: object) -> None:
    raise ZeroDivisionError


def kept_of(rule: RuleInfo) -> Path:
    return SNAPSHOTS / f"{rule.code}-{rule.name}.txt"


def test_there_is_no_snapshot_of_what_is_no_rule() -> None:
    assert set(SNAPSHOTS.iterdir()) == {kept_of(rule) for rule in RULES}


def test_what_has_no_program_in_its_documentation_has_one_here() -> None:
    assert tuple(OF_NO_PROGRAM) == NOT_SHOWN_IN_PYTHON
