"""What a rule reports: a finding, where it stands, and the places that explain it.

This module knows nothing of Checkout.com, of syntax or of output formats, so that everything can speak of findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from operator import itemgetter


class Severity(str, Enum):
    """How bad a finding is, from the worst; `--fail-on` names the mildest that fails a run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, growing as the severity falls."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text: both numbers are 1-based, the column counts characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of one file, from its first character up to, but without, the character at `end`."""

    path: str
    start: Position
    end: Position
    cell: int = 0
    """The cell of a notebook that the lines count within, from 1; 0 in any other file."""


@dataclass(frozen=True, slots=True)
class CallSite:
    """What tells a call of one of the project's functions from others, without line numbers.

    `statement` is as of a finding. `function` is the qualified name of the function or class that the call stands in, ""
    in the body of a module; `text` is the source of the call with every key cut out.
    """

    statement: tuple[int, int]
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding, and what it contributes; `site` if it is a call on the call path to the finding."""

    message: str
    location: Location
    site: CallSite | None = None


class Change(str, Enum):
    """What kind of change to the source would fix a finding; each is made by a module of `cko_lint.fixes`."""

    REMOVE_SUPPRESSION = "remove suppression"
    ADD_HEADER = "add header"
    CORRECT_HEADER = "correct header"
    REQUIRE_VARIABLE = "require variable"
    READ_VARIABLE = "read variable"
    SEND_FORM = "send form"
    CORRECT_HOST = "correct host"
    SWITCH_HOST = "switch host"
    SWAP_CALLS = "swap calls"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would fix a finding: which change, at which places, and the words that it takes (names, hosts); never a key.

    It is `safe` if the program that comes out is certainly the one that was meant. The places are those in the text that was
    analysed: of a notebook, in the code of all its cells.
    """

    change: Change
    safe: bool
    places: tuple[Location, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file, or of a notebook's cell, and what is to stand there instead."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that fix a finding, all of them or none, in the order of their places."""

    edits: tuple[Edit, ...]
    safe: bool


CallPath = tuple[Related, ...]
"""Calls of the project's functions that lead to a finding, the outermost first."""

Flow = tuple[Related, ...]
"""Places in the order in which the program passes them; one of them is the finding's own."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect.

    `statement` gives the first and last line of the statement it stands in (of a compound statement: its header), which
    is where a suppression comment may be. `subject` is the source text it is about with every key cut out, which makes
    the fingerprint independent of line numbers. `pedantic` findings are dropped unless asked for. `ways` are those on which
    a request is only wrong because of its callers; all their calls are related places, too. A finding that stands by itself
    has none. `value_flows` are the ways that the values took which it is about. `concealed` says which strings on the lines that a report shows may be pieces of a key
    (`cko_lint.checkout.redaction`). `remedies` are the changes that fix it, if all of them are made.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    location: Location
    related: tuple[Related, ...] = ()
    statement: tuple[int, int] = (0, 0)
    subject: str = ""
    pedantic: bool = False
    call_paths: tuple[CallPath, ...] = ()
    value_flows: tuple[Flow, ...] = ()
    concealed: str = ""
    is_live_key: bool = False
    """Whether it is about a live key in the source that is certainly real."""
    is_accepted: bool = False
    """Whether it is about a secret that a team has told detect-secrets to accept."""
    remedies: tuple[Remedy, ...] = ()

    @property
    def places(self) -> Iterator[Location]:
        """Where it stands, and the places that explain it."""
        yield self.location
        for related in self.related:
            yield related.location

    @property
    def places_of_remedies(self) -> Iterator[Location]:
        """The places that a fix looks at, or changes."""
        for remedy in self.remedies:
            yield from remedy.places

    @property
    def callers(self) -> list[Related]:
        """The calls that lead to it, by path and line."""
        return _calls(self.call_paths)

    @property
    def own(self) -> Related:
        """Its own place, as one of the places of a flow."""
        return Related(self.message, self.location)

    @property
    def flows(self) -> Iterator[Flow]:
        """Yields all ways to it: those of its values, from each other place that explains it, and along each call path."""
        for flow in self.value_flows:
            yield tuple(self.own if related.location == self.location else related for related in flow)
        passed = {related.location for flow in self.value_flows for related in flow}
        for related in self.related:
            if related.site is None and related.location not in passed:
                yield (related, self.own)
        for call_path in self.call_paths:
            yield (*call_path, self.own)

    @property
    def sort_key(self) -> tuple[str, Position, str]:
        """Findings are listed by path, line, column and code."""
        return (self.location.path, self.location.start, self.code)


def merged(findings: Sequence[Finding]) -> Finding:
    """Returns what findings of a rule at the same place say together: the worst one's words, the places of all."""
    if len(findings) == 1:
        return findings[0]
    ordered = sorted(findings, key=lambda finding: finding.severity.rank)
    explanations: dict[Location, Related] = {}
    for related in (related for finding in ordered for related in finding.related if related.site is None):
        explanations.setdefault(related.location, related)
    depends_on_callers = all(finding.call_paths for finding in findings)
    call_paths = _shortest(path for finding in findings for path in finding.call_paths) if depends_on_callers else ()
    flows = dict.fromkeys(flow for finding in ordered for flow in finding.value_flows)
    together = replace(
        ordered[0], related=tuple(explanations.values()), value_flows=tuple(flows), remedies=_remedies(ordered)
    )
    return with_call_paths(together, call_paths)


def _remedies(findings: Sequence[Finding]) -> tuple[Remedy, ...]:
    """Returns the changes that fix what findings say together; none if one of them cannot be fixed."""
    if not all(finding.remedies for finding in findings):
        return ()
    return tuple(dict.fromkeys(remedy for finding in findings for remedy in finding.remedies))


def with_call_paths(finding: Finding, call_paths: Iterable[CallPath]) -> Finding:
    """Returns a finding with other call paths that lead to it, and their calls as related places behind all others."""
    call_paths = tuple(call_paths)
    explanations = [related for related in finding.related if related.site is None]
    return replace(finding, related=(*explanations, *_calls(call_paths)), call_paths=call_paths)


def _calls(call_paths: Iterable[CallPath]) -> list[Related]:
    """Returns each call of some call paths once, in order; where it begins one of them, with what is said of it there."""
    calls: dict[Location, Related] = {}
    for _, call in sorted(
        ((at, call) for call_path in call_paths for at, call in enumerate(call_path)), key=itemgetter(0)
    ):
        calls.setdefault(call.location, call)
    return [calls[location] for location in sorted(calls)]


def _shortest(call_paths: Iterable[CallPath]) -> tuple[CallPath, ...]:
    """Drops each call path that only adds outer callers to another one: what is wrong there is wrong already."""
    by_locations = {tuple(call.location for call in call_path): call_path for call_path in call_paths}
    return tuple(
        by_locations[call_path]
        for call_path in sorted(by_locations)
        if not any(call_path[start:] in by_locations for start in range(1, len(call_path)))
    )
