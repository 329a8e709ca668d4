"""The pages for people say what the program says."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys

import pytest
from conftest import ROOT, Project

from cko_lint import cli
from cko_lint.config.settings import Settings, load
from cko_lint.rules import CATALOGUE, RULES
from cko_lint.rules.page import Page

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


def test_the_settings_of_the_readme_are_the_defaults(project: Project) -> None:
    folder = project({"pyproject.toml": after("settings: defaults")})
    assert load(rules=lambda: CATALOGUE) == Settings(
        select=("ALL",), root=str(folder), file=str(folder / "pyproject.toml")
    )


def test_what_the_settings_of_the_readme_show_as_examples_is_right(project: Project) -> None:
    shown = after("settings: defaults")
    examples = re.findall(r"^# (\S+ = .*)$", shown, re.M)
    examples += [
        f"{name} = {value}" for name, value in re.findall(r"^(\S+) = .*# .*such as (\[.*?\]|{.*})", shown, re.M)
    ]
    assert len(examples) > 6
    tables = {'"tests/"': "[tool.cko-lint.per-file-ignores]", '"legacy/"': "[tool.cko-lint.overrides]"}
    for example in (one for one in examples if not one.startswith("extend = ")):
        table = tables.get(example.partition(" = ")[0], "[tool.cko-lint]")
        folder = project({"pyproject.toml": f"{table}\n{example}\n"})
        nothing = Settings(root=str(folder), file=str(folder / "pyproject.toml"))
        assert load(rules=lambda: CATALOGUE) != nothing, example


def test_the_readme_names_every_setting() -> None:
    shown = re.findall(r"^(?:# |\[tool\.cko-lint\.)?([a-z-]+)(?: = |\](?:$| ))", after("settings: defaults"), re.M)
    settings = {field.name.replace("_", "-") for field in dataclasses.fields(Settings)}
    assert set(shown) == settings - {"root", "cache", "ignores", "baselines", "hides-known", "file"} | {"extend"}


def test_each_command_of_the_readme_is_one_line() -> None:
    assert [after(f"command: {name}").count("\n") for name in ("demo", "tests")] == [1, 1]


def test_the_readme_shows_what_is_printed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cko_lint", "check", "examples"], cwd=ROOT, capture_output=True, timeout=120
    )
    assert after("output: demo") in done.stdout.decode("utf-8")


def test_the_readme_shows_the_format_for_editors(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    cli.main(["check", "examples", "--output-format", "concise"])
    assert after("output: concise") in capsys.readouterr().out


ONE_EACH = ("commands/", "output/", "rules/")  # a command, a format, a rule: the page names the folder


def test_the_page_about_the_architecture_names_every_module() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = set(re.findall(r"`(?:[\w/]*/)?(\w+\.py)`", page))
    package = ROOT / "cko_lint"
    modules = [path.relative_to(package).as_posix() for path in package.rglob("*.py") if path.name != "__init__.py"]
    there = {path.rpartition("/")[2] for path in modules}
    assert [
        path for path in sorted(modules) if path.rpartition("/")[2] not in named and not path.startswith(ONE_EACH)
    ] == []
    assert sorted(name for name in named if name not in there and not list(ROOT.rglob(name))) == []


def test_the_page_about_fixes_has_each_rule_that_has_one() -> None:
    page = (ROOT / "docs/fixes.md").read_text("utf-8")
    fixed = {rule.code for rule in RULES if any(heading == "Fix" for heading, _ in Page.of(rule.doc).sections)}
    assert set(re.findall(r"\[(CKO\d{3})\]", page)) == fixed
