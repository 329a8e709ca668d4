"""Ten small applications in ten styles: each is correct, so nothing is found, and nothing in them is out of sight."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from cko_lint import config, run

APPLICATIONS = sorted(path for path in (ROOT / "tests/applications").iterdir() if path.is_dir())


@pytest.fixture
def application(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies an application into a folder of its own and goes there."""
    folder = tmp_path / request.param.name
    shutil.copytree(request.param, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(folder)
    return folder


def each(path: Path) -> str:
    return path.name


def test_there_are_twelve() -> None:
    assert len(APPLICATIONS) == 12


@pytest.mark.parametrize("application", APPLICATIONS, ids=each, indirect=True)
def test_application_is_silent(application: Path) -> None:
    settings = replace(config.load(["."]), pedantic=True)
    found = run.run(["."], settings).report.findings
    assert [(f.code, f.location.path, f.location.start.line, f.message) for f in found] == []


@pytest.mark.parametrize("application", APPLICATIONS, ids=each, indirect=True)
def test_every_request_of_the_application_is_followed(application: Path) -> None:
    report = run.run(["."], replace(config.load(["."]), show_unresolved=True)).report
    assert [(request.message, request.location) for request in report.unresolved] == []


@pytest.mark.parametrize("application", APPLICATIONS, ids=each, indirect=True)
def test_each_file_alone_is_silent(application: Path) -> None:
    settings = config.load(["."])
    for path in sorted(application.rglob("*.py")):
        name = path.relative_to(application).as_posix()
        assert list(run.run([name], settings).report.findings) == [], name
