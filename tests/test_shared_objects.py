"""Functions that are run only for what they change of shared objects report nothing themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cko_lint import run
from cko_lint.analysis import shared_objects
from cko_lint.config import settings as config

CLIENT = """
import requests

session = requests.Session()


def sessions():
    return [session]


def tag(value):
    for one in sessions():
        one.headers["X-Request-Id"] = value
        one.get(value)


def show():
    session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()
"""


@pytest.fixture(autouse=True)
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CKO_LINT_DEBUG", raising=False)
    Path("setup.cfg").touch()
    Path("client.py").write_text(CLIENT, "utf-8")


def _report() -> tuple[list[str], int]:
    report = run.run(["."], replace(config.load(["."]), show_unresolved=True)).report
    return [finding.code for finding in report.findings], len(report.unresolved)


def test_what_they_send_is_not_listed() -> None:
    assert _report() == (["CKO101"], 0)


def test_an_error_in_one_of_them_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []

    def fail(engine: object, entry_point: object) -> None:
        started.append(entry_point)
        raise ValueError

    monkeypatch.setattr(shared_objects, "_run_for_changes", fail)
    assert (_report(), bool(started)) == ((["CKO101"], 0), True)
