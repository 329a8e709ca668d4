"""Each file is judged by the nearest settings above it, in one run over a monorepo as well as alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest
from conftest import Project, made_up_key, place_and_code
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from cko_lint import cli
from cko_lint.config.settings import load
from cko_lint.run import catalogue

BARE = """\
import os
import requests

key = os.environ["CKO_SECRET_KEY"]
answer = requests.get("https://api.sandbox.checkout.com/disputes", headers={"Authorization": key})
answer.raise_for_status()
"""
"""A warning (CKO102) where the platform is the default one, and nothing elsewhere."""
LEAVES_OPEN = """\
import requests

requests.get("https://api.sandbox.checkout.com/disputes")
"""
"""CKO101 and CKO401."""


def said(capsys: pytest.CaptureFixture[str], *arguments: str, cache: bool = False) -> list[str]:
    cli.main(["check", "--output-format", "concise", *([] if cache else ["--no-cache"]), *arguments])
    output = capsys.readouterr()
    assert output.err == ""
    return [f"{line.split(':')[0]} {place_and_code(line).split()[1]}" for line in output.out.splitlines()]


def test_platforms_of_a_monorepo(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({
        "cko-lint.toml": 'platform = "previous"\n',
        "services/old/pay.py": BARE,
        "services/new/pay.py": BARE,
        "services/new/cko-lint.toml": 'platform = "default"\n',
        "services/new/inner/pay.py": BARE,
        "services/packaged/pay.py": BARE,
        "services/packaged/pyproject.toml": '[project]\nname = "x"\n[tool.cko-lint]\nplatform = "default"\n',
        "services/none/pay.py": BARE,
        "services/none/pyproject.toml": '[project]\nname = "y"\n',
    })  # fmt: skip
    new = ["services/new/inner/pay.py CKO102", "services/new/pay.py CKO102", "services/packaged/pay.py CKO102"]
    assert said(capsys) == new
    assert said(capsys, "services/old", "services/none") == []
    assert said(capsys, "services/new/pay.py", "services/old/pay.py") == new[1:2]
    assert said(capsys, "--config", "platform=default", "services/old") == ["services/old/pay.py CKO102"]
    assert said(capsys, "--isolated") == []
    assert len(said(capsys, "--config", "services/new/cko-lint.toml")) == 5


def test_rules_of_a_monorepo(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({
        "pay.py": LEAVES_OPEN,
        "a/pay.py": LEAVES_OPEN,
        "a/cko-lint.toml": 'select = ["CKO4"]\n',
        "b/pay.py": LEAVES_OPEN,
        "b/tests/pay.py": LEAVES_OPEN,
        "b/cko-lint.toml": 'ignore = ["CKO401"]\nper-file-ignores = {"/tests/" = ["CKO101"]}\n',
    })  # fmt: skip
    assert said(capsys) == ["a/pay.py CKO401", "b/pay.py CKO101", "pay.py CKO101", "pay.py CKO401"]
    assert said(capsys, "--ignore", "CKO101") == ["a/pay.py CKO401", "pay.py CKO401"]


def test_a_request_is_judged_by_the_settings_of_its_own_file(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({
        "pyproject.toml": "[project]\nname = 'shop'\n",
        "clients/__init__.py": "",
        "clients/api.py": BARE.replace("answer = ", "def ask():\n    return ").rpartition("answer")[0],
        "clients/cko-lint.toml": 'platform = "default"\n',
        "web/views.py": "from clients.api import ask\n\n\ndef view():\n    ask().raise_for_status()\n",
        "web/cko-lint.toml": 'platform = "previous"\n',
    })  # fmt: skip
    assert said(capsys) == ["clients/api.py CKO102"]
    assert said(capsys, "clients") == ["clients/api.py CKO102"]


def test_what_fails_a_run_is_said_by_the_settings_of_the_file(project: Project) -> None:
    project({
        "a/pay.py": LEAVES_OPEN.replace("disputes", "ping"),
        "a/cko-lint.toml": "exit-zero = true\n",
        "b/pay.py": BARE,
        "b/cko-lint.toml": 'platform = "default"\nfail-on = "error"\n',
    })  # fmt: skip
    assert [cli.main(["check", "-q", *paths]) for paths in ([], ["a"], ["b"])] == [0, 0, 0]
    assert cli.main(["check", "-q", "--fail-on", "warning"]) == 1


SETTINGS = st.sampled_from(
    ["", "", "platform = 'default'\n", "platform = 'previous'\n", "ignore = ['CKO401']\n", "select = ['CKO1']\n",
     "exclude = ['/b/']\n", "per-file-ignores = {'b/' = ['ALL']}\n", "overrides = {'/b/' = {platform = 'default'}}\n",
     "extend = '../cko-lint.toml'\nextend-select = ['CKO401']\n"]
)  # fmt: skip
FOLDERS = ("", "a/", "a/b/", "b/")


@tries(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.tuples(SETTINGS, SETTINGS, SETTINGS, SETTINGS), marked=st.booleans())
def test_one_run_says_what_runs_of_each_file_say(
    chosen: tuple[str, ...], marked: bool, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f"{folder}cko-lint.toml": text for folder, text in zip(FOLDERS, chosen, strict=True)}
    files["cko-lint.toml"] = files["cko-lint.toml"].replace("extend = '../cko-lint.toml'\n", "")
    files["a/pyproject.toml"] = "[project]\n" if marked else "[tool.cko-lint]\n"
    project({**files, **{f"{folder}pay.py": BARE + LEAVES_OPEN for folder in FOLDERS}})
    whole = said(capsys)
    read = [line for line in listed(capsys) if line.endswith(".py")]
    alone = [finding for path in sorted(read) for finding in said(capsys, path)]
    assert sorted(whole) == sorted(alone)


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert cli.main(["check", "--show-files", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_files_that_are_left_out(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({
        "cko-lint.toml": 'extend-exclude = ["/old/"]\n',
        "a/cko-lint.toml": 'exclude = ["/made/"]\ninclude = ["*.py"]\n',
        "a/pay.py": "", "a/made/x.py": "", "a/build/x.py": "", "a/x.yml": "",
        "old/x.py": "", "old/cko-lint.toml": "exclude = []\n", "old/inner/x.py": "",
        "made/x.py": "", "build/x.py": "", "x.yml": "",
    })  # fmt: skip
    assert listed(capsys) == ["a/build/x.py", "a/pay.py", "cko-lint.toml", "made/x.py", "x.yml"]
    assert listed(capsys, "a") == ["a/build/x.py", "a/pay.py"]
    assert listed(capsys, "old") == ["old/cko-lint.toml", "old/inner/x.py", "old/x.py"]
    named = ("a/made/x.py", "old/x.py", "old/inner/x.py")
    assert listed(capsys, *named) == sorted(named)
    assert listed(capsys, *named, "a/pay.py", "--force-exclude") == ["a/pay.py"]
    assert listed(capsys, "a", "--exclude", "pay.py") == ["a/build/x.py", "a/made/x.py"]


def test_files_that_git_lists(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({
        ".gitignore": "ignored.py\n", "a/ignored.py": "", "a/b/x.py": "", "a/b/c/x.py": "", "a/b/c/d/x.py": "",
        "a/b/cko-lint.toml": 'exclude = ["/c/d/"]\n',
    })  # fmt: skip
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    assert listed(capsys) == ["a/b/c/x.py", "a/b/cko-lint.toml", "a/b/x.py"]


def test_a_start_without_settings_sees_those_below(
    project: Project, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    project({"pay.py": BARE, "a/pay.py": BARE, "a/b/c/pay.py": BARE, "a/b/cko-lint.toml": 'platform = "default"\n'})
    for _ in "cold", "warm":
        assert command("check", "--output-format", "concise").stdout.startswith("a/b/c/pay.py:5:10: warning: CKO102")
        assert command("check").stdout.startswith("warning[CKO102]")
        assert command("check", "a/pay.py").returncode == 0


def test_a_start_sees_settings_elsewhere_in_the_project(
    project: Project, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A finding that stands in a file with settings of its own, and that the named file is on the way to."""
    project({
        "pyproject.toml": "[project]\nname = 'shop'\n",
        "clients/__init__.py": "",
        "clients/api.py": "import requests\n\n\ndef ask(key):\n    return requests.get('https://api.checkout.com/disputes', headers={'Authorization': f'Bearer {key}'})\n",
        "web/views.py": "from clients.api import ask\n\n\ndef view(key):\n    ask(key)\n",
    })  # fmt: skip
    assert command("check", "web/views.py").stdout.startswith("error[CKO401]")
    project({"clients/cko-lint.toml": 'ignore = ["CKO401"]\n'})
    assert command("check", "web/views.py").returncode == 0


