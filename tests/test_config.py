"""What a settings file may say, and what is said about its mistakes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import Project, made_up_key

from cko_lint import cli, run
from cko_lint.config import settings_file
from cko_lint.config.settings import Color, OutputFormat, Settings, load
from cko_lint.errors import UsageError
from cko_lint.findings import Severity
from cko_lint.run import catalogue


def toml(text: str) -> dict[str, str | bytes]:
    return {"pyproject.toml": f"[tool.cko-lint]\n{text}\n"}


def test_every_setting(project: Project) -> None:
    folder = project(
        toml("""
select = ["CKO1", "ALL"]
extend-select = ["CKO103"]
ignore = ["CKO402"]
per-file-ignores = {"tests/**" = ["CKO201"]}
pedantic = true
include = ["c"]
exclude = ["a"]
extend-exclude = ["b"]
force-exclude = true
platform = "previous"
output-format = "json"
color = "never"
min-severity = "warning"
fail-on = "error"
exit-zero = true
show-unresolved = true
cache-dir = "kept"
url-variables = ["A_URL"]
extra-hosts.live = ["Gateway.example.com:8443"]
request-functions = {"company.http.post" = "requests.post"}
overrides = {"legacy/" = {platform = "default", fail-on = "note"}}
""")
    )
    assert load() == Settings(
        select=("CKO1", "ALL"),
        extend_select=("CKO103",),
        ignore=("CKO402",),
        per_file_ignores=(("tests/**", ("CKO201",)),),
        pedantic=True,
        include=("c",),
        exclude=("a",),
        extend_exclude=("b",),
        force_exclude=True,
        platform="previous",
        output_format=OutputFormat.JSON,
        color=Color.NEVER,
        min_severity=Severity.WARNING,
        fail_on=Severity.ERROR,
        exit_zero=True,
        show_unresolved=True,
        cache_dir="kept",
        url_variables=("A_URL",),
        extra_hosts=(("gateway.example.com:8443", "live"),),
        request_functions=(("company.http.post", "requests.post"),),
        overrides=(("legacy/", (("platform", "default"), ("fail_on", Severity.NOTE))),),
        root=str(folder),
        file=str(folder / "pyproject.toml"),
    )


WRONG = {
    "a slip in a key": ("plattform = 'default'", ["pyproject.toml:2: ", "'plattform'", "did you mean 'platform'?"]),
    "an underscore": ("fail_on = 'error'", ["'fail_on'", "did you mean 'fail-on'?"]),
    "a key like no other": ("xyzzy = 1", ["'xyzzy'", "the settings are select, extend-select, "]),
    "a text where a list is due": ("select = 'CKO101'", ["select", "a list of strings"]),
    "numbers in a list": ("ignore = [101]", ["ignore", "a list of strings"]),
    "a text where a flag is due": ("pedantic = 'yes'", ["pedantic", "true or false"]),
    "a number where a flag is due": (
        "fail-on = 'error'\npedantic = 1",
        ["pyproject.toml:3: pedantic must be true or false"],
    ),
    "a platform that is none": (
        "platform = 'defualt'",
        ["platform", "'default', 'previous'", "did you mean 'default'?"],
    ),
    "a format that is none": ("output-format = 'jsn'", ["output-format", "did you mean 'json'?"]),
    "a level that is none": ("fail-on = 2", ["fail-on", "'error', 'warning', 'note'"]),
    "ignores that are no table": ("per-file-ignores = ['tests']", ["per-file-ignores", "a table"]),
    "ignores that are no lists": ("per-file-ignores = {tests = 'CKO101'}", ["per-file-ignores", "a table"]),
    "a code of no rule": ("select = ['CKO991']", ["there is no rule 'CKO991'"]),
    "a code in small letters": ("ignore = ['cko101']", ["there is no rule 'cko101'", "did you mean 'CKO101'?"]),
    "a name cut short": (
        "ignore = ['missing-auth']",
        ["there is no rule 'missing-auth'", "did you mean 'missing-authorization'?"],
    ),
    "a code of no rule in a table": ("per-file-ignores = {tests = ['S101']}", ["there is no rule 'S101'"]),
    "a setting of a run in an override": (
        "[tool.cko-lint.overrides.'a/']\ncolor = 'never'",
        ["pyproject.toml:3: overrides: 'color' cannot be set for some files only"],
    ),
    "a wrong value in an override": (
        "pedantic = true\n[tool.cko-lint.overrides.'a/']\nplatform = 'old'",
        ["pyproject.toml:4: overrides: platform must be one of 'default', 'previous'"],
    ),
    "a rule of no name in an override": (
        "overrides = {'a/' = {ignore = ['CKO991']}}",
        ["pyproject.toml:2: overrides: ignore: there is no rule 'CKO991'"],
    ),
    "hosts that are no table": ("extra-hosts = ['a.example']", ["extra-hosts must be a table of host names"]),
    "hosts of no environment": (
        "extra-hosts = {sanbox = ['a.example']}",
        ["extra-hosts must be one of 'sandbox', 'live'; did you mean 'sandbox'?"],
    ),
    "a host with a scheme": (
        "extra-hosts = {live = ['https://a.example/x']}",
        ["'https://a.example/x' is not the name of a host; write it without `https://` and path"],
    ),
    "a host of both": (
        "extra-hosts = {live = ['a.example'], sandbox = ['A.example']}",
        ["'A.example' is listed for both environments"],
    ),
    "a variable that is none": ("url-variables = ['https://x']", ["'https://x' is not the name of a variable"]),
    "a function without its module": (
        "request-functions = {post = 'requests.post'}",
        ["'post' is not the full name of a function or class"],
    ),
    "a file that extends itself": ("extend = 'pyproject.toml'", ["pyproject.toml:2: extend: the file extends itself"]),
    "a file that extends nothing": (
        "pedantic = true\nextend = 'none.toml'",
        ["pyproject.toml:3: extend: ", "none.toml is not a file"],
    ),
    "what is no TOML": ("select = [", ["pyproject.toml is not valid TOML"]),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG.keys())
def test_mistakes_name_file_key_and_remedy(project: Project, text: str, told: list[str]) -> None:
    project(toml(text))
    with pytest.raises(UsageError) as caught:
        load(rules=catalogue)
    assert [part for part in told if part not in str(caught.value)] == []
    assert "pyproject.toml" in str(caught.value)


FILES = {
    "one line": ("pyproject.toml", "[tool.cko-lint]\nselect = ['CKO991']\n", "pyproject.toml:2: select: "),
    "several lines": (
        "pyproject.toml",
        """\
