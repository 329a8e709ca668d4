"""What fixes make of programs, without the command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cko_lint import run
from cko_lint.commands import fixing
from cko_lint.config.settings import Settings
from cko_lint.findings import Finding
from cko_lint.run import Run
from cko_lint.sources.scan import Scan, Source


@dataclass(frozen=True)
class Result:
    """The findings before and after, which of them were fixed, and which fixes were refused; the files after."""

    before: list[Finding]
    after: list[Finding]
    fixed: list[Finding]
    refused: list[Finding]
    files: dict[str, bytes]
    fix_again: Callable[[], list[Finding]]
    """Fixes what is left, and returns what was fixed."""

    @property
    def codes(self) -> list[str]:
        """The codes of what was fixed."""
        return [finding.code for finding in self.fixed]


def fix_files(files: Mapping[str, bytes], unsafe: bool = True, **settings: object) -> Result:
    """Fixes files that are in the working directory, or would be, and writes nothing."""
    wanted = Settings(cache=False, **settings)  # type: ignore[arg-type]

    def scanned(contents: Mapping[str, bytes]) -> Scan:
        found = Scan()
        for path, data in sorted(contents.items()):
            found.overlay[os.path.realpath(path)] = data
            found.take(Source(path, os.path.realpath(path), data))
        return found

    def judge(scan: Scan) -> Run:
        judged.append((contents_of(scan), run.analyse(scan, wanted)))
        return judged[-1][1]

    def contents_of(scan: Scan) -> dict[str, bytes]:
        return {source.path: source.data for source in scan.sources}

    judged: list[tuple[dict[str, bytes], Run]] = []
    before = judge(scanned(files))
    outcome = fixing.fixed(before, judge, unsafe).outcome
    after = {**files, **outcome.contents}
    # What is there in the end has been analysed, unless the fixes say that they made something else.
    left = next((found for contents, found in judged if contents == contents_of(scanned(after))), None)
    last = left or judge(scanned(after))
    return Result(
        list(before.report.findings),
        list(last.report.findings),
        outcome.fixed,
        outcome.refused,
        after,
        lambda: fixing.fixed(last, judge, unsafe).outcome.fixed,
    )


def fix_text(text: str, path: str = "pay.py", unsafe: bool = True, **settings: object) -> str:
    """Returns what fixes make of the text of one file."""
    data = fix_files({path: text.encode()}, unsafe, **settings).files[path]
    return data.decode()


def fix_folder(folder: Path, unsafe: bool = True, **settings: object) -> Result:
    """Fixes the files in the working directory."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return fix_files({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}, unsafe, **settings)
