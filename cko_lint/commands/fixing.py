"""`--fix` and `--diff`: what a run has found is fixed, in memory first, and then written or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from cko_lint.commands.terminal import print_error
from cko_lint.findings import Finding, Location
from cko_lint.fixes.diff import unified
from cko_lint.fixes.rounds import Candidate, Judged, Outcome, Rounds, identity
from cko_lint.output.places import place
from cko_lint.output.report import path_text, plural, printable
from cko_lint.rules.report import ASSEMBLED
from cko_lint.run import Run
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.rewriting import CannotRewrite, file_text, replace_file
from cko_lint.sources.scan import STDIN, Scan, Source, shown

Stdin = tuple[str, bytes]
"""The name and the content of standard input."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the fixes of a run have made of its files, before any of it is written."""

    scan: Scan
    outcome: Outcome

    def diff(self) -> str:
        """Returns the changes as a unified diff, without keys."""
        original = _originals(self.scan)
        contents = sorted(self.outcome.contents.items())
        in_pieces = {location.path for finding in self.outcome.fixed for location in _pieces(finding)}
        return "".join(
            unified(path, original(path), data, printable(path_text(path)), path in in_pieces)
            for path, data in contents
        )

    def said(self) -> str:
        """Returns what would be fixed, to stand below a diff."""
        return f"Would fix {plural(len(self.outcome.fixed), 'finding')}." if self.outcome.fixed else "Nothing to fix."

    def stdin(self, given: Stdin | None) -> Stdin | None:
        """Returns standard input as it is after the fixes."""
        if given is None:
            return None
        name, data = given
        return name, self.outcome.contents.get(_path_of(name), data)

    def write(self, stdin: Stdin | None) -> int:
        """Writes the files that have not changed since they were read, and standard input to standard output.

        Returns how many findings are fixed by that.
        """
        original, absolute = _originals(self.scan), _absolute_paths(self.scan)
        left: set[str] = set()
        if stdin is not None and (after := self.stdin(stdin)) is not None:
            sys.stdout.buffer.write(after[1])
            sys.stdout.flush()
        for path, data in sorted(self.outcome.contents.items()):
            if stdin is not None and path == _path_of(stdin[0]):
                continue
            try:
                _write(absolute(path), original(path), data)
            except (CannotRewrite, OSError) as error:
                left.add(path)
                print_error(f"{path} is left as it is: {getattr(error, 'strerror', None) or error}")
        return sum(left.isdisjoint(_edited_by(finding)) for finding in self.outcome.fixed)


def _pieces(finding: Finding) -> Iterator[Location]:
    """Yields where a key is put together: its pieces may stand anywhere around."""
    if ASSEMBLED in finding.message:
        yield from finding.places
        yield from finding.places_of_remedies


def _path_of(name: str) -> str:
    """Returns the path in reports of standard input."""
    return "<stdin>" if name == STDIN else shown(name)


def _edited_by(finding: Finding) -> set[str]:
    """Returns the paths of the files that a fix of a finding may edit."""
    return {finding.location.path, *(location.path for location in finding.places_of_remedies)}


def fixed(found: Run, analyse: Callable[[Scan], Run], unsafe: bool) -> Fixed:
    """Returns what the fixes make of the files of a run; `analyse` runs once more on other contents.

    All findings of the files count when a fix is judged, although only those on some lines are to be fixed.
    """
    first = _judged(found, unsafe)
    asked = {identity(candidate.finding) for candidate in first.candidates}

    def judge(contents: Mapping[str, bytes]) -> Judged:
        judged = _judged(analyse(_with_contents(found.scan, contents)), unsafe)
        if found.scan.added is None:
            return judged
        return replace(judged, candidates=[c for c in judged.candidates if identity(c.finding) in asked])

    if found.scan.added is not None:
        first = replace(first, findings=judge({}).findings)
    outcome = Rounds(_originals(found.scan), judge).run(first)
    for finding in outcome.refused:
        print_error(
            f"{place(finding.location)}: the fix of {finding.code} was tried and left out: it does not remove the finding, or leads to another one"
        )
    return Fixed(found.scan, outcome)


def _judged(found: Run, unsafe: bool) -> Judged:
    report = found.report
    fixes = ((finding, report.fix(finding)) for finding in report.findings)
    wanted = [Candidate(finding, fix) for finding, fix in fixes if fix is not None and (fix.safe or unsafe)]
    return Judged(report.findings, wanted)


def _originals(scan: Scan) -> Callable[[str], bytes]:
    """Returns what looks up the content that a file was analysed with."""
    sources = {source.path: source for source in scan.sources}

    def original(path: str) -> bytes:
        if path in sources:
            return sources[path].data
        absolute = os.path.realpath(path)
        return scan.overlay[absolute] if absolute in scan.overlay else _read(absolute)

    return original


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _absolute_paths(scan: Scan) -> Callable[[str], str]:
    known = {source.path: source.absolute for source in scan.sources}
    return lambda path: known.get(path) or os.path.realpath(path)


def _with_contents(scan: Scan, contents: Mapping[str, bytes]) -> Scan:
    """Returns a scan of the same files in which some have other contents; findings on all lines count."""
    absolute = _absolute_paths(scan)
    made = Scan()
    made.count, made.folders, made.paths, made.unreadable = scan.count, scan.folders, scan.paths, scan.unreadable
    made.sources = [
        Source(source.path, source.absolute, contents[source.path]) if source.path in contents else source
        for source in scan.sources
    ]
    changed = {
        place: data
        for path, data in contents.items()
        if kind_of(path) == PYTHON or path == "<stdin>"
        for place in (absolute(path), _unresolved(path))
    }
    made.overlay = scan.overlay | changed
    return made


def _unresolved(path: str) -> str:
    """Returns where a file is if its name is a symbolic link: a project has the link, too."""
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def _write(path: str, analysed: bytes, data: bytes) -> None:
    """Writes the new text of a file in the encoding that it has on disk; raises CannotRewrite for one that has changed."""
    on_disk = _read(path)
    written = file_text(path, on_disk)
    if written.text != file_text(path, analysed).text:
        raise CannotRewrite("it has changed since it was read")
    replace_file(path, written.encoded(file_text(path, data).text), expected=on_disk)
