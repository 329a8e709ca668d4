"""The command line as people and other programs meet it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli
from conftest import HIT, ROOT, Engine, Project, finding, made_up_key

import cko_lint
from cko_lint import cli
from cko_lint.config.settings import Settings
from cko_lint.findings import Severity
from cko_lint.report.fingerprints import fingerprints

Command = Callable[..., "subprocess.CompletedProcess[str]"]
CLEAN = "import os\n\nprint(os.name)\n"
HEAVY = (
    "argparse", "cko_lint.analysis", "cko_lint.checkout", "cko_lint.cli", "cko_lint.config.settings", "cko_lint.findings",
    "cko_lint.output", "cko_lint.rules", "cko_lint.run", "dataclasses", "detect_secrets", "enum", "json", "libcst",
    "multiprocessing", "pathlib", "pathspec", "re", "shtab", "subprocess", "tomli", "typing",
)  # fmt: skip


def imported(arguments: list[str], ends_with: int = 0) -> set[str]:
    """The modules that a run of the console script's function imports."""
    program = (
        "import sys\nbefore = set(sys.modules)\nfrom cko_lint.__main__ import main\n"
        f"sys.argv = ['cko-lint', *{arguments!r}]\ncode = main()\n"
        "print(code, *sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    installed = Path(tomli.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],  # -S, because what `site` imports already would not be seen
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{installed}"},
        check=True,
    )
    code, *names = done.stderr.split()
    assert code == str(ends_with), done
    return set(names)


@pytest.mark.parametrize(
    "arguments",
    [["a.py"], ["a.py", "b.py", "--force-exclude"], ["--force-exclude", "a.py"], ["."], []],
    ids=" ".join,
)
def test_a_run_without_hits_imports_nothing_heavy(project: Project, arguments: list[str]) -> None:
    project({"a.py": CLEAN, "b.py": "def backoff(): checkout_url = task_id\n"})
    assert imported(["check", *arguments]) & set(HEAVY) == set()


def test_a_project_that_only_depends_on_us_costs_nothing(project: Project) -> None:
    project({"a.py": CLEAN, "pyproject.toml": '[project]\ndependencies = ["cko-lint>=0.1"]\n'})
    assert imported(["check", "a.py"]) & set(HEAVY) == set()


def test_texts_need_neither_libcst_nor_the_interpreter(project: Project) -> None:
    project({"a.py": CLEAN, "pay.env": "CKO_SANDBOX_URL=https://api.checkout.com\n"})
    found = imported(["check", "--no-cache", "."], ends_with=1)
    assert {name for name in found if name.startswith(("libcst", "cko_lint.interpreter", "cko_lint.models"))} == set()


def test_a_command_does_not_import_the_others(project: Project) -> None:
    project({"a.py": CLEAN})
    found = imported(["check", "--output-format", "json", "a.py"])
    assert {name for name in found if name.startswith("cko_lint.commands.")} <= {
        f"cko_lint.commands.{name}"
        for name in ("arguments", "check", "check_options", "endings", "terminal", "writing")
    }


def test_a_run_with_settings_and_without_hits_does_not_import_the_engine(project: Project) -> None:
    project({"a.py": CLEAN, "pyproject.toml": "[tool.cko-lint]\nplatform = 'default'\n"})
    assert (
        imported(["check", "a.py"]) & {"libcst", "cko_lint.analysis.analysis", "detect_secrets", "multiprocessing"}
        == set()
    )


def test_nothing_found(project: Project, command: Command) -> None:
    project({"a.py": CLEAN, "b.py": CLEAN})
    done = command("check", ".")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "No findings in 2 files (0 related to Checkout.com)\n",
        "",
    )
    assert command("check", "a.py").stdout == "No findings in 1 file (0 related to Checkout.com)\n"


def test_settings_are_checked_without_hits(project: Project, command: Command) -> None:
    project({"a.py": CLEAN, "pyproject.toml": "[tool.cko-lint]\nplattform = 'default'\n"})
    done = command("check", "a.py")
    assert done.returncode == 2
    assert "there is no setting 'plattform'; did you mean 'platform'?" in done.stderr
    assert command("check", "a.py", "--isolated").returncode == 0


