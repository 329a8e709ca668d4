"""The programs in `tests/cases/`, each with the findings that it must produce.

`cases/labelled/` has those that describe what is wanted, `cases/regressions/` those that were once got wrong. In both, a case
is a file, or a folder that is a project of its own, in a group. A line that ends in `# want: CKO101` asks for that finding on
its statement; a file that cannot carry comments has its expectations in the folder's `want.txt`, a `path:line: CODE` a line.
Every key is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cko_lint.findings import Finding

FOLDER = Path(__file__).parent / "cases"
LABELLED = FOLDER / "labelled"
EXPECTATIONS = "want.txt"
WANT = re.compile(r"#\s*want:\s*(CKO\d{3}(?:\s*,\s*CKO\d{3})*)")
LINE_END = re.compile(r"\r\n|\r|\n")


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


@dataclass(frozen=True)
class Case:
    """A program: its name, its files by their paths in it, and what is to be found."""

    name: str
    files: dict[str, bytes]
    wants: tuple[Want, ...]

    @property
    def id(self) -> str:
        """The name and the wanted codes, so that `pytest -k CKO401` runs the cases of that rule."""
        return f"{self.name}-{','.join(sorted({want.code for want in self.wants})) or 'silent'}"

    @property
    def modules(self) -> list[str]:
        """The paths of its Python files."""
        return [path for path in self.files if path.endswith(".py")]

    def lay_out(self, folder: Path) -> None:
        """Writes the files into a folder."""
        for path, data in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def cases(folder: Path = FOLDER) -> list[Case]:
    """Returns the cases in a folder of groups, or in all of them."""
    return list(_cases(folder))


@cache
def _cases(folder: Path) -> list[Case]:
    places = sorted(folder.glob("*/*/*" if folder == FOLDER else "*/*"))
    return [read(place, place.relative_to(FOLDER).with_name(name_of(place)).as_posix()) for place in places]


def name_of(place: Path) -> str:
    return place.name if place.is_dir() else place.stem


def read(place: Path, name: str) -> Case:
    """Returns the program that is a file or a folder."""
    top = place if place.is_dir() else place.parent
    paths = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]
    contents = {
        path.relative_to(top).as_posix(): path.read_bytes() for path in paths if "__pycache__" not in path.parts
    }
    expectations = contents.pop(EXPECTATIONS, b"").decode()
    return Case(name, contents, (*_listed(expectations), *_marked(contents)))


def _listed(text: str) -> Iterator[Want]:
    for line in text.splitlines():
        path, number, code = line.rsplit(":", 2)
        yield Want(path, int(number), code.strip())


def _marked(files: dict[str, bytes]) -> Iterator[Want]:
    for path, data in files.items():
        for number, line in enumerate(LINE_END.split(data.decode("utf-8", "replace")), 1):
            if match := WANT.search(line):
                yield from (Want(path, number, code.strip()) for code in match[1].split(","))


def compared(case: Case, findings: list[Finding]) -> tuple[list[Want], list[str]]:
    """Returns what was wanted and not found, and what was found and not wanted: each finding meets one want."""
    missed, extra = [], list(findings)
    for want in case.wants:
        met = next((finding for finding in extra if want.is_met_by(finding)), None)
        if met is None:
            missed.append(want)
        else:
            extra.remove(met)
    return missed, [f"{f.location.path}:{f.location.start.line}: {f.code} {f.message}" for f in extra]
