"""The JSON schema of the settings, and the pages about them, say what the reader of settings files does."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator

import jsonschema
import pytest
import tomli
from conftest import ROOT, Project

from cko_lint import cli
from cko_lint.config.catalogue import OF_FILES, SETTINGS
from cko_lint.config.settings import Settings, load
from cko_lint.errors import UsageError
from cko_lint.run import catalogue
from tools.settings_page import PAGE, page

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert cli.main(["config", "--schema"]) == 0
    made = json.loads(printed.getvalue())
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made)


def is_read(project: Project, text: str) -> bool:
    project({"cko-lint.toml": text, "base.toml": ""})
    try:
        load(rules=catalogue)
    except UsageError:
        return False
    return True


VALUES = ("3", "true", '"x"', '""', '["ALL"]', "[3]", '{"a/" = ["ALL"]}', '{"a/" = "x"}', '{"a/" = {pedantic = true}}',
          '{"a/" = {pedantic = 1}}', '{"a/" = {color = "auto"}}', '"full"', '"auto"', '"error"', '"previous"')  # fmt: skip


def texts() -> Iterator[str]:
    for setting in SETTINGS.values():
        if setting.name != "extend":
            yield f"{setting.name} = {setting.example}"
            yield from (f"{setting.name} = {value}" for value in VALUES)
    yield from ("plattform = 'default'", "root = 'x'", "extend = 'base.toml'", "extend = ['base.toml']", "")


@pytest.mark.parametrize("text", list(texts()))
def test_the_schema_takes_what_the_program_takes(
    text: str, schema: jsonschema.Draft7Validator, project: Project
) -> None:
    read = is_read(project, text)
    is_of_rules = any(word in text for word in ("select", "ignore")) and '"x"' in text
    assert schema.is_valid(tomli.loads(text)) is read or is_of_rules  # which rules there are, the schema does not say


@pytest.mark.parametrize("name", [name for name, setting in SETTINGS.items() if setting.default is not None])
def test_defaults_are_what_they_are_said_to_be(name: str, project: Project) -> None:
    project({"cko-lint.toml": f"{name} = {SETTINGS[name].default}\n"})
    field = name.replace("-", "_")
    expected = ("ALL",) if name == "select" else getattr(Settings(), field)
    assert getattr(load(rules=catalogue), field) == expected


@pytest.mark.parametrize("name", [name for name in SETTINGS if name != "extend"])
def test_examples_are_right_and_no_defaults(name: str, project: Project) -> None:
    project({"cko-lint.toml": f"{name} = {SETTINGS[name].example}\n"})
    field = name.replace("-", "_")
    assert getattr(load(rules=catalogue), field) != getattr(Settings(), field)


@pytest.mark.parametrize("name", OF_FILES)
def test_what_is_of_a_file_can_be_overridden(name: str, project: Project) -> None:
    project({"cko-lint.toml": f'overrides = {{"a.py" = {{{name} = {SETTINGS[name].example}}}}}\n'})
    field = name.replace("-", "_")
    settings = load(rules=catalogue)
    changed, same = settings.for_file(f"{settings.root}/a.py"), settings.for_file(f"{settings.root}/b.py")
    assert getattr(changed, field) != getattr(Settings(), field) == getattr(same, field)


def test_the_page_is_not_stale() -> None:
    assert (ROOT / PAGE).read_text("utf-8") == page((ROOT / PAGE).read_text("utf-8"))


def test_the_command_explains_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["config", "fail-on"]) == 0
    assert capsys.readouterr().out == (
        "fail-on\n  Minimum severity that fails the run.\n  Type: 'error', 'warning', 'note'\n"
        '  Default: "warning"\n  Example: fail-on = "error"\n'
    )
    assert cli.main(["config"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line and line[0] != " "] == list(SETTINGS)
    assert cli.main(["config", "fail_on"]) == 2
    assert capsys.readouterr().err == "cko-lint: there is no setting 'fail_on'; did you mean 'fail-on'?\n"
