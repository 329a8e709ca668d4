"""A plain run that would print what one has printed before prints it again, and nothing else does."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Project

from cko_lint import __main__ as program
from cko_lint.project import index

CLIENT = """\
import os
import requests

def send(path):
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    return requests.post("https://api.sandbox.checkout.com" + path, headers=headers, timeout=5)
"""
SHOP = "from client import send\n\n\ndef pay():\n    return send('/payments').json()\n"
Run = Callable[..., "tuple[int, str]"]


@pytest.fixture
def run(project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `check` on some files of a shop; returns the exit code and what was printed."""
    for name in ("CI", "COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    project({"setup.cfg": "", "client.py": CLIENT, "shop.py": SHOP})

    def check(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["cko-lint", "check", *(arguments or (".",))])
        code = program.main()
        return code, capsys.readouterr().out

    return check


def without_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cko_lint.cli", None)
    monkeypatch.delattr("cko_lint.cli", raising=False)


def test_the_report_is_printed_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run()
    assert (first[0], "error[CKO" in first[1] or "warning[CKO" in first[1]) == (1, True)
    without_command_line(monkeypatch)
    assert run() == first
    with pytest.raises(ImportError):
        run("shop.py")


def edit() -> None:
    Path("shop.py").write_text(SHOP.replace("pay", "refund"), "utf-8")


def comment() -> None:
    Path("shop.py").write_text(SHOP.replace(".json()", ".json()  # noqa: CKO401"), "utf-8")


def move() -> None:
    Path("shop.py").rename("store.py")


def baseline() -> None:
    Path(".cko-lint-baseline.json").write_text('{"version": 1, "findings": []}', "utf-8")


def settings() -> None:
    Path("cko-lint.toml").write_text('output-format = "concise"\n', "utf-8")


def secrets() -> None:
    Path(".secrets.baseline").write_text("{}", "utf-8")


def elsewhere() -> None:
    Path("sub").mkdir()
    os.chdir("sub")


@pytest.mark.parametrize("change", [edit, comment, move, baseline, settings, secrets, elsewhere])
def test_what_has_changed_is_looked_at_again(
    change: Callable[[], None], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    change()
    path = ".." if change is elsewhere else "."
    with monkeypatch.context() as patch:
        without_command_line(patch)
        with pytest.raises(ImportError):
            run(path)
    again = [run(path), run(path)]
    assert [code for code, _ in again] == [run("--no-cache", path)[0]] * 2
    assert [text for _, text in again] == [run("--no-cache", path)[1]] * 2


@pytest.mark.parametrize(("name", "value"), [("CI", "1"), ("FORCE_COLOR", "1"), ("COLUMNS", "60")])
def test_a_report_that_would_look_different_is_made_anew(
    name: str, value: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    monkeypatch.setenv(name, value)
    without_command_line(monkeypatch)
    with pytest.raises(ImportError):
        run()


def test_every_variable_of_the_terminal_counts() -> None:
    from cko_lint.commands import terminal
    from cko_lint.project.printed import VARIABLES

    assert set(terminal._CI_VARIABLES) < set(VARIABLES)


OTHERS: dict[str, dict[str, str]] = {
    "a text": {"pay.env": "CKO_SECRET_KEY=x  # checkout.com\n"},
    "a text that has a finding": {"pay.toml": "LIVE_URL = 'https://api.sandbox.checkout.com'\n"},
    "a project in it": {"other/setup.cfg": "", "other/pay.py": CLIENT + "send('/payments').json()\n"},
    "a project in it without Checkout.com": {"other/setup.cfg": "", "other/a.py": "x = 1\n"},
}


FOUND = ("pay.toml", "other/pay.py")
"""The files that have findings."""


@pytest.mark.parametrize("files", OTHERS.values(), ids=OTHERS)
def test_texts_and_other_projects_are_in_it(
    files: dict[str, str], project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(files)
    first = run()
    assert first == run("--no-cache")
    assert [name for name in FOUND if name in first[1]] == [name for name in FOUND if name in files]
    with monkeypatch.context() as patch:
        without_command_line(patch)
        assert run() == first
    path, text = list(files.items())[-1]
    Path(path).write_text(text.replace("checkout.com", "example.com") + "# \n", "utf-8")
    with monkeypatch.context() as patch:
        without_command_line(patch)
        with pytest.raises(ImportError):
            run()
    assert run() == run("--no-cache")


@pytest.mark.parametrize("files", [{}, {"client.py": "", "shop.py": ""}], ids=["beside a client", "alone"])
def test_a_baseline_counts_for_a_text(
    files: dict[str, str],
    project: Project,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project({"deep/pay.toml": "LIVE_URL = 'https://api.sandbox.checkout.com'\n", **files})
    assert "pay.toml" in run("deep")[1]
    assert run("deep") == run("deep", "--no-cache")
    monkeypatch.setattr(sys, "argv", ["cko-lint", "baseline", "deep"])
    assert program.main() == 0
    capsys.readouterr()
    assert "pay.toml" not in run("deep")[1]
    assert run("deep") == run("deep", "--no-cache")


def test_a_notebook_is_looked_at_again(project: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = {"cell_type": "code", "source": ["# checkout.com"], "metadata": {}, "outputs": [], "execution_count": None}
    project({"a.ipynb": json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})})
    assert run() == run("--no-cache")
    without_command_line(monkeypatch)
    with pytest.raises(ImportError):
        run()


def test_a_file_that_its_project_leaves_out_is_looked_at_again(project: Project, run: Run) -> None:
    project({"build/pay.py": CLIENT + "send('/payments')\n"})
    assert run("build/pay.py")[0] == 1
    project({"build/pay.py": CLIENT})
    assert run("build/pay.py") == run("--no-cache", "build/pay.py")


def test_a_file_that_is_too_large_for_its_project_is_looked_at_again(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comments in it are those of a file that was named, and count."""
    monkeypatch.setattr(index, "LARGEST", 20_000)
    text = "# checkout.com\n\nx = 1  # {}\n" + "#\n" * (index.LARGEST // 2)
    project({"large.py": text.format("cko-lint: ignore[CKO101]")})
    assert "unused suppression" in run()[1]
    project({"large.py": text.format("nothing")})
    assert "unused suppression" not in run()[1]


def test_settings_of_a_file_that_its_project_leaves_out_count(project: Project, run: Run) -> None:
    project(
        {
            "build/client.py": CLIENT.replace('"https://api.sandbox.checkout.com" + ', ""),
            "shop.py": SHOP.replace("client", "build.client").replace("'/pay", "'https://api.checkout.com/pay"),
        }
    )
    assert "build/client.py" in run()[1]
    project({"base.toml": "ignore = ['CKO4']\n", "build/cko-lint.toml": "extend = '../base.toml'\n"})
    assert "build/client.py" not in run()[1]
    project({"base.toml": ""})
    assert "build/client.py" in run()[1]
