"""A run over folders of which nothing has changed prints what the last one has printed, and reads no file for that."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Project
from test_printed import CLIENT, SHOP

from cko_lint import __main__ as program
from cko_lint import plain
from cko_lint.project import store, unchanged

PAUSE = 0.012
"""Seconds after which the clock of a file system has moved on."""
TOOLS = "LIVE_URL = 'https://api.sandbox.checkout.com'\n"
Run = Callable[..., "tuple[int, str]"]


@pytest.fixture
def run(project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `check` in a repository; returns the exit code and what was printed."""
    for name in ("CI", "COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(store, "_RACY", int(PAUSE * 5e8))
    monkeypatch.chdir(project({"top/setup.cfg": "", "top/client.py": CLIENT, "top/deep/shop.py": SHOP}) / "top")
    git("init", "-q")
    project({"top/.gitignore": "made.py\n", "top/deep/pay.toml": TOOLS, "top/other/a.py": "x = 1\n"})

    def check(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["cko-lint", "check", *arguments])
        time.sleep(PAUSE)
        code = program.main()
        return code, capsys.readouterr().out

    return check


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was known of each run over folders before it looked at a file."""
    found: list[object] = []
    get = unchanged.Unchanged.get

    def noted(self: unchanged.Unchanged) -> object:
        found.append(get(self))
        return found[-1]

    monkeypatch.setattr(unchanged.Unchanged, "get", noted)
    return found


@pytest.mark.parametrize("paths", [(), (".",), ("deep",), ("deep", "other"), ("other",)], ids=" ".join)
def test_a_second_run_reads_nothing(paths: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(*paths)
    assert first == run("--no-cache", *paths)
    assert first[0] == (0 if paths == ("other",) else 1)
    monkeypatch.setattr(plain, "scan", None)
    assert run(*paths) == first
    with pytest.raises(TypeError):
        run(*paths, "other", "deep/shop.py")


def edit_and_put_the_time_back() -> None:
    before = os.stat("deep/shop.py")
    Path("deep/shop.py").write_text(SHOP.replace("pay", "buy"), "utf-8")
    os.utime("deep/shop.py", ns=(before.st_atime_ns, before.st_mtime_ns))


def add_a_file() -> None:
    Path("other/new.py").write_text(SHOP.replace("from client", "from top.client"), "utf-8")


def add_an_ignored_file() -> None:
    Path("made.py").write_text(CLIENT, "utf-8")


def track_an_ignored_file() -> None:
    git("add", "--force", "ignored.py")


def ignore_a_file() -> None:
    Path(".git/info/exclude").write_text("shop.py\n", "utf-8")


def delete_a_file() -> None:
    Path("other/a.py").unlink()


def edit_a_text() -> None:
    Path("deep/pay.toml").write_text(TOOLS.replace("sandbox.", ""), "utf-8")


def change_what_a_link_leads_to() -> None:
    Path("../elsewhere.toml").write_text(TOOLS, "utf-8")


def add_a_link() -> None:
    Path("linked.py").symlink_to("client.py")


def move_a_folder() -> None:
    Path("deep").rename("deeper")


def set_something_above() -> None:
    Path("../cko-lint.toml").write_text('output-format = "concise"\n', "utf-8")


def set_something_inside() -> None:
    Path("deep/pyproject.toml").write_text('[tool.cko-lint]\nignore = ["CKO4"]\n', "utf-8")


def accept_findings_above() -> None:
    Path("../.cko-lint-baseline.json").write_text('{"version": 1, "findings": []}', "utf-8")


def accept_secrets() -> None:
    Path(".secrets.baseline").write_text("{}", "utf-8")


def require_another_sdk() -> None:
    Path("requirements.txt").write_text("checkout-sdk==2.0.0\n", "utf-8")


def split_a_project() -> None:
    Path("deep/setup.cfg").touch()


def go_elsewhere() -> None:
    os.chdir("deep")


def have_another_version() -> None:
    for path in Path(".cko_lint_cache").glob("printed-*"):
        path.write_bytes(path.read_bytes().replace(b" printed ", b" printed x"))


CHANGES = [
    edit_and_put_the_time_back, add_a_file, add_an_ignored_file, track_an_ignored_file, ignore_a_file, delete_a_file,
    edit_a_text, change_what_a_link_leads_to, add_a_link, move_a_folder, set_something_above, set_something_inside,
    accept_findings_above, accept_secrets, require_another_sdk, split_a_project, go_elsewhere, have_another_version,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.replace("_", " "))
def test_what_has_changed_is_looked_at_again(change: Callable[[], None], run: Run, answers: list[object]) -> None:
    Path("../elsewhere.toml").touch()
    Path("linked.toml").symlink_to("../elsewhere.toml")
    Path("ignored.py").write_text(CLIENT, "utf-8")
    Path(".gitignore").write_text("ignored.py\nmade.py\n", "utf-8")
    assert [run(), answers.pop()] == [run(), None]
    assert answers.pop() is not None
    change()
    fresh = run("--no-cache")
    assert [run(), answers[0]] == [fresh, None]
    assert run() == fresh


@pytest.mark.parametrize(("name", "value"), [("CI", "1"), ("FORCE_COLOR", "1"), ("COLUMNS", "60")])
def test_a_report_that_would_look_different_is_made_anew(
    name: str, value: str, run: Run, answers: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    monkeypatch.setenv(name, value)
    run()
    assert answers == [None, None]


def test_a_file_that_has_just_been_written_may_change_again(
    run: Run, answers: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_RACY", 2_000_000_000)
    assert run() == run()
    assert answers == [None, None]


def add_a_file_to_an_empty_folder() -> None:
    Path("empty/inner/new.py").write_text(SHOP.replace("from client", "from top.client"), "utf-8")


def ignore_a_file_by_a_rule() -> None:
    Path(".gitignore").write_text("shop.py\n", "utf-8")


def ignore_a_file_by_a_new_rule() -> None:
    Path("deep/.gitignore").write_text("shop.py\n", "utf-8")


def begin_a_repository() -> None:
    os.rename("not-git", ".git")


OF_WALKS = [
    *(change for change in CHANGES if change not in (track_an_ignored_file, ignore_a_file)),
    add_a_file_to_an_empty_folder, ignore_a_file_by_a_rule, ignore_a_file_by_a_new_rule, begin_a_repository,
]  # fmt: skip


@pytest.mark.parametrize("change", OF_WALKS, ids=lambda change: change.__name__.replace("_", " "))
def test_without_git_the_folders_tell(change: Callable[[], None], run: Run, answers: list[object]) -> None:
    os.rename(".git", "not-git")
    Path("../elsewhere.toml").touch()
    Path("linked.toml").symlink_to("../elsewhere.toml")
    Path("empty/inner").mkdir(parents=True)
    Path(".gitignore").write_text("ignored.py\nmade.py\n", "utf-8")
    assert [run(), answers.pop()] == [run(), None]
    assert answers.pop() is not None
    change()
    fresh = run("--no-cache")
    assert [run(), answers[0]] == [fresh, None]
    assert run() == fresh


def test_a_rule_above_a_folder_counts_for_it(run: Run, answers: list[object]) -> None:
    os.rename(".git", "not-git")
    assert run("deep") == run("deep")
    Path(".gitignore").write_text("shop.py\n", "utf-8")
    assert run("deep") == run("--no-cache", "deep")
    assert [answer is None for answer in answers] == [True, False, True]


def test_a_link_to_nowhere_may_come_to_lead_somewhere(run: Run, answers: list[object]) -> None:
    os.rename(".git", "not-git")
    Path("later.toml").symlink_to("../later.toml")
    assert run() == run()
    Path("../later.toml").write_text(TOOLS, "utf-8")
    assert run() == run("--no-cache")


def test_a_damaged_record_counts_as_none(run: Run) -> None:
    first = run()
    (kept,) = Path(".cko_lint_cache").glob("printed-*")
    whole = kept.read_bytes()
    for size in range(0, len(whole), 97):
        kept.write_bytes(whole[:size])
        assert run() == first


def test_a_record_asks_only_about_the_folders_of_the_command(run: Run, tmp_path: Path) -> None:
    """It may have been put there by somebody else."""
    kept = unchanged.Unchanged(["."], (), "", lambda _: False)
    assert kept._is_so("git", str(Path().resolve()), kept._answers["git"](str(Path().resolve())))
    assert kept._answers["git"](str(tmp_path)) == "no"
    assert not kept._is_so("run", "something", "")
