"""A pre-commit run that names one file says the same about it as a run over the whole project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from cko_lint import config, run
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


def findings(paths: list[str]) -> list[tuple[str, str, int, int, str, str]]:
    found = run.run(paths, config.load(["."])).report.findings
    return [
        (f.code, f.location.path, f.location.start.line, f.location.start.column, str(f.severity), f.message)
        for f in found
    ]


@pytest.fixture(scope="module")
def whole_run() -> dict[Path, list[tuple[str, str, int, int, str, str]]]:
    return {}


@pytest.mark.parametrize(("folder", "name"), FILES, ids=[f"{f.parent.name}/{f.name}/{name}" for f, name in FILES])
def test_a_file_alone(
    folder: Path,
    name: str,
    whole_run: dict[Path, list[tuple[str, str, int, int, str, str]]],
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
    assert findings([name]) == [finding for finding in whole_run[folder] if finding[1] == name]


def test_there_are_files_to_compare() -> None:
    assert len(FILES) > 100
    assert any(not concerns_checkout((folder / name).read_bytes()) for folder, name in FILES)
