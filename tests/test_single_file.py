"""A pre-commit run that names one file reports what a run over the whole project finds there, or by way of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from labelled import Case, cases, compared, read

from cko_lint import run
from cko_lint.config import settings as config
from cko_lint.findings import Finding
from cko_lint.sources.prefilter import concerns_checkout

pytestmark = pytest.mark.once

APPLICATIONS = [read(place, f"applications/{place.name}") for place in sorted((ROOT / "tests/applications").iterdir())]
PROJECTS = [
    case for case in [*cases(), *APPLICATIONS] if len([path for path in case.modules if case.files[path].strip()]) > 1
]
Identified = tuple[Finding, str]


def findings(paths: list[str]) -> list[Identified]:
    report = run.run(paths, config.load(["."])).report
    return list(zip(report.findings, report.fingerprints, strict=True))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda case: case.id)
def test_each_file_alone(project: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project.lay_out(tmp_path)
    # The first of them is the one that analyses the project: it had better be one that tells nothing by itself.
    first, *others = sorted(project.modules, key=lambda name: concerns_checkout(project.files[name]))
    alone = {first: findings([first])}
    whole = findings(["."])
    assert compared(project, [finding for finding, _ in whole]) == ([], [])
    alone |= {name: findings([name]) for name in others}
    touching = {
        name: [f for f in whole if any(place.path == name for place in f[0].places)] for name in project.modules
    }
    assert alone == touching


def test_there_are_files_to_compare() -> None:
    files = [project.files[name] for project in PROJECTS for name in project.modules]
    assert len(files) > 400
    assert sum(not concerns_checkout(data) for data in files) > 100
