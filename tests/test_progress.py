"""The bar that a terminal shows while a run takes its time, and where there is none."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Project
from started import program

from cko_lint import progress
from cko_lint.commands import progress_bar

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

AT_ONCE = "from cko_lint.commands import progress_bar\nprogress_bar._FIRST = progress_bar._INTERVAL = 0"
SENT = 'import requests\n\n\ndef ask():\n    requests.get("https://api.checkout.com/disputes", timeout=1)\n'


def shown(arguments: list[str], **variables: str) -> tuple[str, str]:
    """Returns what a run prints if standard error is a terminal, and what it draws there."""
    ours, theirs = os.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "TERM")}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm", **variables}
    command = [*program(AT_ONCE), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment, text=True) as process:
        os.close(theirs)
        drawn = _until_closed(ours)
        assert process.stdout is not None
        return process.stdout.read(), drawn


def _until_closed(terminal: int) -> str:
    pieces = []
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            piece = b""
        if not piece:
            os.close(terminal)
            return b"".join(pieces).decode()
        pieces.append(piece)


def left_of(drawn: str) -> str:
    """What stands in the line of a terminal after all that was drawn."""
    line: list[str] = []
    for part in drawn.split("\r"):
        line[: len(part)] = part
    return "".join(line).rstrip()


def three_files(project: Project) -> None:
    project({"pay.py": SENT, "other.py": "import pay\n\n\ndef f():\n    pay.ask()\n", ".env": "CKO_URL=https://x\n"})


@pytest.mark.parametrize("command", [["check"], ["check", "--fix"], ["inventory"], ["permissions"], ["baseline"]])
def test_a_terminal_shows_what_is_done_and_keeps_nothing_of_it(project: Project, command: list[str]) -> None:
    three_files(project)
    _, drawn = shown(command)
    assert "] reading files 0/2" in drawn
    assert "] running functions " in drawn
    assert "following imports, files: 1" in drawn
    assert left_of(drawn) == ""


def test_a_bar_changes_nothing_of_the_report(project: Project) -> None:
    three_files(project)
    reported = subprocess.run(
        [*program(), "check", "--no-cache"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert reported.stderr == ""
    assert shown(["check"])[0] == reported.stdout


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (["check", "--no-progress"], {}),
        (["permissions", "--no-progress"], {}),
        (["check"], {"TERM": "dumb"}),
        (["check"], {"CI": "true"}),
    ],
)
def test_no_bar(project: Project, arguments: list[str], variables: dict[str, str]) -> None:
    three_files(project)
    assert shown(arguments, **variables)[1] == ""


def test_no_colour_and_no_escape_sequence_is_in_a_bar(project: Project) -> None:
    three_files(project)
    assert "\x1b" not in shown(["check"])[1]


def test_an_error_stands_in_a_line_of_its_own(project: Project) -> None:
    three_files(project)
    _, drawn = shown(["check", "--output-file", "no/such/folder"])
    assert (
        left_of(drawn.rstrip("\r\n"))
        == "cko-lint: --output-file: cannot write no/such/folder: No such file or directory"
    )


def test_nothing_is_drawn_in_the_first_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    now = [5.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    stream = io.StringIO()
    bar = progress_bar.Bar(stream)
    for now[0], done in ((5.9, 1), (6.0, 2), (6.05, 3), (6.1, 4)):
        bar("reading files", done, 8)
    bar("", 0, 0)
    bar("", 0, 0)
    first, second = "[######------------------] reading files 2/8", "[############------------] reading files 4/8"
    assert stream.getvalue() == f"\r{first}\r{second}\r{' ' * len(second)}\r"


@pytest.mark.parametrize(
    ("columns", "line"), [(80, "[################--------] a 2/3"), (10, "[########"), (1, ""), (0, "")]
)
def test_a_bar_fits_into_its_line(columns: int, line: str) -> None:
    assert progress_bar._line("a", 2, 3, columns) == line


def test_more_than_was_expected_is_a_full_bar() -> None:
    assert progress_bar._line("a", 5, 3, 80) == f"[{'#' * 24}] a 3/3"


def test_a_terminal_that_is_gone_ends_the_bar() -> None:
    with open(Path(os.devnull)) as unwritable:
        bar = progress_bar.Bar(unwritable)
        progress.show_with(bar)
        bar._write("x")
    assert not progress.is_shown()


def test_whoever_does_not_listen_gets_the_items_themselves() -> None:
    items = [1, 2]
    assert progress.each("a", items) is items
    progress.tell("a", 1, 2)
    progress.finish()
