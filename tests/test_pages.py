"""The pages for people say what the program says."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys

import pytest
from conftest import ROOT, Project, made_up_key

from cko_lint.config.settings import Settings, load
from cko_lint.rules import CATALOGUE, RULES
from cko_lint.rules.page import Page

README = (ROOT / "README.md").read_text("utf-8")
CONFIGURATION = (ROOT / "docs/configuration.md").read_text("utf-8")


def after(marker: str, page: str = CONFIGURATION) -> str:
    """The block of code that follows a comment on a page."""
    match = re.search(rf"<!-- {re.escape(marker)} -->\n```\w*\n(.*?)```", page, re.S)
    assert match is not None, marker
    return match[1]


def test_the_pages_about_the_rules_are_not_stale() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools/rules_page.py", "--check"], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_settings_that_are_shown_are_the_defaults(project: Project) -> None:
    folder = project({"pyproject.toml": after("settings: defaults")})
    assert load(rules=lambda: CATALOGUE) == Settings(
        select=("ALL",), root=str(folder), file=str(folder / "pyproject.toml")
    )


def test_what_the_settings_show_as_examples_is_right(project: Project) -> None:
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


def test_the_settings_that_are_shown_are_all() -> None:
    shown = re.findall(r"^(?:# |\[tool\.cko-lint\.)?([a-z-]+)(?: = |\](?:$| ))", after("settings: defaults"), re.M)
    settings = {field.name.replace("_", "-") for field in dataclasses.fields(Settings)}
    assert set(shown) == settings - {"root", "cache", "ignores", "baselines", "hides-known", "file"} | {"extend"}


def test_each_command_of_the_readme_is_one_line() -> None:
    assert [after(f"command: {name}", README).count("\n") for name in ("demo", "tests")] == [1, 1]


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


def test_the_entry_that_is_shown_has_the_form_of_one(project: Project) -> None:
    from cko_lint.report.baseline_file import read

    shown = re.search(r"```json\n(.*?)```", (ROOT / "docs/baseline.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    folder = project({".cko-lint-baseline.json": shown[1]})
    assert sum(read(str(folder)).counts.values()) == 3


def test_the_programs_on_the_page_about_the_python_api_run(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"shop/pay.py": f"KEY = '{made_up_key()}'\n"})
    programs = re.findall(r"```python\n(.*?)```", (ROOT / "docs/python-api.md").read_text("utf-8"), re.S)
    for program in programs:
        exec(program, {})
    assert len(programs) == 2
    assert capsys.readouterr().out.startswith("CKO201 shop/pay.py 1 hardcoded ")


def test_the_readme_is_read_in_three_minutes() -> None:
    words = re.sub(r"```.*?```|<!-- rules -->.*<!-- end of rules -->", "", README, flags=re.S).split()
    assert len(words) < 3 * 220


def test_each_page_of_the_readme_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert len(targets) > 40
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_readme_and_the_page_about_hooks_show_the_same_configuration() -> None:
    shown = [
        re.search(r"```yaml\nrepos:.*?```", page, re.S)
        for page in (README, (ROOT / "docs/hooks.md").read_text("utf-8"))
    ]
    assert shown[0] is not None
    assert shown[1] is not None
    assert shown[0][0] == shown[1][0]
