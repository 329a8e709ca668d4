"""How a rule words a finding: a place, a sentence, what to do, and the places that explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from cko_lint.checkout.redaction import DIGITS, WORDS
from cko_lint.checkout.subjects import subject_of_code, subject_of_text
from cko_lint.facts import Calls, Credential, Facts, KeyLiteral, Part, Place, Spot, Step, Subject
from cko_lint.findings import (
    CallSite,
    Change,
    Finding,
    Flow,
    Location,
    Position,
    Related,
    Remedy,
    Severity,
    with_call_paths,
)
from cko_lint.rules.page import Page
from cko_lint.sources.kinds import NOTEBOOK, PYTHON, kind_of


class About(Enum):
    """What the findings of a rule are about."""

    PROGRAM = "program"
    RESPONSE = "response"
    """What the program does with a response, and not what it sends."""
    SECRET = "secret"
    """A secret that is written out: each one at a place is a finding, and `# pragma: allowlist secret` accepts it."""
    FILE = "file"
    """A file that could not be analysed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is fixed about a rule.

    Of a rule about a weakness, `cwe` is its number in MITRE's list, and `security_severity` how bad it is, from 0.1 to 10.
    """

    code: str
    name: str
    severity: Severity
    pedantic: bool = False
    about: About = About.PROGRAM
    cwe: int = 0
    security_severity: float = 0.0

    @property
    def group(self) -> str:
        """The digit that all rules about the same subject share."""
        return self.code[3]

    def at(
        self,
        place: Place,
        message: str,
        help: str,
        steps: Iterable[Step | None] = (),
        severity: Severity | None = None,
        pedantic: bool = False,
        remedies: Iterable[Remedy | None] = (),
    ) -> Finding:
        """Returns a finding at a place; steps that are None, or are the place itself, are left out.

        `remedies` fix it together; if one of them is None, it cannot be fixed.
        """
        spot = place.spot()
        others = [step for step in steps if step is not None and step.place != place]
        return Finding(
            self.code, self.name, severity or self.severity, message, help, spot.location, _related(others),
            spot.statement, _subject(spot), pedantic or self.pedantic,
            value_flows=_flows(Related(message, spot.location), others), concealed=_CONCEALED.get(self.group, ""),
            remedies=_all_of(remedies),
        )  # fmt: skip

    def at_line(self, path: str, message: str, help: str, subject: str, line: int = 1, column: int = 1) -> Finding:
        """Returns a finding about a file as a whole, at the position that shows what is wrong.

        What the Python that runs says of it does not belong in the subject: another version says it in other words.
        """
        at = Position(line, column)
        return self.in_comment(Location(path, at, at), message, help, subject)

    def in_comment(self, location: Location, message: str, help: str, subject: str) -> Finding:
        """Returns a finding at a location that is on one line, and no part of a statement."""
        line = location.start.line
        return Finding(
            self.code, self.name, self.severity, message, help, location,
            statement=(line, line), subject=subject, concealed=_CONCEALED.get(self.group, ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule: its code, name and severity, its documentation in Markdown, and what finds its findings."""

    code: str
    name: str
    severity: Severity
    pedantic: bool
    about: About
    doc: str
    check: Callable[[Facts], Iterator[Finding]]
    cwe: int = 0
    security_severity: float = 0.0
    silences: Mapping[type[Subject], Callable[[Any, Facts], str]] = field(default_factory=dict)
    """Says why the rule reports nothing, by what it can be asked about."""

    @property
    def summary(self) -> str:
        """The first sentence of its documentation."""
        return Page.of(self.doc).summary

    @property
    def markdown(self) -> str:
        """The rest of its documentation, with headings in bold."""
        return "\n\n".join(f"**{heading}**\n\n{text}" for heading, text in Page.of(self.doc).sections)


# Which strings may be pieces of a key on the lines that a finding shows, by the group of its rule.
_CONCEALED = {"2": WORDS, "3": DIGITS}


def _subject(spot: Spot) -> str:
    """Returns what identifies the source at a place. What is no Python has no quotes that tell where its values are."""
    path = spot.location.path
    is_code = path == "<stdin>" or kind_of(path) in (PYTHON, NOTEBOOK)
    return subject_of_code(spot.source) if is_code else subject_of_text(spot.source)


_ON_THE_WAY = "called on the call_path"


def called_by(finding: Finding, callers: Calls, message: str, handler: Step | None = None) -> Finding:
    """Returns a finding that is one because of some callers, the outermost first, and of what the `except` there does.

    `message` is about the outermost call only: other callers may use the same inner calls and check the response. Without callers it stands
    by itself, and the handler is a place that explains it.
    """
    if handler is not None and not callers:
        after = Related(handler.message, handler.place.spot().location)
        return replace(finding, related=(*finding.related, after), value_flows=((finding.own, after),))
    around = [] if handler is None else [(handler.message, handler.place.spot()._replace(source=""))]
    messages = [message, *[_ON_THE_WAY] * len(callers)]
    steps = [*around, *((said, call.spot()) for said, call in zip(messages, callers, strict=False))]
    call_path = tuple(
        Related(said, s.location, CallSite(s.statement, s.function, subject_of_code(s.source))) for said, s in steps
    )
    return with_call_paths(finding, [call_path]) if call_path else finding


def _related(steps: Iterable[Step]) -> tuple[Related, ...]:
    found: dict[Location, Related] = {}
    for step in steps:
        location = step.place.spot().location
        found.setdefault(location, Related(step.message, location))
    return tuple(found.values())


def _all_of(remedies: Iterable[Remedy | None]) -> tuple[Remedy, ...]:
    found: dict[Remedy, None] = {}
    for remedy in remedies:
        if remedy is None:
            return ()
        found[remedy] = None
    return tuple(found)


def remedy(change: Change, places: Iterable[Place | None], words: Iterable[str] = (), *, safe: bool) -> Remedy | None:
    """Returns the change that fixes something at some places, the first of which has to be known; None if it is not."""
    first, *others = places
    if first is None:
        return None
    locations = (place.spot().location for place in (first, *others) if place is not None)
    return Remedy(change, safe, tuple(dict.fromkeys(locations)), tuple(words))


def _flows(own: Related, steps: Sequence[Step]) -> tuple[Flow, ...]:
    """Returns the way of the value that a finding is about; none if nothing is known of it.

    A value that goes on from the finding's own place began there.
    """
    before = _related(step for step in steps if step.part is Part.BEFORE)
    after = _related(step for step in steps if step.part is Part.AFTER)
    if after:
        return ((own, *before, *after),)
    return ((*before, own),) if before else ()


def step(message: str, place: Place | None, part: Part = Part.CAUSE) -> Step | None:
    """Returns a step at a place, if there is one."""
    return Step(message, place, part) if place is not None else None


ASSEMBLED = "assembled from parts"


def hardcoded(literal: KeyLiteral) -> str:
    """Returns the message about a key that is written out."""
    what = f"{literal.key.environment} {literal.key.kind} key ({literal.key})"
    match literal.where:
        case "output":
            return f"output of this cell contains a {what}"
        case "pieces":
            return f"hardcoded {what}, {ASSEMBLED}"
        case "encoded":
            return f"hardcoded {what}, encoded"
    return f"hardcoded {what}"


def named(credential: Credential) -> str:
    """Returns the variable that a credential comes from, to stand behind its kind; nothing if that is not known."""
    return f" (`{credential.name}`)" if credential.name else ""


def nothing(facts: Facts) -> Iterator[Finding]:
    """The check of a rule that is about files instead of facts."""
    return iter(())
