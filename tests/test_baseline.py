"""What a baseline accepts, what it does not, and how it is kept: `cko-lint baseline`."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, Project, made_up_key

from cko_lint import cli
from cko_lint.report.baseline_file import BaselineFile, Entry, read, rendered

FILE = ".cko-lint-baseline.json"
CLIENT = """\
    import os

    import requests

    URL = "https://api.sandbox.checkout.com"
    HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


    def charge(amount):
        return requests.post(f"{URL}/payments", json={"amount": amount}, headers=HEADERS)
    """
PAY = """\
    from client import charge


    def pay(amount):
        return charge(amount).json()["id"]
    """
REPORT = """\
    import requests

    from client import HEADERS, URL


    def report(payment):
        response = requests.get(f"{URL}/payments/{payment}", headers=HEADERS)
        return response.json()
    """
SHOP = {"pyproject.toml": "[project]\nname = 'shop'\n", "client.py": CLIENT, "pay.py": PAY, "report.py": REPORT}

Captured = pytest.CaptureFixture[str]


def told(capsys: Captured, *arguments: str) -> tuple[int, list[str], str]:
    """The exit code of a command, the findings or other lines that it prints, and what it says of errors."""
    code = cli.main(arguments)
    printed = capsys.readouterr()
    return code, printed.out.splitlines(), printed.err


def checked(capsys: Captured, *arguments: str) -> list[str]:
    """What `check` reports, as `path:line CODE`."""
    cli.main(["check", "--output-format", "json", *arguments])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return [f"{one['path']}:{one['start']['line']} {one['code']}" for one in found]


def entries(folder: Path) -> list[str]:
    """The entries of a baseline, without their hashes."""
    return [f"{entry.path} {entry.code} {n}" for entry, n in sorted(read(str(folder)).counts.items())]


@pytest.fixture
def shop(project: Project, capsys: Captured) -> Path:
    """A shop with two findings, both accepted."""
    folder = project(SHOP)
    assert told(capsys, "baseline") == (0, [f"Wrote {FILE}: 2 findings (2 added)"], "")
    return folder


# ------------------------------------------------------------------------ what passes


def test_what_is_in_it_passes_and_the_summary_says_so(shop: Path, capsys: Captured) -> None:
    code, lines, _ = told(capsys, "check")
    assert code == 0
    assert lines == [f"No findings in 4 files (1 related to Checkout.com); 2 hidden by {FILE}"]
    assert entries(shop) == ["client.py CKO401 1", "report.py CKO401 1"]


@pytest.mark.parametrize("option", ["--no-baseline", "--isolated", "--no-ignores"])
def test_a_run_without_it(shop: Path, capsys: Captured, option: str) -> None:
    code, lines, _ = told(capsys, "check", option)
    assert code == 1
    assert lines[-1] == "2 errors in 4 files (1 related to Checkout.com)"


def test_it_holds_below_its_folder_wherever_the_command_runs(
    shop: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop / "docs").mkdir()
    monkeypatch.chdir(shop / "docs")
    assert checked(capsys, "..") == []
    assert checked(capsys, "../report.py") == []
    monkeypatch.chdir(shop.parent)
    assert checked(capsys, shop.name) == []


def test_it_is_the_same_from_any_folder(shop: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (shop / FILE).read_bytes()
    (shop / "docs").mkdir()
    for folder, arguments in ((shop / "docs", []), (shop.parent, [shop.name]), (shop / "docs", ["../pay.py", ".."])):
        (shop / FILE).unlink()
        monkeypatch.chdir(folder)
        assert told(capsys, "baseline", *arguments)[0] == 0
        assert (shop / FILE).read_bytes() == before


MOVED = {
    "lines come and go": {
        "report.py": "X = 1\n\n\n" + REPORT.replace("    import", "import", 1).replace("\n    ", "\n")
    },
    "the call is laid out anew": {
        "report.py": REPORT.replace(
            'requests.get(f"{URL}/payments/{payment}", headers=HEADERS)',
            "requests.get(\n            f'{URL}/payments/{payment}',  # one of them\n            headers=HEADERS,\n        )",
        )
    },
    "the file has another name": {"report.py": None, "reports/monthly.py": REPORT},
    "the code is in another file": {"report.py": "", "client.py": CLIENT + "\n" + REPORT.split("URL\n", 1)[1]},
    "the caller is in another file": {"pay.py": "", "shop/checkout/pay.py": PAY},
    "the wrapper is in another file": {
        "client.py": CLIENT.split("    def charge")[0],
        "wrapper.py": "    import requests\n    from client import HEADERS, URL\n\n\n    def charge"
        + CLIENT.split("    def charge")[1],
        "pay.py": PAY.replace("client", "wrapper"),
    },
}


@pytest.mark.parametrize("changes", MOVED.values(), ids=MOVED.keys())
def test_code_that_moved_is_known(
    shop: Path, project: Project, capsys: Captured, changes: dict[str, str | None]
) -> None:
    for name, text in changes.items():
        project({name: text}) if text is not None else (shop / name).unlink()
    assert checked(capsys) == []
    assert told(capsys, "baseline", "--check")[0] == 0
    _, lines, _ = told(capsys, "baseline", "--update")
    assert lines[0].endswith(f"{FILE}: 2 findings")
    assert checked(capsys) == []


LAID_OUT = {
    "a literal in parentheses": ('KEY = "{}"\n', 'KEY = (\n    "{}"\n)\n'),
    "a literal in a call": ('f(1, key="{}")\n', 'f(\n    1,\n    key="{}",\n)\n'),
    "a literal with an annotation": ("KEY: str = '{}'\n", 'KEY: str = (\n    "{}"  # why\n)\n'),
    "an entry of a dictionary": ('K = {{"a": 1, "key": "{}"}}\n', 'K = {{\n    "b": 3,\n    "key": "{}",\n}}\n'),
}


@pytest.mark.parametrize(("before", "after"), LAID_OUT.values(), ids=LAID_OUT.keys())
def test_a_literal_that_is_laid_out_anew_is_known(project: Project, capsys: Captured, before: str, after: str) -> None:
    key = made_up_key()
    project({"setup.cfg": "", "a.py": before.format(key)})
    told(capsys, "baseline")
    project({"a.py": "\n\n" + after.format(key)})
    assert checked(capsys) == []


def test_a_literal_under_another_name_is_another_finding(project: Project, capsys: Captured) -> None:
    project({"setup.cfg": "", "a.py": 'SANDBOX_URL = "https://api.checkout.com"\n'})
    told(capsys, "baseline")
    assert checked(capsys) == []
    project({"a.py": 'STAGING_URL = "https://api.checkout.com"\n'})
    assert checked(capsys) == ["a.py:1 CKO303"]


def test_an_update_has_the_new_name_of_a_file(shop: Path, capsys: Captured) -> None:
    (shop / "report.py").rename(shop / "monthly.py")
    told(capsys, "baseline", "--update")
    assert entries(shop) == ["client.py CKO401 1", "monthly.py CKO401 1"]


# ------------------------------------------------------------------------- what fails


def test_a_second_copy_in_the_same_file(shop: Path, project: Project, capsys: Captured) -> None:
    again = REPORT.split("URL\n", 1)[1].replace("def report", "def again")
    project({"report.py": REPORT + again})
    assert checked(capsys) == ["report.py:12 CKO401"]


def test_a_second_copy_in_another_file(shop: Path, project: Project, capsys: Captured) -> None:
    project({"again.py": REPORT})
    assert len(checked(capsys)) == 1
    assert checked(capsys, "again.py") == ["again.py:7 CKO401"]


def test_of_two_copies_the_one_that_is_asked_about_is_the_new_one(
    shop: Path, project: Project, capsys: Captured
) -> None:
    project({"aaa.py": REPORT})
    assert checked(capsys, "aaa.py") == ["aaa.py:7 CKO401"]


def test_a_new_caller_of_a_known_wrapper(shop: Path, project: Project, capsys: Captured) -> None:
    project({"buy.py": PAY.replace("pay", "buy").replace("amount", "price")})
    for arguments in ([], ["buy.py"]):
        code, lines, _ = told(capsys, "check", *arguments)
        assert code == 1
        assert [line for line in lines if "CKO" in line and "error" in line] == [
            "error[CKO401]: response status of `POST /payments` is never checked: a 401 would pass as success"
        ]
        assert "  ::: buy.py:5:12" in lines
        assert not any("pay.py" in line for line in lines)
    assert checked(capsys, "pay.py") == []


def test_a_new_caller_that_looks_as_the_known_one(shop: Path, project: Project, capsys: Captured) -> None:
    project({"buy.py": PAY})
    assert checked(capsys, "buy.py") == ["client.py:10 CKO401"]


def test_another_rule_in_the_same_place(shop: Path, project: Project, capsys: Captured) -> None:
    project({"report.py": REPORT.replace(", headers=HEADERS", "")})
    assert [line.split()[1] for line in checked(capsys)] == ["CKO101", "CKO401"]


def test_another_key_in_the_place_of_an_accepted_one(project: Project, capsys: Captured) -> None:
    old, new = made_up_key()[:-2] + "aq", made_up_key("sk_")[:-2] + "bq"
    folder = project({"settings.py": f'KEY = "{old}"\n', ".env": f"CKO_SECRET_KEY={old}\n", "setup.cfg": ""})
    told(capsys, "baseline")
    text = (folder / FILE).read_text()
    assert not any(old[at : at + 8] in text for at in range(8, len(old) - 7))
    assert checked(capsys) == []
    project({"settings.py": f'KEY = "{new}"\n', ".env": f"CKO_SECRET_KEY={new}\n"})
    assert checked(capsys) == [".env:1 CKO201", "settings.py:1 CKO201"]


def test_a_file_named_for_a_key(project: Project, capsys: Captured) -> None:
    key = made_up_key()
    folder = project(
        {f"{key}.py": REPORT.replace("client import", "requests import").replace("URL}", "X}"), "a.cfg": ""}
    )
    project({f"{key}.py": f'KEY = "{key}"\n', "setup.cfg": ""})
    told(capsys, "baseline")
    assert key not in (folder / FILE).read_text()
    assert checked(capsys) == []


# ------------------------------------------------------------------------ keeping it


def fixed(text: str) -> str:
    return text.replace("return response.json()", "response.raise_for_status()\n        return response.json()")


def test_what_is_fixed_is_stale_until_it_is_removed(shop: Path, project: Project, capsys: Captured) -> None:
    project({"report.py": fixed(REPORT)})
    code, lines, _ = told(capsys, "baseline", "--check")
    assert (code, lines) == (
        1,
        [
            f"{FILE}: report.py: CKO401: 1 finding fixed",
            f"1 stale finding in {FILE}; `cko-lint baseline --update` removes them",
        ],
    )
    assert checked(capsys) == []
    assert told(capsys, "baseline", "--update")[1] == [f"Wrote {FILE}: 1 finding (1 removed)"]
    assert entries(shop) == ["client.py CKO401 1"]
    assert told(capsys, "baseline", "--check")[:2] == (0, [f"Nothing is stale in {FILE} (1 finding)"])
    project({"report.py": REPORT})
    assert checked(capsys) == ["report.py:7 CKO401"]


def test_an_update_adds_only_what_it_is_told_to(shop: Path, project: Project, capsys: Captured) -> None:
    project({"pay.py": "", "again.py": REPORT.replace("/payments/", "/events/")})
    assert told(capsys, "baseline", "--update")[1] == [
        f"Wrote {FILE}: 1 finding (1 removed); 1 new finding not added (see --add)"
    ]
    assert checked(capsys) == ["again.py:7 CKO401"]
    assert told(capsys, "baseline", "--update", "--add")[1] == [f"Wrote {FILE}: 2 findings (1 added)"]
    assert checked(capsys) == []
    assert told(capsys, "baseline", "--update")[1] == [f"Unchanged: {FILE}: 2 findings"]


def test_the_entries_of_files_that_were_not_named_stay(shop: Path, project: Project, capsys: Captured) -> None:
    project({"report.py": fixed(REPORT), "again.py": REPORT.replace("/payments/", "/events/")})
    assert told(capsys, "baseline", "again.py")[1] == [f"Wrote {FILE}: 3 findings (1 added)"]
    assert entries(shop) == ["again.py CKO401 1", "client.py CKO401 1", "report.py CKO401 1"]
    assert told(capsys, "baseline", "--check", "again.py")[0] == 0
    assert told(capsys, "baseline", "--check")[0] == 1


def test_a_file_that_cannot_be_parsed_for_now_keeps_its_entries(shop: Path, project: Project, capsys: Captured) -> None:
    before = entries(shop)
    project({"report.py": REPORT + "    x = (\n"})
    assert told(capsys, "baseline", "--check")[0] == 0
    told(capsys, "baseline", "--update")
    assert entries(shop) == before


def test_a_file_that_is_gone_keeps_none(shop: Path, capsys: Captured) -> None:
    (shop / "report.py").unlink()
    assert told(capsys, "baseline", "--check")[0] == 1
    told(capsys, "baseline", "--update")
    assert entries(shop) == ["client.py CKO401 1"]


def test_what_a_comment_suppresses_is_not_in_it(shop: Path, project: Project, capsys: Captured) -> None:
    project({"report.py": REPORT.replace("HEADERS)", "HEADERS)  # cko-lint: ignore[CKO401] why")})
    told(capsys, "baseline")
    assert entries(shop) == ["client.py CKO401 1"]


def test_what_detect_secrets_accepts_is_not_in_it(project: Project, capsys: Captured) -> None:
    key = made_up_key()
    accepted = {"results": {"a.py": [{"hashed_secret": hashlib.sha1(key.encode()).hexdigest()}]}}
    project({"setup.cfg": "", "a.py": f"KEY = '{key}'\n", ".secrets.baseline": json.dumps(accepted)})
    assert told(capsys, "baseline")[1] == [f"Wrote {FILE}: 0 findings"]


def test_the_nearest_one_counts(shop: Path, project: Project, capsys: Captured) -> None:
    inner = {f"inner/{name}": text for name, text in SHOP.items()}
    project({**inner, f"inner/{FILE}": rendered(Counter())})
    assert checked(capsys) == ["inner/client.py:10 CKO401", "inner/report.py:7 CKO401"]
    told(capsys, "baseline")
    assert entries(shop) == ["client.py CKO401 1", "report.py CKO401 1"]
    told(capsys, "baseline", "inner")
    assert entries(shop / "inner") == ["client.py CKO401 1", "report.py CKO401 1"]
    assert checked(capsys) == []


def test_configuration_files_and_notebooks(project: Project, capsys: Captured) -> None:
    notebook = {
        "nbformat": 4,
        "metadata": {"language_info": {"name": "python"}},
        "cells": [{"cell_type": "code", "source": [f'KEY = "{made_up_key()}"\n'], "outputs": []}],
    }
    folder = project({"a.ipynb": json.dumps(notebook), ".env": f"K={made_up_key()}\n", "setup.cfg": ""})
    told(capsys, "baseline")
    assert entries(folder) == [".env CKO201 1", "a.ipynb CKO201 1"]
    assert checked(capsys) == []
    (folder / ".env").rename(folder / ".env.local")
    assert checked(capsys) == []
    project({".env": f"K={made_up_key()}\n"})
    assert checked(capsys) == [".env:1 CKO201"]


# -------------------------------------------------------------------------- the file


def test_how_it_is_written(shop: Path) -> None:
    lines = (shop / FILE).read_text().splitlines()
    assert (lines[0], lines[-1]) == ("{", "}")
    assert lines[-2] == '"version": 1'
    assert lines[2:-2] == sorted(lines[2:-2])
    assert all(line.endswith("1,") and line.startswith('"') for line in lines[2:-2])
    assert json.loads("\n".join(lines))["version"] == 1


def test_two_branches_that_shrink_it_merge(project: Project, capsys: Captured) -> None:
    pages = {f"page{n}.py": REPORT.replace("/payments/", f"/page{n}/") for n in range(5)}
    folder = project({**SHOP, **pages})

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    told(capsys, "baseline")
    for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-qm", "shop"), ("branch", "other")):
        git(*command)
    project({"report.py": fixed(REPORT)})
    told(capsys, "baseline", "--update")
    git("commit", "-qam", "the last one")
    git("checkout", "-q", "other")
    project({"page1.py": fixed(pages["page1.py"]), "page2.py": fixed(pages["page2.py"])})
    told(capsys, "baseline", "--update")
    git("commit", "-qam", "others")
    git("merge", "-q", "main")
    assert told(capsys, "baseline", "--check")[0] == 0
    assert [entry.split()[0] for entry in entries(folder)] == ["client.py", "page0.py", "page3.py", "page4.py"]


MALFORMED = {
    "": f"{FILE}:1 is not a baseline of cko-lint: it is not valid JSON",
    "[]": f"{FILE} is not a baseline of cko-lint: it has no version",
    "{}": f"{FILE} is not a baseline of cko-lint: it has no version",
    '{\n"x": 1,\n"version": 1': f"{FILE}:3 is not a baseline of cko-lint: it is not valid JSON",
    '{"x": 1, "version": 1}': f"{FILE} is not a baseline of cko-lint: 'x' is not a path, a code and a hash",
    '{"a.py CKO401 0123456789abcdef": 0, "version": 1}': "is not a positive number",
    '{"a.py CKO401 0123456789abcdef": true, "version": 1}': "is not a positive number",
    '{"a.py CKO401 0123456789abcdef": 1, "a.py CKO401 0123456789abcdef": 2, "version": 1}': "twice",
    '{"version": 2}': f"{FILE} has version 2 of the format, and this cko-lint reads version 1",
    '{\n<<<<<<< HEAD\n"version": 1}': f"{FILE}:2 is not a baseline of cko-lint: it has the marks of a merge conflict",
    "[" * 100_000: "is not a baseline of cko-lint",
}


@pytest.mark.parametrize(("text", "error"), MALFORMED.items(), ids=range(len(MALFORMED)))
def test_a_malformed_one_is_an_error(shop: Path, project: Project, capsys: Captured, text: str, error: str) -> None:
    project({FILE: text})
    for command in (("check",), ("baseline", "--check"), ("baseline", "--update")):
        code, lines, said = told(capsys, *command)
        assert (code, lines) == (2, [])
        assert error in said
        assert "Traceback" not in said
    assert told(capsys, "check", "--isolated")[0] == 1
    assert told(capsys, "baseline")[:2] == (0, [f"Wrote {FILE}: 2 findings (2 added)"])
    assert checked(capsys) == []


def test_one_that_is_not_utf_8(shop: Path, project: Project, capsys: Captured) -> None:
    project({FILE: b'{"\xff": 1}'})
    assert "it is not UTF-8" in told(capsys, "check")[2]


@pytest.mark.parametrize("mode", ["--check", "--update"])
def test_there_is_none(project: Project, capsys: Captured, mode: str) -> None:
    project(SHOP)
    code, lines, said = told(capsys, "baseline", mode)
    assert (code, lines) == (2, [])
    assert said == f"cko-lint: there is no {FILE}; `cko-lint baseline` writes one\n"


def test_a_place_that_cannot_be_written(project: Project, capsys: Captured) -> None:
    folder = project(SHOP)
    (folder / FILE).mkdir()
    code, _, said = told(capsys, "baseline")
    assert code == 2
    assert said == f"cko-lint: cannot write the baseline {FILE}: Is a directory\n"
    assert "cannot read the baseline" in told(capsys, "check")[2]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--add"], "--add needs --update"),
        (["missing.py"], "missing.py does not exist"),
        (["--check", "--update"], "not allowed with argument"),
    ],
)
def test_bad_arguments(shop: Path, capsys: Captured, arguments: list[str], error: str) -> None:
    try:
        code, _, said = told(capsys, "baseline", *arguments)
    except SystemExit as done:
        code, said = int(str(done.code)), capsys.readouterr().err
    assert code == 2
    assert error in said


def test_a_path_of_any_characters_is_read_back(tmp_path: Path) -> None:
    names = ["a b.py", 'quote".py', "line\nbreak.py", "caf\udce9.py", "金.py", "CKO401 0123456789abcdef.py"]
    counts = Counter({Entry(name, "CKO401", f"{at:016x}"): at + 1 for at, name in enumerate(names)})
    (tmp_path / FILE).write_text(rendered(counts))
    assert read(str(tmp_path)) == BaselineFile(str(tmp_path), counts)
    assert len(rendered(counts).splitlines()) == len(names) + 4


def test_a_project_without_one_does_not_import_what_reads_it(project: Project) -> None:
    folder = project(SHOP)
    code = (
        "import sys\nfrom cko_lint import cli\ncli.main(['check', '-q', '--no-cache'])\n"
        "print(sorted(name for name in sys.modules if 'baseline' in name or 'known' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    loaded = ["cko_lint.report.baselines", "cko_lint.report.secrets_baseline"]
    assert done.stdout.splitlines()[-1] == str(loaded)
