"""What a run found, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from cko_lint.checkout.redaction import redact, redact_keys
from cko_lint.findings import Finding, Fix, Location, Position, Related, Severity
from cko_lint.homepage import linked
from cko_lint.sources.lines import ColumnUnit, Window


class Links(Enum):
    """How a report for people leads to the pages of its rules."""

    NONE = "none"
    HYPERLINKS = "hyperlinks"
    """The codes are links, by OSC 8."""
    URLS = "urls"
    """Each finding ends with the URL, or with the command that prints the page."""


class Rule(Protocol):
    """What a report says of a rule."""

    @property
    def code(self) -> str:
        """What tells it from all others: three letters and three digits."""

    @property
    def name(self) -> str:
        """What it is called, such as `missing-authorization`."""

    @property
    def severity(self) -> Severity:
        """How bad its findings are, if they do not say something else."""

    @property
    def summary(self) -> str:
        """What it reports, in one sentence."""

    @property
    def markdown(self) -> str:
        """The rest of its page."""

    @property
    def cwe(self) -> int:
        """The number of the weakness in MITRE's list; 0 if it is about none."""

    @property
    def security_severity(self) -> float:
        """How bad this weakness is, from 0.1 to 10; 0 if it is none."""


def _no_fix(finding: Finding) -> Fix | None:
    return None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run.

    `findings` are sorted, and `fingerprints` has one for each of them. `unresolved` are the requests that could not be
    judged, with the reason, if they were asked for. `files` were looked at, `analysed` of them concern Checkout.com.
    `line` returns one of the file, or cell, that a place is in, by its number, as far as it is near a column; None if there
    is none. `rule` returns what is known of a rule by its code.
    """

    findings: Sequence[Finding]
    fingerprints: Sequence[str]
    files: int
    analysed: int
    line: Callable[[Location, int, int], Window | None]
    rule: Callable[[str], Rule]
    unresolved: Sequence[Related] = ()
    with_unresolved: bool = False
    not_judged: int = 0
    """How many requests could not be judged, whether these were asked for or not."""
    accepted: Sequence[tuple[int, str]] = ()
    """What baselines hide: how many findings, and the path of the file."""
    folder: str = ""
    """The folder that paths are relative to."""
    column_unit: ColumnUnit = ColumnUnit.CHARACTERS
    """What the columns count that are written; those of `findings` count characters."""
    links: Links = Links.NONE
    fix: Callable[[Finding], Fix | None] = _no_fix
    """What makes the fix of a finding; None if it has none."""
    fixed: int = 0
    """How many findings this run has fixed."""
    with_unsafe: bool = False
    """Whether unsafe fixes are wanted, too."""

    def is_fixable(self, finding: Finding) -> bool:
        """Whether a finding has a fix that the run may apply, or may if it is asked to."""
        fix = self.fix(finding)
        return fix is not None and (fix.safe or self.with_unsafe)

    def marked(self, finding: Finding) -> str:
        """Returns the code of a finding, linked where the terminal has links, with a `[*]` if the run may fix it."""
        return f"{self.linked(finding)} [*]" if self.is_fixable(finding) else self.linked(finding)

    def fix_to_write(self, finding: Finding) -> Fix | None:
        """Returns the fix of a finding for a program that applies it; None if a key would have to be written."""
        fix = self.fix(finding)
        return None if fix is None or any(redact_keys(edit.text) != edit.text for edit in fix.edits) else fix

    @property
    def hidden(self) -> int:
        """How many findings baselines hide."""
        return sum(count for count, _ in self.accepted)

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def counted(self, location: Location, unit: ColumnUnit | None = None) -> Location:
        """Returns a place as it is to be written: with columns in the unit that was asked for, or in another one."""
        unit = unit or self.column_unit
        if unit is ColumnUnit.CHARACTERS:
            return location
        start, end = (self._counted(location, position, unit) for position in (location.start, location.end))
        return replace(location, start=start, end=end)

    def _counted(self, location: Location, position: Position, unit: ColumnUnit) -> Position:
        window = self.line(location, position.line, position.column)
        if window is None:
            return position
        # Of a line too long to be shown, what is left out is taken for ASCII.
        known = window.text[: max(position.column - 1 - window.before, 0)]
        return replace(position, column=position.column + unit.length(known) - len(known))

    def linked(self, finding: Finding) -> str:
        """Returns the code of a finding, which is a link to the page of its rule where the terminal has links."""
        return linked(finding.code, finding.name) if self.links is Links.HYPERLINKS else finding.code


def summary(report: Report) -> str:
    """Returns the sentence that ends a run: `2 errors, 1 warning in 240 files (3 related to Checkout.com)`."""
    counts = [(report.count(severity), severity.value) for severity in Severity]
    found = ", ".join(plural(count, word) for count, word in counts if count) or "No findings"
    told = f"{found} in {plural(report.files, 'file')} ({report.analysed} related to Checkout.com)"
    told += "".join(f"; {count} hidden by {printable(path_text(path))}" for count, path in report.accepted)
    if report.fixed:
        told = f"{report.fixed} fixed; {told}"
    if not report.not_judged:
        return told
    hint = "" if report.with_unresolved else " (see --show-unresolved)"
    return f"{told}; {plural(report.not_judged, 'request')} could not be judged{hint}"


def fixable(report: Report) -> str:
    """Returns the sentence that says how many findings can be fixed; "" if none can."""
    fixes = [fix for finding in report.findings if (fix := report.fix(finding)) is not None]
    ready = sum(fix.safe or report.with_unsafe for fix in fixes)
    hidden = len(fixes) - ready
    if not hidden:
        return f"[*] {ready} fixable with `--fix`" if ready else ""
    if not ready:
        return f"{hidden} fixable with `--fix --unsafe-fixes`"
    return f"[*] {ready} fixable with `--fix`, {hidden} more with `--fix --unsafe-fixes`"


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
