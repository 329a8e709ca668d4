"""What must hold for every program: no exception, no key in any output, places inside of the file, and an end in time."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from cko_lint import run
from cko_lint.config.settings import Settings
from cko_lint.config.values import OutputFormat
from cko_lint.findings import Finding
from cko_lint.output import formats
from cko_lint.output.report import Report

SETTINGS = Settings(pedantic=True, show_unresolved=True, cache=False)
KEY = re.compile(
    r"(?<![A-Za-z0-9_])[sp]k_(?:sbox_|test_)?(?:[a-z2-7]{26}[a-z2-7*#$=]|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
MOST_SECONDS = 10
"""Of processor time, for programs of the size of those here."""


@contextlib.contextmanager
def debugging(folder: Path) -> Iterator[None]:
    """Works in a folder, and lets every exception out."""
    here = Path.cwd()
    os.environ["CKO_LINT_DEBUG"] = "1"
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        del os.environ["CKO_LINT_DEBUG"]


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes files into a folder that is a project of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "setup.cfg").touch()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape"))


def report(paths: tuple[str, ...] = (".",), settings: Settings = SETTINGS) -> Report:
    """Returns what is found in the working directory, with every exception that comes up."""
    return run.run(list(paths), settings).report


def complaints(folder: Path, files: Mapping[str, str | bytes], with_formats: bool = True) -> Iterator[str]:
    """Yields what is wrong with a run over some files."""
    write(folder, files)
    with debugging(folder):
        began = time.process_time()
        made = report()
        spent = time.process_time() - began
        if spent > MOST_SECONDS:
            yield f"it took {spent:.0f} s"
        for finding in made.findings:
            yield from _outside(finding)
        keys = set(KEY.findall("\n".join(str(content) for content in files.values())))
        for form in OutputFormat if with_formats else ():
            text = formats.render(replace(made), form.value)
            shown = json.dumps(text) if not isinstance(text, str) else text
            yield from (f"a key in {form.value}: {key[:12]}" for key in keys & set(KEY.findall(shown)))


def _outside(finding: Finding) -> Iterator[str]:
    if finding.code == "CKO004":
        yield "the analysis failed"
    for place in (finding.location, *(related.location for related in finding.related)):
        lines = re.split(r"\r\n|\r|\n", Path(place.path).read_bytes().decode("utf-8", "replace"))
        start, end = place.start, place.end
        if not 1 <= start.line <= end.line <= len(lines):
            yield f"{finding.code} at lines {start.line} to {end.line} of {len(lines)}"
        elif start.column < 1 or (start.line, start.column) > (end.line, end.column):
            yield f"{finding.code} from {start} to {end}"
        elif _is_plain(lines) and end.column > len(lines[end.line - 1]) + 1:
            yield f"{finding.code} ends at column {end.column} of {len(lines[end.line - 1])}"


def _is_plain(lines: list[str]) -> bool:
    """Whether the text is read as what its bytes are in UTF-8."""
    return not any("coding" in line for line in lines[:2]) and "\ufffd" not in "".join(lines)
