"""What decides where a report goes, and what is in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from checked_shop import FILES
from conftest import ROOT, Project

from cko_lint import cli, homepage
from cko_lint.commands import terminal
from cko_lint.config.values import OutputFormat

Check = Callable[..., "tuple[int, str, str]"]


@pytest.fixture
def check(project: Project, capsys: pytest.CaptureFixture[str]) -> Check:
    """Checks the shop; returns the exit code and what is printed."""
    project({name: text.encode() for name, text in FILES.items()})

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["check", "pay.py", "--isolated", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_several_reports_at_once(check: Check, tmp_path: Path) -> None:
    outputs = ("--output", "sarif=report.sarif", "--output", "gitlab=quality.json", "--output-format", "concise")
    code, printed, _ = check(*outputs)
    assert code == 1
    assert len(json.loads((tmp_path / "quality.json").read_text())) == printed.count("\n") == 4
    assert len(json.loads((tmp_path / "report.sarif").read_text())["runs"][0]["results"]) == 4
    full = check("--output", "full=report.txt")[1]
    assert (tmp_path / "report.txt").read_text() == full


REFUSED = {
    "no file": (["--output", "sarif"], "'sarif' is not FORMAT=FILE, such as sarif=report.sarif"),
    "an unknown format": (["--output", "sarrif=a"], "'sarrif' is not one of 'full', 'concise', "),
    "one file twice": (["--output", "json=a", "--output", "sarif=./a"], "two reports for one file: a"),
    "one file twice, once printed": (["--output", "json=a", "--output-file", "a"], "two reports for one file: a"),
    "a folder that is not there": (["--output", "json=no/a"], "--output: cannot write no/a: No such file"),
    "statistics in SARIF": (
        ["--statistics", "--output-format", "sarif"],
        "--statistics has only the formats full, concise, grouped, json, not sarif",
    ),
    "a unit that is none": (["--column-unit", "byte"], "did you mean 'bytes'?"),
}


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(arguments: list[str], told: str, check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code, _, err = check(*arguments)
    except SystemExit as stop:
        code, err = stop.code, capsys.readouterr().err  # type: ignore[assignment]
    assert code == 2
    assert told in " ".join(err.split())


def test_the_environment_names_format_and_file(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CKO_LINT_OUTPUT_FORMAT", "json")
    assert json.loads(check()[1])["summary"]["errors"] == 3
    assert check("--output-format", "concise")[1].startswith("pay.py:5:17: error: ")
    monkeypatch.setenv("CKO_LINT_OUTPUT_FILE", "report.json")
    assert check()[1] == ""
    assert json.loads((tmp_path / "report.json").read_text())["summary"]["errors"] == 3
    monkeypatch.setenv("CKO_LINT_OUTPUT_FORMAT", "jsn")
    told = check()[2].strip()
    assert "CKO_LINT_OUTPUT_FORMAT: 'jsn' is not one of full, concise, " in told
    assert told.endswith("did you mean 'json'?")


def test_the_environment_counts_for_a_run_without_findings(command: Callable[..., object], project: Project) -> None:
    folder = project({"a.py": "print(1)\n"})
    done = command("check", "a.py", CKO_LINT_OUTPUT_FORMAT="json", CKO_LINT_OUTPUT_FILE="report")
    assert (done.returncode, done.stdout) == (0, "")  # type: ignore[attr-defined]
    assert json.loads((folder / "report").read_text())["diagnostics"] == []


def test_statistics(check: Check) -> None:
    expected = "1  CKO101  missing-authorization\n1  CKO401  unchecked-response\n"
    assert check("--statistics", "--select", "CKO101,CKO4", "--ignore", "CKO403", "--quiet")[1] == expected
    rows = json.loads(check("--statistics", "--output-format", "json")[1])
    assert rows[0] == {"code": "CKO101", "name": "missing-authorization", "count": 1}


@pytest.mark.parametrize(("severity", "codes"), [("error", "101 502 401"), ("warning", "101 502 401 403")])
def test_the_minimum_severity(severity: str, codes: str, check: Check, tmp_path: Path) -> None:
    (tmp_path / "cko-lint.toml").write_text(f"min-severity = '{severity}'\n")
    _, printed, _ = check("--output-format", "json", "--min-severity", severity)
    assert [d["code"] for d in json.loads(printed)["diagnostics"]] == [f"CKO{code}" for code in codes.split()]
    cli.main(["check", "pay.py", "--output", "json=of-settings"])
    assert len(json.loads((tmp_path / "of-settings").read_text())["diagnostics"]) == len(codes.split())


def test_what_is_not_reported_fails_no_run(check: Check) -> None:
    assert check("--select", "CKO403", "--min-severity", "error")[0] == 0


@pytest.mark.parametrize(("unit", "column"), [("characters", 17), ("bytes", 21), ("utf-16", 18)])
@pytest.mark.parametrize("form", ["concise", "full", "grouped", "json", "json-lines", "github", "azure", "checkstyle"])
def test_columns_count_what_the_editor_counts(unit: str, column: int, form: str, check: Check) -> None:
    printed = check("--output-format", form, "--column-unit", unit, "--select", "CKO101")[1]
    assert {
        "concise": f"pay.py:5:{column}: ", "full": f"--> pay.py:5:{column}\n", "grouped": f"  5:{column}  ",
        "json": f'"column": {column}', "json-lines": f'"column": {column}', "github": f",col={column},",
        "azure": f";columnnumber={column};", "checkstyle": f' column="{column}"',
    }[form] in printed  # fmt: skip


PAGE = "https://example.com/docs/rules.md#cko101-missing-authorization"
LINK = f"\x1b]8;;{PAGE}\x1b\\CKO101\x1b]8;;\x1b\\"


@pytest.fixture
def _published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homepage, "RULE_PAGE", "https://example.com/docs/rules.md#{code}-{name}")


published = pytest.mark.usefixtures("_published")


@published
@pytest.mark.parametrize(
    "arguments", [[], ["--output-format", "concise"], ["--output-format", "grouped"], ["--statistics"]]
)
def test_codes_are_links_on_terminals_that_have_them(
    arguments: list[str], check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert LINK in check("--select", "CKO101", *arguments)[1]
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    assert "\x1b" not in check("--select", "CKO101", *arguments)[1]


@published
def test_no_file_has_links(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    check("--output", "full=a", "--output-file", "b")
    assert "\x1b" not in (tmp_path / "a").read_text() + (tmp_path / "b").read_text()


@published
def test_a_pipeline_has_urls(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert f"= docs: {PAGE}\n" in check("--select", "CKO101")[1]
    monkeypatch.setenv("CI", "false")
    assert PAGE not in check("--select", "CKO101")[1]


def test_without_a_page_there_is_a_command_and_no_link(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert "= docs: `cko-lint rule CKO101`\n" in check("--select", "CKO101")[1]
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert "\x1b" not in check("--select", "CKO101")[1]


@published
@pytest.mark.parametrize("arguments", [[], ["CKO101"]])
def test_the_list_and_the_pages_of_rules_have_links(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    cli.main(["rule", *arguments])
    assert LINK in capsys.readouterr().out
    cli.main(["rule", *arguments, "--color", "never"])
    assert "\x1b" not in capsys.readouterr().out


OF_FORMATS = {f"cko_lint.output.{form.value.replace('-', '_')}" for form in OutputFormat} - {"cko_lint.output.full"}


def test_a_run_imports_no_format_but_its_own(project: Project) -> None:
    folder = project({"a.py": 'import os\nHOST = "api.checkout.com"\n', "cko-lint.toml": 'fail-on = "error"\n'})
    program = "import sys\nfrom cko_lint.__main__ import main\nsys.argv[1:] = ['check', '.']\nmain()\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, timeout=60, check=True,
    )  # fmt: skip
    imported = set(done.stdout.splitlines())
    assert "cko_lint.output.full" in imported
    assert (imported & OF_FORMATS, imported & {"xml.etree.ElementTree", "html"}) == (
        set(),
        set(),
    )


class Terminal:
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


TERMINALS = {
    "of unknown abilities": ({"TERM": "xterm-256color"}, False),
    "kitty": ({"TERM": "xterm-kitty"}, True),
    "Windows Terminal": ({"WT_SESSION": "1"}, True),
    "GNOME's, old": ({"VTE_VERSION": "4602"}, False),
    "GNOME's": ({"VTE_VERSION": "7600"}, True),
    "of an editor": ({"TERM_PROGRAM": "vscode"}, True),
    "without abilities": ({"TERM": "dumb", "TERM_PROGRAM": "vscode"}, False),
}


@pytest.mark.parametrize(("variables", "linked"), TERMINALS.values(), ids=TERMINALS.keys())
def test_terminals_that_have_links(variables: dict[str, str], linked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_HYPERLINK", "TERM", "TERM_PROGRAM", "VTE_VERSION", *terminal._LINKED_VARIABLES):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal._shows_links(Terminal()) is linked  # type: ignore[arg-type]