MISTAKES = {
    "no command": ([], "usage: cko-lint COMMAND"),
    "an option in its place": (
        ["--select", "--bogus"],
        "missing command; the commands are check, explain, inventory, permissions, key, baseline",
    ),
    "a command that is not one": (["find"], "the commands are check, explain, inventory, permissions, key, baseline"),
    "a path in its place": (["a.py"], "did you mean 'cko-lint check a.py'?"),
    "a slip in it": (["chek", "."], "did you mean 'check'?"),
    "an option that is none": (["check", "--selct", "CKO101"], "unknown option '--selct'; did you mean '--select'?"),
    "an option with a value that is none": (
        ["check", "--fial-on=note"],
        "unknown option '--fial-on'; did you mean '--fail-on'?",
    ),
    "an option like no other": (["check", "-x"], "unknown option '-x'; `cko-lint check --help` lists all options"),
    "one rule too many": (["rule", "CKO101", "CKO102"], "unexpected argument 'CKO102'; `cko-lint rule --help`"),
    "a path that does not exist": (["check", "nowhere"], "cko-lint: nowhere does not exist"),
    "a rule that does not exist": (["check", "--select", "CKO991"], "cko-lint: --select: there is no rule 'CKO991'"),
    "a format that is none": (["check", "--output-format", "jsn"], "did you mean 'json'?"),
    "a settings file that does not exist": (["check", "--config", "no.toml"], "cannot read the settings file no.toml"),
    "contradicting options": (["check", "--config", "a.toml", "--isolated"], "cannot be used together"),
    "a report in no folder": (
        ["check", ".", "--output-file", "no/where.txt"],
        "--output-file: cannot write no/where.txt: No such file",
    ),
    "a rule to explain that does not exist": (["rule", "CKO999"], "there is no rule 'CKO999'"),
    "a rule that is like no other": (["rule", "xyzzy"], "`cko-lint rule` lists all rules"),
    "one rule and all rules": (["rule", "CKO101", "--all"], "--all lists every rule"),
}


