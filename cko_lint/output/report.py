"""What a run found, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cko_lint.checkout.redaction import redact, redact_keys
from cko_lint.findings import Finding, Location, Related, Severity
from cko_lint.sources.lines import Window


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run.

    `findings` are sorted, and `fingerprints` has one for each of them. `unresolved` are the requests that could not be
    judged, with the reason, if they were asked for. `files` were looked at, `analysed` of them concern Checkout.com.
    `line` returns one of the file, or cell, that a place is in, by its number, as far as it is near a column; None if there
    is none.
    """

    findings: Sequence[Finding]
    fingerprints: Sequence[str]
    files: int
    analysed: int
    line: Callable[[Location, int, int], Window | None]
    unresolved: Sequence[Related] = ()
    with_unresolved: bool = False
    not_judged: int = 0
    """How many requests could not be judged, whether these were asked for or not."""
    accepted: Sequence[tuple[int, str]] = ()
    """What baselines hide: how many findings, and the path of the file."""

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def summary(report: Report) -> str:
    """Returns the sentence that ends a run: `2 errors, 1 warning in 240 files (3 related to Checkout.com)`."""
    counts = [(report.count(severity), severity.value) for severity in Severity]
    found = ", ".join(plural(count, word) for count, word in counts if count) or "No findings"
    told = f"{found} in {plural(report.files, 'file')} ({report.analysed} related to Checkout.com)"
    told += "".join(f"; {count} hidden by {printable(path_text(path))}" for count, path in report.accepted)
    if not report.not_judged:
        return told
    hint = "" if report.with_unresolved else " (see --show-unresolved)"
    return f"{told}; {plural(report.not_judged, 'request')} could not be judged{hint}"


def plural(count: int, word: str) -> str:
    """Returns a number with its noun: `1 file`, `2 files`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def prose(text: str) -> str:
    """Returns a message as it may be printed: keys cut short, nothing in it that steers a terminal."""
    return printable(redact(text))


def path_text(path: str) -> str:
    """Returns a path as it may be printed. Only what is certainly a key is cut: long names are common in paths."""
    return redact_keys(path)


def printable(text: str) -> str:
    """Returns a text in one line, with what steers a terminal, or cannot be encoded, written as an escape."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
