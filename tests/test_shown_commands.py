"""The commands that the pages show are run, in a folder made for them, and print what the pages say that they print."""

from __future__ import annotations

import importlib.util
import itertools
import shlex
import shutil
from pathlib import Path

import pytest
from shown import FOLDERS, Block, blocks, fits, run, sessions

from cko_lint import cli

pytestmark = pytest.mark.once

CONSOLE = list(blocks("console"))
SCRIPTS = list(blocks("sh"))
RUN_ELSEWHERE = ("command",)  # `.ci/run` reads these two from the README, and runs them
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def prepared(block: Block, folder: Path) -> Path:
    """The folder in which a block is run."""
    if "hook" in block.folder and importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    made = folder / "here"
    made.mkdir()
    return FOLDERS[block.folder](made)


@needs_git
@pytest.mark.parametrize("block", [block for block in CONSOLE if block.reason is None], ids=str)
def test_a_command_prints_what_the_page_shows(block: Block, tmp_path: Path) -> None:
    folder = prepared(block, tmp_path)
    for command, shown in sessions(block.text):
        printed = run(command, folder)
        if not fits(printed, shown):
            assert printed == shown, command


@needs_git
@pytest.mark.parametrize("block", [b for b in SCRIPTS if b.reason is None and b.key not in RUN_ELSEWHERE], ids=str)
def test_the_commands_that_a_page_shows_work(block: Block, tmp_path: Path) -> None:
    folder = prepared(block, tmp_path)
    for command in block.text.replace("\\\n", " ").splitlines():
        if command.strip():
            assert command.startswith("cko-lint "), "another program: run it, or say on the page why it is not run"
            assert "error: " not in run(command, folder).replace(": error: ", "")


@pytest.mark.parametrize("block", [block for block in [*CONSOLE, *SCRIPTS] if block.reason is not None], ids=str)
def test_a_command_that_is_not_run_is_one_of_the_command_line(block: Block) -> None:
    for command in block.text.removeprefix("$ ").splitlines():
        if command.startswith("cko-lint "):
            words = shlex.split(command, comments=True)
            cli._parser().parse_args(list(itertools.takewhile(lambda word: word not in ("|", "<", ">"), words[1:])))


def test_a_command_is_shown_with_what_it_prints_in_many_places() -> None:
    assert len([block for block in CONSOLE if block.reason is None]) >= 8
    assert len([block for block in SCRIPTS if block.reason is None]) >= 10


def test_what_precedes_a_block_is_known() -> None:
    known = {"in", "not run", "command", "ci", "editor", "settings", "annotation of", "written"}
    assert {block.key for block in blocks("console", "sh", "text", "toml", "json", "yaml")} - {None} <= known
    assert {block.folder for block in [*CONSOLE, *SCRIPTS]} <= set(FOLDERS)


SHOWN = [
    ("a\nb\nc\n", "a\nb\nc\n", True),
    ("a\nb\nc\n", "a\n...\nc\n", True),
    ("a\nb\nc\n", "...\nc\n", True),
    ("a\nb\nc\n", "a\n...\n", True),
    ("a\nb\nc\n", "a\nc\n", False),
    ("a\nb\nc\n", "a\n...\nd\n", False),
    ("a\nb\nc\n", "a\nb\n", False),
    ("", "", True),
]


@pytest.mark.parametrize(("printed", "shown", "expected"), SHOWN)
def test_three_dots_stand_for_any_lines(printed: str, shown: str, expected: bool) -> None:
    assert fits(printed, shown) == expected


def test_the_annotation_that_the_readme_shows(tmp_path: Path) -> None:
    shown = next(block for block in blocks("text") if block.key == "annotation of")
    assert shown.page == "README.md"
    (tmp_path / "here").mkdir()
    printed = run("cko-lint check --output-format github", FOLDERS["shop"](tmp_path / "here"))
    command, _, text = printed.partition("::")[2].partition("::")
    title = command.partition("title=")[2].partition(",")[0]
    assert shown.text == f"Error: {title}\n" + text.replace("%0A", "\n").replace("%25", "%")