@pytest.mark.parametrize(("arguments", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_end_in_2_and_a_sentence(project: Project, command: Command, arguments: list[str], told: str) -> None:
    project({"a.py": CLEAN})
    done = command(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_version(command: Command) -> None:
    assert command("--version").stdout == f"cko-lint {cko_lint.__version__}\n"


def check(*arguments: str) -> int:
    return cli.main(["check", *arguments])


EXITS: dict[str, tuple[Severity, list[str], int]] = {
    "an error": (Severity.ERROR, [], 1),
    "a warning": (Severity.WARNING, [], 1),
    "a note": (Severity.NOTE, [], 0),
    "a note, if notes fail": (Severity.NOTE, ["--fail-on", "note"], 1),
    "a warning, if only errors fail": (Severity.WARNING, ["--fail-on", "error"], 0),
    "an error, if nothing fails": (Severity.ERROR, ["--exit-zero"], 0),
    "an error that is not selected": (Severity.ERROR, ["--select", "CKO3"], 0),
    "an error that is not selected, by name": (Severity.ERROR, ["--select", "unchecked-response"], 0),
    "an error that is selected by name": (Severity.ERROR, ["--select", "missing-authorization"], 1),
    "an error that is ignored by name": (Severity.ERROR, ["--ignore", "missing-authorization,CKO3"], 0),
    "an error that is ignored": (Severity.ERROR, ["--ignore", "CKO101,CKO3"], 0),
}


@pytest.mark.parametrize(("severity", "arguments", "code"), EXITS.values(), ids=EXITS.keys())
def test_exit_codes(project: Project, engine: Engine, severity: Severity, arguments: list[str], code: int) -> None:
    project({"pay.py": HIT})
    engine.findings = [finding(severity=severity)]
    assert check(".", *arguments) == code


def test_a_failed_analysis_exits_2_and_the_rest_is_reported(
    project: Project, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"pay.py": HIT, "shop.py": HIT})
    engine.findings = [finding()]
    engine.failed = ("shop.py",)
    assert check(".", "--output-format", "concise", "--exit-zero", "--select", "CKO1") == 2
    output = capsys.readouterr()
    assert output.out.startswith("pay.py:1:1: error: CKO101")
    assert "analysis of shop.py failed" in output.err


def test_a_defect_of_the_program_shows_no_text_that_could_hold_a_key(
    project: Project, engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"pay.py": HIT})
    key = made_up_key()
    engine.error = ValueError(key)
    assert check(".") == 2
    output = capsys.readouterr()
    assert "internal error: ValueError at conftest.py:" in output.err
    assert key not in output.out + output.err


def test_only_files_that_concern_checkout_reach_the_engine(project: Project, engine: Engine) -> None:
    project({"pay.py": HIT, "a.py": CLEAN})
    assert check(".") == 0
    assert list(engine.sources) == ["pay.py"]


def test_findings_outside_the_given_files_are_dropped(project: Project, engine: Engine) -> None:
    project({"pay.py": HIT, "lib.py": HIT})
    engine.findings = [finding(path="lib.py")]
    assert check("pay.py") == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--pedantic"], 1),
        (["--extend-select", "CKO103"], 1),
        (["--extend-select", "empty-credential"], 1),
        (["--extend-select", "CKO10"], 0),
    ],
)
def test_pedantic_findings(project: Project, engine: Engine, arguments: list[str], code: int) -> None:
    project({"pay.py": HIT})
    engine.findings = [finding(code="CKO103", pedantic=True)]
    assert check(".", *arguments) == code


def test_comments_silence_and_can_be_overruled(project: Project, engine: Engine) -> None:
    project({"pay.py": HIT.rstrip() + "  # noqa: CKO101\n"})
    engine.findings = [finding()]
    assert check(".") == 0
    assert check(".", "--no-ignores") == 1


def test_per_file_ignores(project: Project, engine: Engine) -> None:
    project({
        "pyproject.toml": "[tool.cko-lint.per-file-ignores]\n'tests/' = ['CKO1']\n",
        "tests/pay.py": HIT,
        "shop/pay.py": HIT,
    })  # fmt: skip
    engine.findings = [finding(path="tests/pay.py"), finding(path="shop/pay.py")]
    assert check("tests") == 0
    assert check("shop") == 1


def test_per_file_ignores_by_name(project: Project, engine: Engine) -> None:
    project({
        "pyproject.toml": "[tool.cko-lint.per-file-ignores]\n'tests/' = ['missing-authorization']\n",
        "tests/pay.py": HIT,
        "shop/pay.py": HIT,
    })  # fmt: skip
    engine.findings = [finding(path="tests/pay.py"), finding(path="shop/pay.py")]
    assert check("tests") == 0
    assert check("shop") == 1


@pytest.mark.parametrize("comment", ["noqa: missing-authorization", "NOQA: E501,missing-authorization", "noqa: CKO101"])
def test_an_unused_suppression_where_nothing_else_is(project: Project, command: Command, comment: str) -> None:
    project({"a.py": f"{HIT.rstrip()}  # {comment}\n", "pyproject.toml": ""})
    for _ in range(2):  # once it is known that there is nothing else to find, too
        done = command("check", "a.py")
        assert done.returncode == 1
        assert "warning[CKO002] [*]: unused suppression: " in done.stdout
    project({"a.py": f"{HIT.rstrip()}  # noqa: E501 well-known\n"})
    assert command("check", "a.py").returncode == 0


def test_the_command_line_goes_before_the_settings(project: Project, engine: Engine) -> None:
    project({"cko-lint.toml": "ignore = ['CKO1']\nfail-on = 'error'\n", "pay.py": HIT})
    engine.findings = [finding(severity=Severity.WARNING)]
    assert check(".") == 0
    assert check(".", "--select", "CKO101") == 0
    assert check(".", "--select", "CKO101", "--fail-on", "warning") == 1


