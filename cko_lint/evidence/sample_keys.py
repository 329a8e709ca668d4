"""What tests of an unknown key tell of it: they are evaluated with a key of each kind, environment and platform in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from cko_lint import values as v
from cko_lint.checkout.keys import DEFAULT, LIVE, PREVIOUS, PUBLIC, SANDBOX, SECRET
from cko_lint.interpreter import external
from cko_lint.interpreter.string_methods import SHAPERS
from cko_lint.logic.conditions import Condition, all_tests_of, conjoin, when
from cko_lint.logic.terms import Compare, Contains, EndsWith, Equals, IsSet, OneOf, StartsWith, Term, Truth


class Sample(NamedTuple):
    """An invented key of one sort, and what its form says; a text that is no key has no kind."""

    text: str
    kind: str | None = None
    environment: str | None = None
    platform: str | None = None


_BODIES = {DEFAULT: ("a2b3c4d5e6f7" * 3)[:26] + "k", PREVIOUS: "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"}
_IN_SANDBOX = {DEFAULT: "sbox_", PREVIOUS: "test_"}


@cache
def samples() -> tuple[Sample, ...]:
    """Returns a key of each sort, and what is none."""
    return (*_keys(), Sample("something else"))


def _keys() -> Iterator[Sample]:
    for kind in (SECRET, PUBLIC):
        for platform, body in _BODIES.items():
            for environment, prefix in ((SANDBOX, _IN_SANDBOX[platform]), (LIVE, "")):
                yield Sample(f"{kind[0]}k_{prefix}{body}", kind, environment, platform)


def possible(hole: Term, condition: Condition) -> tuple[Sample, ...] | None:
    """Returns the samples that an unknown value can be like where a condition holds; None where that asks nothing of it."""
    tests = [test for test, _ in all_tests_of(condition) if _mentions(test, hole) and not _asks_if_there(test, hole)]
    if not tests:
        return None
    return tuple(sample for sample in samples() if _fits(sample, hole, tests, condition))


def common(possible: tuple[Sample, ...] | None, what: str) -> str | None:
    """Returns the kind, or whatever else, that all possible samples have in common; None if it may be no key at all."""
    found = {getattr(sample, what) for sample in possible or ()}
    return found.pop() if len(found) == 1 else None


def environment_of(possible: tuple[Sample, ...] | None) -> str | None:
    """Returns the environment that the possible keys of some kind have in common: code that tests a prefix knows the kind."""
    proven: set[str | None] = set()
    for kind in (SECRET, PUBLIC):
        found = {sample.environment for sample in possible or () if sample.kind == kind}
        proven |= found if len(found) == 1 else set()
    return proven.pop() if len(proven) == 1 else None


def _asks_if_there(test: Term, hole: Term) -> bool:
    """Whether a test asks for no form: only if the value is there, or a text at all."""
    return (
        bool(test.parts) and test.parts[0] is hole and (isinstance(test, (Truth, IsSet)) or test.kind == "isinstance")
    )


def _fits(sample: Sample, hole: Term, tests: list[Term], condition: Condition) -> bool:
    joined: Condition | None = condition
    for test in tests:
        outcome = _evaluated(test, hole, sample.text)
        if outcome is not UNKNOWN and joined is not None:
            joined = conjoin(joined, when(test, bool(outcome)))
    return joined is not None


def _mentions(term: Any, hole: Term, depth: int = 6) -> bool:
    if term is hole:
        return True
    parts = term.parts if isinstance(term, Term) else term if isinstance(term, tuple) else ()
    return depth > 0 and any(_mentions(part, hole, depth - 1) for part in parts)


# ------------------------------------------------------------------ evaluation


class _Unknown:
    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = _Unknown()


def _evaluated(content: Any, hole: Term, text: str) -> Any:
    """Returns what a content is if an unknown value is a text; UNKNOWN where that does not tell."""
    if content is hole:
        return text
    if not isinstance(content, Term):
        return content
    if not _mentions(content, hole):
        return UNKNOWN
    parts = [_evaluated(part, hole, text) for part in content.parts]
    if any(part is UNKNOWN for part in parts) and content.kind != "call":
        return UNKNOWN
    try:
        return _called(content, hole, text) if content.kind == "call" else _applied(content, parts)
    except (ValueError, IndexError, TypeError, AttributeError, re.error):
        return UNKNOWN


def _applied(term: Term, parts: list[Any]) -> Any:
    match term:
        case Truth():
            return bool(parts[0])
        case Equals():
            return bool(parts[0] == parts[1])
        case OneOf():
            return parts[0] in parts[1]
        case StartsWith() | EndsWith():
            return getattr(parts[0], term.kind)(tuple(parts[1]))
        case Contains():
            return parts[1] in parts[0]
        case Compare():
            return {"<": parts[0] < parts[1], "<=": parts[0] <= parts[1], ">": parts[0] > parts[1]}.get(
                term.kind, parts[0] >= parts[1]
            )
    return _of_text(term.kind, parts)


_SPLITTING = frozenset({"split", "rsplit", "partition", "rpartition", "splitlines", "count"})


def _of_text(kind: str, parts: list[Any]) -> Any:
    if kind == "slice":
        return parts[0][slice(*parts[1:])]
    if kind == "item":
        return parts[0][parts[1]]
    if kind == "length":
        return len(parts[0])
    if kind == "not":
        return not parts[0]
    if kind in SHAPERS or kind in _SPLITTING:
        return getattr(parts[0], kind)(*parts[1:])
    return UNKNOWN


def _called(term: Term, hole: Term, text: str) -> Any:
    """Evaluates a call of a function of `re`, of a method of a compiled pattern, or of one of the text itself."""
    callee, given = term.parts[0], term.parts[1]
    arguments = [_evaluated(argument, hole, text) for argument in given]
    if any(argument is UNKNOWN for argument in arguments):
        return UNKNOWN
    if isinstance(callee, Term) and callee.kind == "member":
        receiver, name = callee.parts
        pattern = _pattern_of(receiver)
        if pattern is not None and name in ("match", "search", "fullmatch"):
            return getattr(re.compile(pattern), name)(*arguments)
        held = _evaluated(receiver, hole, text)
        return getattr(held, name)(*arguments) if isinstance(held, str) and name in ("find", "index") else UNKNOWN
    name = external.external_name(callee) or ""
    if name in ("re.match", "re.search", "re.fullmatch") and all(isinstance(a, str) for a in arguments):
        return getattr(re, name[3:])(*arguments)
    return UNKNOWN


def _pattern_of(receiver: Any) -> str | None:
    """Returns the pattern of what `re.compile` has given."""
    if not isinstance(receiver, Term) or receiver.kind != "call" or receiver.parts[0] != v.External("re.compile"):
        return None
    given = receiver.parts[1]
    return given[0] if given and isinstance(given[0], str) else None
