"""What people read is plain, current English: help, pages, reports. `--help` says what an option does if it is left out."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator

import pytest
from conftest import ROOT

from cko_lint import cli
from cko_lint.rules import RULES

pytestmark = pytest.mark.once

PRIVATE = re.compile(
    r"out of sight|\bkin\b|\bmend(s|ed|ing)?\b|\bmildest\b|nobody learns|could not do its work|their beginnings"
    r"|\btexts\b|\bepoch\b|\bbirths?\b|when it is silent|it is not, but|whoever|in the meantime|white space|\bnobody\b|\bsomebody\b|\bis none of\b",
    re.IGNORECASE,
)
PAGES = [
    "README.md", "examples/README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ".pre-commit-hooks.yaml", "mkdocs.yml",
    *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))),
]  # fmt: skip


@pytest.mark.parametrize(
    "page", [*PAGES, *(str(p.relative_to(ROOT)) for p in sorted((ROOT / "tests/snapshots").iterdir()))]
)
def test_a_page_has_no_private_words(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    if page == "docs/architecture.md":
        text = re.sub(r"`[^`\n]*`", "", text)  # `texts.py` is a module
    assert [match[0] for match in PRIVATE.finditer(text)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_no_private_words(rule: object) -> None:
    assert PRIVATE.findall(str(rule.doc)) == []  # type: ignore[attr-defined]


def commands() -> Iterator[argparse.ArgumentParser]:
    """The parsers of the command line and of all its commands."""
    parser = cli._parser()
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


every_command = pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.prog)


@every_command
def test_help_fits_a_terminal_and_has_no_private_words(
    command: argparse.ArgumentParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = command.format_help()
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert PRIVATE.findall(text) == []
    assert command.description is not None


@every_command
def test_each_option_says_what_it_does(command: argparse.ArgumentParser) -> None:
    assert [action.dest for action in command._actions if not action.help and action.dest != "command"] == []


NO_DEFAULT = {
    "add_ignores",
    "check",
    "extend_select",
    "file",
    "ignore",
    "extend_exclude",
    "output",
    "since",
    "stdin_filename",
    "write",
}  # nothing, if they are left out


@every_command
def test_what_takes_a_value_says_its_default(command: argparse.ArgumentParser) -> None:
    taking = [
        action
        for action in command._actions
        if action.nargs != 0 and not action.required and action.dest not in NO_DEFAULT
    ]
    assert [action.dest for action in taking if "[default: " not in (action.help or "")] == []


def test_the_help_of_check_says_the_exit_codes() -> None:
    check = next(command for command in commands() if command.prog == "cko-lint check")
    assert re.findall(r"^  (\d)  ", check.epilog or "", re.M) == ["0", "1", "2"]
    assert "exit codes: 0 " in (cli._parser().epilog or "")


ESCAPES = ("escape", "give_back", "expose", "expose_terms", "expose_responses", "handed_on")


def reasons() -> Iterator[str]:
    """The texts that say how a value got to code that cannot be analysed."""
    for folder in ("interpreter", "models"):
        for path in (ROOT / "cko_lint" / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ESCAPES:
                    yield from (ast.unparse(given).strip("f'\"") for given in node.args if is_text(given))


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_a_reason_ends_the_sentence_it_is_put_into() -> None:
    """`cannot follow the response: it is returned to unknown callers`."""
    found = list(reasons())
    assert len(found) > 20
    assert [reason for reason in found if not reason.startswith(("it is ", "its "))] == []
