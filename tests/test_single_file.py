"""A pre-commit run that names one file reports what a run over the whole project finds there, or by way of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from cko_lint import config, run
from cko_lint.findings import Finding
from cko_lint.prefilter import concerns_checkout

FOLDERS = sorted(
    folder
    for place in ("cases", "own_cases", "applications")
    for folder in (ROOT / "tests" / place).glob("*" if place == "applications" else "*/*")
    if folder.is_dir() and len([path for path in folder.rglob("*.py") if path.stat().st_size]) > 1
)
FILES = [
    (folder, path.relative_to(folder).as_posix())
    for folder in FOLDERS
    for path in sorted(folder.rglob("*.py"))
    if "__pycache__" not in path.parts
]


Identified = tuple[Finding, str]


def findings(paths: list[str]) -> list[Identified]:
    report = run.run(paths, config.load(["."])).report
    return list(zip(report.findings, report.fingerprints, strict=True))


@pytest.fixture(scope="module")
def whole_run() -> dict[Path, list[Identified]]:
    return {}


@pytest.mark.parametrize(("folder", "name"), FILES, ids=[f"{f.parent.name}/{f.name}/{name}" for f, name in FILES])
def test_a_file_alone(
    folder: Path,
    name: str,
    whole_run: dict[Path, list[Identified]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = tmp_path / "case"
    shutil.copytree(
        folder, place, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("want.txt", "__pycache__")
    )
    monkeypatch.chdir(place)
    if folder not in whole_run:
        whole_run[folder] = findings(["."])
    touching = [found for found in whole_run[folder] if any(place.path == name for place in found[0].places)]
    assert findings([name]) == touching


def test_there_are_files_to_compare() -> None:
    assert len(FILES) > 100
    assert any(not concerns_checkout((folder / name).read_bytes()) for folder, name in FILES)
