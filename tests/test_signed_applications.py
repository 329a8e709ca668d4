"""Small applications, each in a style of its own: silent as they are, and found out without the lines that sign their requests.

A line that ends in `# signs` is left out for that; one that ends in `# signs, or else: …` becomes what stands there.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from cko_lint import run
from cko_lint.config import settings as config
from cko_lint.findings import Finding

APPLICATIONS = sorted(path for path in (ROOT / "tests/signed_applications").iterdir() if path.is_dir())
SIGNS = re.compile(r"^(?P<indent>\s*).*  # signs(?:, or else: (?P<instead>.*))?\n", re.MULTILINE)


@pytest.fixture(params=APPLICATIONS, ids=lambda path: path.name)
def application(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies an application into a folder of its own and goes there."""
    folder = tmp_path / request.param.name
    shutil.copytree(request.param, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(folder)
    return folder


def findings() -> list[Finding]:
    return list(run.run(["."], replace(config.load(["."]), cache=False)).report.findings)


def without_signature(match: re.Match[str]) -> str:
    return f"{match['indent']}{match['instead']}\n" if match["instead"] else ""


def test_application_is_silent(application: Path) -> None:
    assert [(f.code, f.location.path, f.location.start.line, f.message) for f in findings()] == []


def test_unsigned_application_is_found_out(application: Path) -> None:
    for path in application.rglob("*.py"):
        path.write_text(SIGNS.sub(without_signature, path.read_text()))
    assert {finding.code for finding in findings()} == {"CKO101"}
