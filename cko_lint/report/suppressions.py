"""Which findings comments suppress, and which comments suppress nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from cko_lint.findings import Finding, Location, Position, with_call_paths
from cko_lint.report.selection import CODE_PREFIX
from cko_lint.report.suppression_comments import Fault, Named, Suppression
from cko_lint.sources.kinds import is_prose


class Rules(Protocol):
    """What comments need to know of the rules."""

    @property
    def secrets(self) -> frozenset[str]:
        """The codes of the rules that the pragma suppresses."""

    @property
    def unanalysed(self) -> frozenset[str]:
        """The codes of the rules that report a file which could not be analysed."""

    @property
    def unused(self) -> str:
        """The code of the rule about comments that suppress nothing."""

    def code_of(self, called: str) -> str | None:
        """Returns the code of the rule with this code or name."""

    def codes_with(self, prefix: str) -> tuple[str, ...]:
        """Returns the codes that begin with a prefix."""

    def useless(self, location: Location, comment: str, called: str, fault: Fault | None) -> Finding:
        """Returns the finding for a comment, or one rule in it, that suppresses nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What suppressions leave: the findings that stay, and those about comments that have no use."""

    findings: list[Finding]
    unused: list[Finding]


def apply(
    findings: Iterable[Finding],
    comments: Iterable[tuple[str, list[Suppression]]],
    rules: Rules,
    is_on: Callable[[str, str], bool] = lambda code, path: True,
    judges: Callable[[str], bool] = lambda path: True,
    refuses: Callable[[Finding], bool] = lambda finding: False,
) -> Outcome:
    """Returns what suppression comments leave of the findings, and a finding for every rule that one names in vain.

    A comment at one of the callers that make it a finding takes this caller out; without callers, nothing is left of it.
    `comments` are the suppressions of each file, by its path. `is_on` says whether a rule, by its code, is on for a path:
    what suppresses a rule that is off is dormant, not unused. `judges` says of which files comments are to be found unused. What
    `refuses` to be suppressed stays, and says so.
    """
    findings = list(findings)
    files = {path: _Comments(path, suppressions, rules) for path, suppressions in comments}
    left = list(_left(findings, files, refuses))
    # A file that could not be analysed cannot show which comments have a use.
    unjudged = {finding.location.path for finding in findings if finding.code in rules.unanalysed}
    unused: list[Finding] = []
    for path, found in files.items():
        if path not in unjudged and judges(path):
            unused += _left(found.unused(lambda code: code != rules.unused, is_on), files)
            unused += found.unused(lambda code: code == rules.unused, is_on)
    return Outcome(left, unused)


def _resolved(suppression: Suppression, rules: Rules) -> Suppression:
    """Returns a comment with the codes of the rules that it names."""
    named: list[Named] = []
    for one in suppression.named:
        code = rules.code_of(one.called) or ""
        if not code and one.called.startswith(CODE_PREFIX) and rules.codes_with(one.called):
            code = one.called
        if not (code or one.certain):
            break  # here the reason begins
        named.append(replace(one, code=code))
    return replace(suppression, named=tuple(named))


class _Comments:
    """The suppressions of a file, and which of their rules have suppressed something."""

    def __init__(self, path: str, suppressions: list[Suppression], rules: Rules) -> None:
        if is_prose(path):  # which shows how they are written, too
            suppressions = [replace(suppression, foreign=True) for suppression in suppressions if not suppression.fault]
        self._path = path
        self._rules = rules
        self._all = [_resolved(suppression, rules) for suppression in suppressions]
        self._used: set[tuple[Suppression, Named | None]] = set()
        self._of_file = [suppression for suppression in self._all if suppression.whole_file]
        self._of_line: dict[int, list[Suppression]] = {}
        for suppression in self._all:
            if not suppression.whole_file:
                self._of_line.setdefault(suppression.line, []).append(suppression)

    def silence(self, code: str, first: int, last: int) -> bool:
        """Whether a rule is suppressed for a statement, by its lines; notes what does that."""
        near = [suppression for line in range(first - 1, last + 1) for suppression in self._of_line.get(line, ())]
        silencing = [
            (suppression, named)
            for suppression in (*self._of_file, *near)
            if not suppression.fault and suppression.covers(first, last)
            for named in self._meant(suppression, code)
        ]
        self._used.update(silencing)
        return bool(silencing)

    def _meant(self, suppression: Suppression, code: str) -> Iterator[Named | None]:
        """Yields by what a comment means a rule: each name of it, or the pragma as a whole."""
        yield from (named for named in suppression.named if named.fits(code))
        if suppression.pragma and code in self._rules.secrets:
            yield None

    def unused(self, wanted: Callable[[str], bool], is_on: Callable[[str, str], bool]) -> Iterator[Finding]:
        """Yields a finding for each of the rules with a wanted code that a comment names in vain."""
        for suppression in self._all:
            for named in suppression.judged:
                if wanted(named.code) and self._is_useless(suppression, named, is_on):
                    yield self._finding(suppression, named)

    def _is_useless(self, suppression: Suppression, named: Named, is_on: Callable[[str, str], bool]) -> bool:
        if suppression.foreign or (suppression, named) in self._used:
            return False
        codes = self._rules.codes_with(named.code) if named.code else ()
        return bool(suppression.fault) or not codes or any(is_on(code, self._path) for code in codes)

    def _finding(self, suppression: Suppression, named: Named) -> Finding:
        start, text = (suppression.column, suppression.text) if suppression.fault else (named.column, named.called)
        first, last = Position(suppression.line, start), Position(suppression.line, start + len(text))
        location = Location(self._path, first, last)
        return self._rules.useless(location, suppression.text, named.called, suppression.fault)


_REFUSED = "its suppression is refused: `unsuppressable` in the settings includes live keys"


def _left(
    findings: Iterable[Finding],
    files: Mapping[str, _Comments],
    refuses: Callable[[Finding], bool] = lambda finding: False,
) -> Iterator[Finding]:
    """Yields what is left of findings: not those that are silenced where they stand, nor callers that are."""

    def is_silenced(code: str, path: str, statement: tuple[int, int]) -> bool:
        return path in files and files[path].silence(code, *statement)

    for finding in findings:
        silenced = is_silenced(finding.code, finding.location.path, _statement(finding))
        if silenced and refuses(finding):
            yield replace(finding, help=f"{finding.help}; {_REFUSED}")
            continue
        calls = {
            call.location
            for call in finding.callers
            if call.site is not None and is_silenced(finding.code, call.location.path, call.site.statement)
        }
        call_paths = [
            call_path for call_path in finding.call_paths if calls.isdisjoint(call.location for call in call_path)
        ]
        if silenced or (finding.call_paths and not call_paths):
            continue
        yield with_call_paths(finding, call_paths) if calls else finding


def _statement(finding: Finding) -> tuple[int, int]:
    if finding.statement != (0, 0):
        return finding.statement
    return finding.location.start.line, finding.location.end.line