def test_kept_results_know_the_settings(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"pay.py": BARE, "a/pay.py": BARE, "a/cko-lint.toml": ""})
    assert said(capsys, cache=True) == []
    for text, expected in (
        ('platform = "default"\n', ["a/pay.py CKO102"]),
        ('platform = "previous"\n', []),
        ('overrides = {"pay.py" = {platform = "default"}}\n', ["a/pay.py CKO102"]),
        ('extend = "../common.toml"\n', ["a/pay.py CKO102"]),
    ):
        project({"a/cko-lint.toml": text, "common.toml": 'platform = "default"\n'})
        assert said(capsys, cache=True) == expected
        assert said(capsys, cache=True) == expected
    project({"common.toml": 'platform = "previous"\n'})
    assert said(capsys, cache=True) == []


def test_accepted_secrets_are_those_beside_the_settings(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    import hashlib

    key = made_up_key()
    accepted = {"results": {"pay.py": [{"hashed_secret": hashlib.sha1(key.encode()).hexdigest()}]}}
    project({
        "pay.py": f"KEY = '{key}'\n",
        "a/pay.py": f"KEY = '{key}'\n",
        "a/x.yml": f"key: {key}\n",
        "a/cko-lint.toml": "",
        "a/.secrets.baseline": json.dumps(accepted),
    })  # fmt: skip
    assert said(capsys) == ["pay.py CKO201"]
    assert said(capsys, "a") == []


# ---------------------------------------------------------------------------- extend


def test_settings_that_are_extended(project: Project) -> None:
    folder = project({
        "cko-lint.toml": 'platform = "previous"\nignore = ["CKO1"]\nextend-select = ["CKO103"]\ncache-dir = "kept"\n',
        "a/middle.toml": 'extend = "../cko-lint.toml"\nextend-select = ["CKO102"]\n',
        "a/b/cko-lint.toml": 'extend = "../middle.toml"\nignore = ["CKO2"]\n',
    })  # fmt: skip
    settings = load(["a/b"])
    assert (settings.platform, settings.ignore, settings.extend_select) == ("previous", ("CKO2",), ("CKO103", "CKO102"))
    assert settings.cache_folder("x") == str(folder / "kept")
    assert (settings.root, settings.file) == (str(folder / "a/b"), str(folder / "a/b/cko-lint.toml"))


def test_patterns_of_a_file_above_are_relative_to_it(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({
        "pyproject.toml": """
            [tool.cko-lint]
            extend-exclude = ["/a/old/"]
            per-file-ignores = {"/a/tests/" = ["CKO101"]}
            overrides = {"/a/new/" = {platform = "default"}}
            """,
        "a/cko-lint.toml": 'extend = "../pyproject.toml"\nextend-exclude = ["/older/"]\n',
        **{f"a/{name}/pay.py": BARE + LEAVES_OPEN for name in ("old", "older", "tests", "new")},
    })  # fmt: skip
    findings = ["a/new/pay.py CKO102", "a/new/pay.py CKO101", "a/new/pay.py CKO401", "a/tests/pay.py CKO401"]
    assert said(capsys) == findings
    assert said(capsys, "a") == findings


def test_patterns_of_a_file_elsewhere_are_meant_for_who_extends_it(
    project: Project, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = tmp_path_factory.mktemp("company") / "settings.toml"
    shared.write_text('extend-exclude = ["/made/"]\n')
    project({"cko-lint.toml": f"extend = '{shared}'\n", "made/x.py": "", "src/made/x.py": ""})
    assert listed(capsys) == ["cko-lint.toml", "src/made/x.py"]


def test_mistakes_of_a_file_that_is_extended(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"a.toml": "\nplatform = 'old'\n", "cko-lint.toml": "extend = 'a.toml'\n", "b/pyproject.toml": "[x]\n"})
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err.startswith("cko-lint: a.toml:2: platform must be one of")
    project({"a.toml": "extend = 'cko-lint.toml'\n"})
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err == "cko-lint: a.toml:1: extend: the file extends itself\n"
    project({"cko-lint.toml": "extend = 'b/pyproject.toml'\n"})
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err.endswith("b/pyproject.toml has no table [tool.cko-lint]\n")


def test_mistakes_of_settings_below(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"pay.py": BARE, "a/pay.py": BARE, "a/cko-lint.toml": "ignore = ['CKO991']\n"})
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err.startswith("cko-lint: a/cko-lint.toml:1: ignore: there is no rule 'CKO991'")


def test_overrides_by_path(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({
        "cko-lint.toml": """
            platform = "default"
            ignore = ["CKO401"]

            [overrides."legacy/"]
            platform = "previous"

            [overrides."legacy/new.py"]
            platform = "default"
            ignore = []
            """,
        **{f"{name}.py": BARE + LEAVES_OPEN for name in ("a", "legacy/a", "legacy/new")},
    })  # fmt: skip
    assert said(capsys) == [
        "a.py CKO102", "a.py CKO101",
        "legacy/a.py CKO101",
        "legacy/new.py CKO102", "legacy/new.py CKO101", "legacy/new.py CKO401",
    ]  # fmt: skip
    assert "legacy/a.py CKO102" in said(capsys, "--config", "platform=default")


# -------------------------------------------------------------------- the command line


def test_single_settings_of_the_command_line(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"a.py": LEAVES_OPEN, "cko-lint.toml": "ignore = ['CKO101']\n", "b.toml": "ignore = ['CKO401']\n"})
    assert said(capsys) == ["a.py CKO401"]
    assert said(capsys, "--config", 'ignore=["CKO401"]') == ["a.py CKO101"]
    assert said(capsys, "--config", "b.toml") == ["a.py CKO101"]
    assert said(capsys, "--config", "b.toml", "--config", "ignore = []") == ["a.py CKO101", "a.py CKO401"]
    assert said(capsys, "--config", 'per-file-ignores."a.py" = ["ALL"]') == []
    assert said(capsys, "--config", "ignore=[]", "--ignore", "CKO101") == ["a.py CKO401"]


WRONG = {
    "plattform=default": "there is no setting 'plattform'; did you mean 'platform'?",
    "platform=defualt": "platform must be one of 'default', 'previous'; did you mean 'default'?",
    "pedantic=1": "pedantic must be true or false",
    "ignore=CKO101": "ignore must be a list of strings",
    "ignore=[": "the value of 'ignore' is not valid TOML: '['",
    "=x": "'=x' is neither a settings file nor KEY=VALUE",
    "extend=a.toml": "'extend' can only be set in a file",
}


@pytest.mark.parametrize("text", WRONG)
def test_mistakes_of_the_command_line(text: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({})
    assert cli.main(["check", "--config", text]) == 2
    assert capsys.readouterr().err == f"cko-lint: --config: {WRONG[text]}\n"


def test_settings_files_that_contradict(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"a.toml": "", "b.toml": ""})
    assert cli.main(["check", "--config", "a.toml", "--config", "b.toml"]) == 2
    assert cli.main(["check", "--config", "a.toml", "--isolated"]) == 2
    assert cli.main(["check", "--config", "pedantic=true", "--isolated"]) == 0
    assert capsys.readouterr().err == (
        "cko-lint: --config can name only one settings file\n"
        "cko-lint: --isolated and --config FILE cannot be used together\n"
    )


def test_the_settings_that_are_shown_are_settings(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({
        "cko-lint.toml": """
            platform = "previous"
            per-file-ignores = {"tests/" = ["CKO101"]}
            overrides = {"a/b.py" = {platform = "default", fail-on = "note", ignore = ["CKO1"]}}
            """,
        "a/b.py": "",
        "c/cko-lint.toml": "pedantic = true\n",
    })  # fmt: skip
    assert cli.main(["check", "--show-settings", "a/b.py"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("# a/b.py: cko-lint.toml\n")
    assert 'platform = "default"\n' in shown
    project({"cko-lint.toml": shown})
    assert cli.main(["check", "--show-settings", "a/b.py"]) == 0
    assert capsys.readouterr().out == shown
    assert load(["a"], rules=catalogue).ignore == ("CKO1",)
    assert cli.main(["check", "--show-settings", ".", "c"]) == 0
    assert capsys.readouterr().out.count("pedantic = true") == 1
    assert cli.main(["check", "--show-settings", "nowhere"]) == 2


def test_standard_input_is_judged_as_the_file_that_it_stands_for(
    project: Project, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    project({"a/cko-lint.toml": 'platform = "default"\n', "b/pay.py": ""})
    for name, code in (("a/pay.py", 1), ("b/pay.py", 0)):
        assert command("check", "-", "--stdin-filename", name, stdin=BARE.encode()).returncode == code


def test_what_is_listed_does_not_steer_a_terminal(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b[31m\n.py"
    project({name: "x = 1\n"})

    assert cli.main(["check", "--show-files"]) == 0
    assert capsys.readouterr().out == "a\\x1b[31m\\n.py\n"
    assert cli.main(["check", "--show-settings", name]) == 0
    assert capsys.readouterr().out.startswith("# a\\x1b[31m\\n.py: no settings file\n")
