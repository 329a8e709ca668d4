"""Programs with the findings they must produce, and the ones that must stay silent.

A case is a file, or a folder that is a project of its own, in a group of `cases/` or `own_cases/`. A line that ends in
`# want: CKO101` asks for that finding on its statement; a file that cannot carry comments has its expectations in the
folder's `want.txt`, a `path:line: CODE` a line. Everything else that is reported is wrong. Every key is made up.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cko_lint import config, run
from cko_lint.findings import Finding
from cko_lint.rules import RULES

HERE = Path(__file__).parent
WANT = re.compile(r"#\s*want:\s*(CKO\d{3}(?:\s*,\s*CKO\d{3})*)")
LINE_END = re.compile(r"\r\n|\r|\n")
CASES = sorted(case for folder in ("cases", "own_cases") for case in (HERE / folder).glob("*/*"))


@dataclass(frozen=True, order=True)
class Want:
    """A finding that a case asks for."""

    path: str
    line: int
    code: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code}"

    def is_met_by(self, finding: Finding) -> bool:
        where = finding.location
        return finding.code == self.code and where.path == self.path and where.start.line <= self.line <= where.end.line


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.stem if case.is_file() else case.name}"


def wanted(folder: Path) -> Iterator[Want]:
    for path in sorted(folder.rglob("*")):
        if path.name == "want.txt":
            for line in path.read_text("utf-8").splitlines():
                name, number, code = line.rsplit(":", 2)
                yield Want(name, int(number), code.strip())
        elif path.is_file():
            lines = LINE_END.split(path.read_bytes().decode("utf-8", "replace"))
            for at, line in enumerate(lines, 1):
                if match := WANT.search(line):
                    for code in match[1].split(","):
                        yield Want(path.relative_to(folder).as_posix(), at, code.strip())


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "case"
    if case.is_dir():
        shutil.copytree(case, folder, copy_function=shutil.copyfile)
    else:
        folder.mkdir()
        shutil.copyfile(case, folder / case.name)
    known = {rule.code for rule in RULES}
    missed = [want for want in wanted(folder) if want.code in known]
    (folder / "want.txt").unlink(missing_ok=True)
    monkeypatch.chdir(folder)

    extra = list(run.run(["."], config.load(["."])).report.findings)
    for want in list(missed):
        met = next((finding for finding in extra if want.is_met_by(finding)), None)
        if met is not None:
            extra.remove(met)
            missed.remove(want)

    assert (
        [f"missed {want}" for want in missed],
        [f"extra {f.location.path}:{f.location.start.line}: {f.code} {f.message}" for f in extra],
    ) == ([], [])
