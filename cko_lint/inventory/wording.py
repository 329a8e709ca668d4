"""Conditions in words: what must be so for a program to send a request to one host and not to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cko_lint.checkout.redaction import redact, redact_keys
from cko_lint.logic.conditions import Condition, parts_of
from cko_lint.logic.terms import (
    Compare,
    Contains,
    Either,
    EndsWith,
    Equals,
    IsSet,
    OneOf,
    StartsWith,
    Term,
    Truth,
)

CONFIGURED = ("environment variable ", "setting ", "option ")
"""How sentences about the configuration of a program begin."""
_EMPTY = "is not set or empty"
_NOT_SHOWN = "`…`"
OTHER = "another condition holds"
_SHORT = re.compile(r"[\w .:/@+-]{0,30}")
# What is about the run of the program and not about its configuration: whether a loop has another round, and the like.
_SILENT = frozenset(
    {"loop", "which", "raised in", "as it was", "state", "set again", "brought", "file is used", "exception"}
)
_DEEPEST = 6


def words(condition: Condition | None) -> tuple[str, ...]:
    """Returns what a condition says, one sentence for each thing that must be so, sorted.

    A condition without a description is left out, so the sentences may be fewer than the conditions.
    """
    if condition is None:
        return ()
    literals, clauses = parts_of(condition)
    told = {_literal(*literal) for literal in _without_implied(literals)}
    told |= {_clause(clause - literals) for clause in clauses}
    return tuple(sorted(_with_empty(told - {"", OTHER})))


def _with_empty(told: set[str]) -> set[str]:
    """Returns sentences, those that say together that something is empty as one."""
    empty = {text.removesuffix(_EMPTY) for text in told if text.endswith(_EMPTY)}
    found = {name for name in empty if f"{name}is set" in told}
    left = {text for text in told if text not in {f"{name}{end}" for name in found for end in (_EMPTY, "is set")}}
    return left | {f"{name}is empty" for name in found}


_RANKS = {IsSet: 0, Truth: 1, Equals: 2, OneOf: 2, StartsWith: 2, Contains: 2}


def _without_implied(literals: Any) -> Iterator[tuple[Term, bool]]:
    """Yields literals without those that say no more than another one: what equals a text is true, and set."""
    most: dict[Any, int] = {}
    for test, outcome in literals:
        if outcome and type(test) in _RANKS:
            most[test.parts[0]] = max(most.get(test.parts[0], 0), _RANKS[type(test)])
    for test, outcome in literals:
        if not (outcome and isinstance(test, (IsSet, Truth)) and most[test.parts[0]] > _RANKS[type(test)]):
            yield test, outcome


def _clause(clause: Any) -> str:
    """Returns what it says that some literals do not all hold."""
    literals = list(_without_implied(clause))
    told = sorted({text for test, outcome in literals if (text := _literal(test, not outcome))})
    return " or ".join(told) if len(told) == len(literals) else ""


def _literal(test: Term, outcome: bool) -> str:
    if test.sources or test.kind in _SILENT:
        return ""
    match test:
        case Equals(parts=(subject, constant)):
            return _said(subject, f"{'is' if outcome else 'is not'} {_constant(constant)}")
        case OneOf(parts=(subject, constants)):
            listed = ", ".join(map(_constant, constants))
            return _said(subject, f"is {'' if outcome else 'not '}one of {listed}")
        case StartsWith() | EndsWith():
            verb = "start" if isinstance(test, StartsWith) else "end"
            pieces = " or ".join(map(_constant, test.parts[1]))
            return _said(test.parts[0], f"{verb}s with {pieces}" if outcome else f"does not {verb} with {pieces}")
        case Contains(parts=(subject, piece)):
            return _said(subject, f"{'contains' if outcome else 'does not contain'} {_constant(piece)}")
        case Compare():
            return _said(test.parts[0], f"is {'' if outcome else 'not '}{test.kind} {_constant(test.parts[1])}")
        case IsSet(parts=(subject,)):
            return _said(subject, "is set" if outcome else "is not set")
        case Either(conditions=conditions):
            return _either(conditions) if outcome else OTHER
        case Truth(parts=(subject,)):
            return _said(subject, _truth(subject, outcome))
    if test.kind == "default":
        return f"`{test.parts[-1]}` is {'left out' if outcome else 'given'}"
    if test.kind == "is given":
        return f"option `{test.parts[-1]}` is {'given' if outcome else 'left out'}"
    return OTHER


def _either(conditions: Any) -> str:
    told = sorted({" and ".join(words(condition)) for condition in conditions})
    return " or ".join(told) if all(told) else ""


def _truth(subject: Any, outcome: bool) -> str:
    is_text = isinstance(subject, Term) and subject.kind == "environment"
    return ("is set" if outcome else _EMPTY) if is_text else "is true" if outcome else "is false"


def _said(subject: Any, what: str) -> str:
    name = value(subject)
    return f"{name} {what}" if name else OTHER


def value(made: Any, depth: int = 0) -> str:
    """Returns what a value that is not known is called, in words; "" for one that has no name."""
    if not isinstance(made, Term) or depth > _DEEPEST or not made.parts:
        return ""
    match made.kind, made.parts[-1]:
        case "environment", str(name):
            return f"environment variable `{_name(name)}`"
        case "setting", str(name):
            return f"setting `{_name(name)}`"
        case "option", str(name):
            return f"option `{_name(name)}`"
        case "parameter" | "entry", str(name):
            return f"parameter `{_name(name)}`"
        case "item of a file", str(name):
            return f"`{_name(name)}` of a file"
        case "configuration" | "global" | "attribute" | "option of a section" | "item", str(name):
            return f"`{_name(name)}`"
    inner = next((part for part in made.parts if isinstance(part, Term)), None)
    return value(inner, depth + 1) if made.kind in _FORMS else ""


_FORMS = frozenset(
    "strip lstrip rstrip lower upper casefold text encode replace removeprefix removesuffix bool int".split()
) | {"text of"}


def _name(name: str) -> str:
    return redact_keys(name)


def _constant(constant: Any) -> str:
    """Returns a constant of a test; a text that may be a secret is not shown."""
    if isinstance(constant, str):
        is_plain = _SHORT.fullmatch(constant) and redact(constant) == constant
        if not constant.strip():
            return "empty"
        return f"`{constant}`" if is_plain else _NOT_SHOWN
    return f"`{constant}`" if constant is None or isinstance(constant, (bool, int, float)) else _NOT_SHOWN