# ignore CKO991
[tool.other]
ignore = ['CKO991']
[tool.cko-lint]
ignore = [
  # 'CKO991'
  'CKO1',
  "CKO991",
]
""",
        "pyproject.toml:8: ignore: ",
    ),
    "another setting before": (
        "cko-lint.toml",
        "include = ['CKO991']\nextend-select = ['CKO991']\n",
        "cko-lint.toml:2: extend-select: ",
    ),
    "a table of its own": (
        "pyproject.toml",
        "[tool.cko-lint]\nexclude = ['CKO991']\n[tool.cko-lint.per-file-ignores]\n'a' = ['CKO1']\n'tests/' = ['CKO991']\n",
        "pyproject.toml:5: per-file-ignores: ",
    ),
    "a string that is written in another way": (
        "cko-lint.toml",
        'select = ["CK\\u004f991"]\n',
        "cko-lint.toml: select: ",
    ),
}


@pytest.mark.parametrize(("name", "text", "where"), FILES.values(), ids=FILES.keys())
def test_where_an_unknown_rule_is(project: Project, name: str, text: str, where: str) -> None:
    project({name: text})
    with pytest.raises(UsageError) as caught:
        load(rules=catalogue)
    assert str(caught.value) == f"{where}there is no rule 'CKO991'; `cko-lint rule` lists all rules"


def test_the_nearest_file_with_the_table(project: Project) -> None:
    folder = project({
        "pyproject.toml": "[tool.cko-lint]\nplatform = 'default'\n",
        "shop/pyproject.toml": "[project]\ndependencies = ['cko-lint']\n[tool.ruff]\n",
        "shop/web/pay.py": "",
        "other/pyproject.toml": "[tool.cko-lint]\nplatform = 'previous'\n",
    })  # fmt: skip
    assert load(["shop/web/pay.py"]).root == str(folder)
    assert load(["other"]).platform == "previous"
    assert load(["other", "shop"]).platform == "default"
    assert load(["-"]).platform == "default"


def test_its_own_file_goes_before_the_projects(project: Project) -> None:
    project({"cko-lint.toml": "platform = 'previous'\n", "pyproject.toml": "[tool.cko-lint]\nplatform = 'default'\n"})
    assert load().platform == "previous"


def test_a_named_file(project: Project) -> None:
    project({"ci/strict.toml": "pedantic = true\n", "pyproject.toml": "[tool.cko-lint]\nplatform = 'default'\n"})
    settings = load(["."], "ci/strict.toml")
    assert (settings.pedantic, settings.platform) == (True, None)
    with pytest.raises(UsageError, match=r"cannot read the settings file nowhere\.toml"):
        load(["."], "nowhere.toml")


MENTIONS = {
    "a table": ("[tool.cko-lint]\n", True),
    "a table with quotes": ('[tool."cko-lint"]\n', True),
    "a table of a table": ("[tool.cko-lint.per-file-ignores]\n", True),
    "a key of the table tool": ("[tool]\ncko-lint = {}\n", True),
    "a dotted key": ("[tool]\ncko-lint.pedantic = true\n", True),
    "a dependency": ('[project]\ndependencies = [\n    "cko-lint>=0.1",\n    "cko-lint==0.1",\n]\n', False),
    "nothing": ("[tool.ruff]\n", False),
}


@pytest.mark.parametrize(("text", "expected"), MENTIONS.values(), ids=MENTIONS.keys())
def test_what_counts_as_settings(project: Project, text: str, expected: bool) -> None:
    folder = project({"pyproject.toml": text})
    found = settings_file.own_file(str(folder))
    assert found == (str(folder / "pyproject.toml") if expected else None)


SELECTION: dict[str, tuple[Settings, set[str]]] = {
    "everything": (Settings(), {"CKO101", "CKO102", "CKO301"}),
    "a group": (Settings(select=("CKO1",)), {"CKO101", "CKO102"}),
    "all but one": (Settings(ignore=("CKO101",)), {"CKO102", "CKO301"}),
    "one of an ignored group": (Settings(select=("CKO101",), ignore=("CKO1",)), {"CKO101"}),
    "one ignored of a group": (Settings(select=("CKO1",), ignore=("CKO101",)), {"CKO102"}),
    "one more": (Settings(select=("CKO3",), extend_select=("CKO102",)), {"CKO102", "CKO301"}),
    "all ignored but one": (Settings(extend_select=("CKO301",), ignore=("ALL",)), {"CKO301"}),
    "the same selected and ignored": (Settings(select=("CKO101",), ignore=("CKO101",)), set()),
}


SELECTION |= {
    "by name": (Settings(select=("missing-authorization",)), {"CKO101"}),
    "all but one, by name": (Settings(ignore=("missing-authorization",)), {"CKO102", "CKO301"}),
    "one more, by name": (Settings(select=("CKO3",), extend_select=("malformed-authorization",)), {"CKO102", "CKO301"}),
    "by name against its group": (Settings(select=("missing-authorization",), ignore=("CKO1",)), {"CKO101"}),
}


@pytest.mark.parametrize(("settings", "on"), SELECTION.values(), ids=SELECTION.keys())
def test_selection(settings: Settings, on: set[str]) -> None:
    settings = settings.by_code(catalogue)
    assert {code for code in ("CKO101", "CKO102", "CKO301") if settings.selects(code)} == on


def test_a_file_that_is_not_utf8(project: Project) -> None:
    project({"cko-lint.toml": b"# caf\xe9\n"})
    with pytest.raises(UsageError, match=r"cko-lint\.toml is not valid TOML: its encoding is not UTF-8"):
        load()


def test_a_broken_pyproject_that_is_not_about_us_is_left_alone(project: Project, tmp_path: Path) -> None:
    project({"pyproject.toml": "[project\n"})
    assert settings_file.own_file(str(tmp_path)) is None


def test_only_what_is_included_is_read(project: Project) -> None:
    key = made_up_key()
    project(
        {
            "a.py": f"KEY = '{key}'\n",
            "deploy/b.yml": f"key: {key}\n",
            "deploy/c.env": f"KEY={key}\n",
            "notes.txt": f"{key}\n",
            "cko-lint.toml": 'include = ["deploy/*.yml", "*.txt"]\n',
        }
    )
    assert [f.location.path for f in run.check(["."], load(["."]))] == ["deploy/b.yml", "notes.txt"]
    assert [f.location.path for f in run.check(["a.py"], load(["."]))] == ["a.py"]


@pytest.mark.parametrize("pattern", ["!", "[z-a]", "a\\"])
def test_a_pattern_that_is_none(pattern: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"a.py": "", ".gitignore": f"{pattern}\n"})
    assert cli.main(["check"]) == 0
    assert cli.main(["check", "--extend-exclude", pattern]) == 2
    said = f"{pattern!r} is not a pattern with the syntax of a .gitignore file\n"
    assert capsys.readouterr().err == f"cko-lint: --extend-exclude: {said}"
    project({"cko-lint.toml": f"pedantic = true\nexclude = [{json.dumps(pattern)}]\n"})
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err == f"cko-lint: cko-lint.toml:2: exclude: {said}"
    project({"cko-lint.toml": f"[per-file-ignores]\n{json.dumps(pattern)} = ['ALL']\n"})
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err == f"cko-lint: cko-lint.toml:1: per-file-ignores: {said}"


NOTHING = {
    "./a": "patterns are relative to the folder of the settings; write `a`",
    "./a/b.py": "patterns are relative to the folder of the settings; write `a/b.py`",
    "!./a": "patterns are relative to the folder of the settings; write `a`",
    "a/./b": "patterns are relative to the folder of the settings; write `a/b`",
    "../a": "patterns are relative to the folder of the settings",
    "a/../b": "patterns are relative to the folder of the settings",
    "~/a": "patterns are relative to the folder of the settings",
    "C:/a": "patterns are relative to the folder of the settings",
    "{root}/src": "patterns are relative to the folder of the settings; write `/src`",
    "{above}/other": "patterns are relative to the folder of the settings",
    "a[": r"its bracket is not closed; write `\[` for a name that has a bracket",
    "a[!bc": r"its bracket is not closed; write `\[` for a name that has a bracket",
    "a[]b": r"its bracket is not closed; write `\[` for a name that has a bracket",
    "": "it is empty",
    " ": "it is empty",
    "#a": r"it is a comment; write `\#` for a name that begins with `#`",
    "/": "there is no name between the slashes",
    "a//b": "there is no name between the slashes",
}


@pytest.mark.parametrize("pattern", NOTHING)
def test_a_pattern_that_can_match_nothing(pattern: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project({})
    written = pattern.format(root=folder, above=folder.parent)
    project({"a.py": "", "cko-lint.toml": f"[per-file-ignores]\n{json.dumps(written)} = ['ALL']\n"})
    assert cli.main(["check"]) == 2
    told = f"{written!r} can match nothing: {NOTHING[pattern]}\n"
    assert capsys.readouterr().err.endswith(f": per-file-ignores: {told}")
    if pattern.strip():
        assert cli.main(["check", "--isolated", f"--exclude={written}"]) == 2
        assert capsys.readouterr().err == f"cko-lint: --exclude: {told}"


@pytest.mark.parametrize(
    "pattern",
    [
        "a",
        "/a",
        "/src/a/",
        "a/",
        "**/a",
        "a/**",
        "*.py",
        "!a",
        r"\#a",
        r"a\[",
        "a[bc]",
        "a[]]b",
        "a[!]]",
        ".a/",
        "..a",
        "tmp/",
    ],
)
def test_a_pattern_that_can_match(pattern: str, project: Project) -> None:
    project({"cko-lint.toml": f"exclude = [{json.dumps(pattern)}]\n"})
    assert load().exclude == (pattern,)


HOSTILE = {
    "a large file": (b"# " + b"x" * 1_100_000, "is no settings file: it is larger than 1 MB"),
    "brackets in brackets": (b"a = " + b"[" * 100_000, "is not valid TOML: it is nested too deeply"),
    "tables in tables": (b"a = " + b"{a = " * 100_000, "is not valid TOML: it is nested too deeply"),
    "bytes": (bytes(range(256)), "is not valid TOML: its encoding is not UTF-8"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_settings_file(name: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    content, told = HOSTILE[name]
    project({"cko-lint.toml": content})
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err == f"cko-lint: cko-lint.toml {told}\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_no_settings_file(project: Project) -> None:
    os.mkfifo(project({"a.py": ""}) / "cko-lint.toml")
    assert cli.main(["check"]) == 0
