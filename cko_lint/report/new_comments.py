"""The texts of files with a suppression comment for each of some findings."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cko_lint.findings import Finding
from cko_lint.report.comment_places import Insertion, Wanted, beside_entries, in_python, with_comments
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.lines import split_lines


class Commented(NamedTuple):
    """A text with comments, how many findings they suppress, and how many have no place for one."""

    text: str
    suppressed: int
    left: int


def commented(path: str, text: str, findings: Sequence[Finding], reason: str, line_end: str) -> Commented:
    """Returns the text of a file with comments for findings in it; what it means to its reader stays the same."""
    is_code = kind_of(path) == PYTHON
    if is_code:
        return _commented_code(text, findings, reason, line_end)
    return _commented_entries(path, text, findings, reason, line_end)


def _commented_code(text: str, findings: Sequence[Finding], reason: str, line_end: str) -> Commented:
    wanted = [_wanted(finding) for finding in findings]
    found = in_python(text, wanted, longest(findings, reason))
    placed = [(place, finding) for place, finding in zip(found, findings, strict=True) if place is not None]
    new = with_comments(text, list(joined(placed, reason)), line_end)
    if tree_of(new) != tree_of(text):
        return Commented(text, 0, len(findings))
    return Commented(new, len(placed), len(findings) - len(placed))


def _wanted(finding: Finding) -> Wanted:
    first, last = finding.statement if finding.statement != (0, 0) else (finding.location.start.line,) * 2
    return Wanted(first, last, min(max(finding.location.start.line, first), last))


def longest(findings: Iterable[Finding], reason: str) -> int:
    """Returns how many columns the comment for one of some findings takes, with the space before it."""
    return max(len(words([finding.name], reason)) for finding in findings) + 4


def tree_of(text: str) -> str | None:
    """Returns what Python makes of a text; None if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def joined(placed: Iterable[tuple[Insertion, Finding]], reason: str) -> Iterator[tuple[Insertion, str]]:
    """Yields one comment for all findings that have it at the same place."""
    names: dict[Insertion, dict[str, None]] = {}
    for place, finding in placed:
        names.setdefault(place, {})[finding.name] = None
    for place, of_place in names.items():
        yield place, words(sorted(of_place), reason)


def words(names: Iterable[str], reason: str) -> str:
    """Returns what a comment says that suppresses some rules."""
    return f"cko-lint: ignore[{', '.join(names)}] {reason}"


def _commented_entries(path: str, text: str, findings: Sequence[Finding], reason: str, line_end: str) -> Commented:
    meaning = _meaning(path)
    before = meaning(text)
    lines = split_lines(text)
    chosen: list[tuple[Insertion, str]] = []
    done = 0
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.location.start.line, []).append(finding)
    for line, of_line in by_line.items():
        said = words(sorted({finding.name for finding in of_line}), reason)
        for place in beside_entries(path, lines, line):
            if meaning(with_comments(text, [(place, said)], line_end)) == before:
                chosen.append((place, said))
                done += len(of_line)
                break
    return Commented(with_comments(text, chosen, line_end), done, len(findings) - done)


def _meaning(path: str) -> Callable[[str], object]:
    """Returns what reads a file of a format that is known, so that two texts can be compared; of others, nothing."""
    name = path.lower()
    if name.endswith((".yaml", ".yml")):
        return _of_yaml
    return _of_toml if name.endswith(".toml") else lambda text: None


def _of_yaml(text: str) -> object:
    import yaml  # type: ignore[import-untyped]

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return [_without_marks(event) for event in yaml.parse(text, Loader=loader)]
    except (yaml.YAMLError, RecursionError, ValueError):
        return object()  # as nothing else: no comment is put into what cannot be read


def _without_marks(event: object) -> tuple[object, ...]:
    values = vars(event)
    return type(event), *(values[name] for name in sorted(values) if not name.endswith("_mark"))


def _of_toml(text: str) -> object:
    import tomli

    try:
        return tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return object()
