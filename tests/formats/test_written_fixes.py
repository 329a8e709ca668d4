"""The fixes that formats carry for other programs: applied by such a program, they do what `--fix` does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Project, made_up_key

from cko_lint import cli

PAY = """\
import os

import requests

NAME = "Zoë 🙂"; LIVE_URL = "https://api.sandbox.checkout.com"
requests.get(LIVE_URL + "/workflows", headers={"Authorization": f"Token {os.environ['CKO_SECRET_KEY']}"}).raise_for_status()
"""
Place = tuple[int, int]
Replacement = tuple[str, Place, Place, str]
"""A path, where the old text begins and ends, and the new one; columns count characters."""


def of_sarif(text: str) -> Iterator[Replacement]:
    (run,) = json.loads(text)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        for change in [change for fix in result.get("fixes", ()) for change in fix["artifactChanges"]]:
            for replacement in change["replacements"]:
                region = replacement["deletedRegion"]
                start, end = ((region[f"{at}Line"], region[f"{at}Column"]) for at in ("start", "end"))
                yield change["artifactLocation"]["uri"], start, end, replacement["insertedContent"]["text"]


def of_rdjson(text: str) -> Iterator[Replacement]:
    for diagnostic in json.loads(text)["diagnostics"]:
        path = diagnostic["location"]["path"]
        for one in diagnostic.get("suggestions", ()):
            start, end = (in_characters(path, one["range"][at]) for at in ("start", "end"))
            yield path, start, end, one["text"]


def in_characters(path: str, position: dict[str, int]) -> Place:
    line = Path(path).read_text("utf-8").split("\n")[position["line"] - 1]
    return position["line"], len(line.encode()[: position["column"] - 1].decode()) + 1


def apply(replacements: Iterator[Replacement]) -> None:
    for path, start, end, text in sorted(set(replacements), reverse=True):
        lines = Path(path).read_text("utf-8").splitlines(keepends=True)
        begin, stop = (sum(map(len, lines[: line - 1])) + column - 1 for line, column in (start, end))
        whole = "".join(lines)
        Path(path).write_text(whole[:begin] + text + whole[stop:], "utf-8")


@pytest.mark.parametrize(("form", "read"), [("sarif", of_sarif), ("rdjson", of_rdjson)])
def test_other_programs_fix_the_same(form: str, read: Callable[[str], Iterator[Replacement]], project: Project) -> None:
    folder = project({"pay.py": PAY})
    cli.main(["check", ".", "--no-cache", "--output", f"{form}=report", "--quiet"])
    apply(read((folder / "report").read_text("utf-8")))
    by_others = (folder / "pay.py").read_text("utf-8")
    (folder / "pay.py").write_text(PAY, "utf-8")
    cli.main(["check", ".", "--no-cache", "--fix", "--quiet"])
    assert by_others == (folder / "pay.py").read_text("utf-8") != PAY
    assert 'LIVE_URL = "https://api.checkout.com"' in by_others
    assert "Bearer" in by_others


@pytest.mark.parametrize("form", ["sarif", "rdjson"])
def test_a_fix_that_would_repeat_a_key_is_not_carried(form: str, project: Project) -> None:
    key = made_up_key("sk_sbox_")
    url = "https://api.sandbox.checkout.com/workflows"
    code = f'import httplib2\nhttplib2.Http().request("{url}", "GET", None, {{"Authorization": "{key}"}})\n'
    folder = project({"pay.py": code})
    cli.main(["check", ".", "--no-cache", "--output", f"{form}=report", "--quiet"])
    report = (folder / "report").read_text("utf-8")
    assert "CKO102" in report
    assert key not in report


def test_the_fix_of_a_notebook_is_not_carried(project: Project) -> None:
    cell = {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "source": ['LIVE_URL = "https://api.sandbox.checkout.com"'],
    }
    folder = project({"pay.ipynb": json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})})
    for form in ("sarif", "rdjson"):
        cli.main(["check", ".", "--no-cache", "--output", f"{form}=../{form}", "--quiet"])
    assert "CKO303" in (folder.parent / "sarif").read_text()
    assert list(of_sarif((folder.parent / "sarif").read_text())) == []
    assert list(of_rdjson((folder.parent / "rdjson").read_text())) == []
