"""The inventories of the applications and of the examples, whole, as a person has read them against the source."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from inventoried import told

GOLDEN = Path(__file__).parent / "golden" / "applications"
APPLICATIONS = sorted(path for path in (ROOT / "tests/applications").iterdir() if path.is_dir())


@pytest.mark.parametrize("source", [*APPLICATIONS, ROOT / "examples"], ids=lambda path: path.name)
def test_every_request_of_an_application_is_listed(source: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    folder = tmp_path / source.name
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("__pycache__", ".cko_lint_cache"))
    (folder / "setup.cfg").write_text("", "utf-8")
    made, code = told(folder, "inventory", ".", "--no-cache", "--group-by", "file")
    assert code == 0
    assert "could not be followed" not in made
    kept = GOLDEN / f"{source.name}.text"
    if pytestconfig.getoption("--update-snapshots"):
        kept.write_text(made, "utf-8")
    assert made == kept.read_text("utf-8"), (
        "if this is meant, read it against the source, and run with --update-snapshots"
    )
