"""Small applications, each in a style of its own: each is correct, so nothing is found, and nothing is left unresolved."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from cko_lint import run
from cko_lint.config import settings as config

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
def test_application_is_silent_and_every_request_of_it_is_followed(application: Path) -> None:
    settings = replace(config.load(["."]), pedantic=True, show_unresolved=True, cache=False)
    report = run.run(["."], settings).report
    assert [(f.code, f.location.path, f.location.start.line, f.message) for f in report.findings] == []
    assert [(request.message, request.location) for request in report.unresolved] == []
