"""The list that the page about permissions shows is the one that is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from cko_lint.cli import main


def test_the_list_that_is_shown_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs/permissions.md").read_text("utf-8")
    written = re.search(r"<!-- written: cko-lint permissions (\S+) -->\n```json\n(.*?)```", page, re.S)
    assert written is not None
    monkeypatch.chdir(ROOT)
    assert main(["permissions", written[1], "--no-cache", "--write", str(tmp_path / "list.json")]) == 0
    assert (tmp_path / "list.json").read_text("utf-8") == written[2]