def test_standard_input(
    project: Project, engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"shop/pay.py": CLEAN, "b.py": HIT})
    engine.findings = [finding(path="shop/pay.py"), finding(path="<stdin>")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HIT.encode())))
    assert check("-", "--stdin-filename", "shop/pay.py", "--output-format", "concise") == 1
    assert capsys.readouterr().out.startswith("shop/pay.py:1:1: error: CKO101")
    assert engine.sources == {"b.py": HIT.encode(), "shop/pay.py": HIT.encode()}  # as it is typed, in its project
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(HIT.encode())))
    assert check("-", "--output-format", "concise") == 1
    assert capsys.readouterr().out.startswith("<stdin>:1:1: error: CKO101")


def test_a_report_in_a_file(project: Project, engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({"pay.py": HIT})
    engine.findings = [finding()]
    assert check(".", "--output-format", "json", "--output-file", "report.json", "--color", "always") == 1
    assert capsys.readouterr().out == ""
    assert json.loads((folder / "report.json").read_text())["summary"]["errors"] == 1


COLORS: dict[str, tuple[list[str], dict[str, str], bool]] = {
    "not in a pipe": ([], {}, False),
    "always": (["--color", "always"], {}, True),
    "forced": ([], {"FORCE_COLOR": "1"}, True),
    "forbidden": ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    "never": (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    "always goes before NO_COLOR": (["--color", "always"], {"NO_COLOR": "1"}, True),
}


@pytest.mark.parametrize(("arguments", "environment", "colored"), COLORS.values(), ids=COLORS.keys())
def test_color(
    project: Project,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    environment: dict[str, str],
    colored: bool,
) -> None:
    project({"pay.py": HIT})
    engine.findings = [finding()]
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    check(".", *arguments)
    assert ("\x1b[" in capsys.readouterr().out) is colored


def test_unreadable_files_are_findings(
    project: Project, engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"a.py": CLEAN, "pay.py": HIT})

    def refuse(path: str, most: int | None = None) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("cko_lint.sources.scan.read", refuse)
    monkeypatch.setattr("cko_lint.project.index.content_of", lambda path, most: None)
    assert check("a.py", "--output-format", "concise") == 1
    assert capsys.readouterr().out == "a.py:1:1: error: CKO003 cannot read this file: Permission denied\n"


def test_for_programs(project: Project, engine: Engine, tmp_path: Path) -> None:
    project({"pay.py": HIT, "cko-lint.toml": "ignore = ['ALL']\n"})
    engine.findings = [finding(line=2), finding(line=1), finding(path="<stdin>")]
    assert [found.location.start.line for found in cko_lint.check([tmp_path])] == [1, 2]
    assert cko_lint.check(settings=Settings(ignore=("CKO101",))) == []
    assert [found.location.path for found in cko_lint.check_source(HIT)] == ["<stdin>"]
    assert len(cko_lint.check_source(HIT, path="pay.py")) == 2
    os.remove("pay.py")
    assert cko_lint.check_source(CLEAN) == []


def test_a_text_is_encoded_as_it_declares(project: Project, engine: Engine) -> None:
    cko_lint.check_source("# -*- coding: latin-1 -*-\n# é checkout.com\n")
    assert engine.sources["<stdin>"] == b"# -*- coding: latin-1 -*-\n# \xe9 checkout.com\n"


def test_fingerprints_do_not_depend_on_lines_and_differ_among_equals() -> None:
    first, second = fingerprints([finding(line=1), finding(line=2)])
    assert first != second
    assert fingerprints([finding(line=70), finding(line=90)]) == [first, second]
    assert len({first, *fingerprints([finding(path="b.py"), finding(code="CKO102"), finding(subject="x")])}) == 4
    assert fingerprints([finding(subject=made_up_key())]) != [first]
    assert len(first) == 32
