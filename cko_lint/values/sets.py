"""Value sets: how those of several ways are put together, restricted and compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cko_lint.logic.algebra import merge
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin
from cko_lint.logic.terms import Term, symbol
from cko_lint.values.alternatives import Alternative, Origin, Value
from cko_lint.values.objects import Bound, Bystander, Collection, Deferred, External, Object, Unread
from cko_lint.values.texts import Text

MOST_ALTERNATIVES = 24


MOST_MEMBERS = 64
"""Of a container that a value is looked for in: of a larger one, a test knows only which one it is."""


def resolve_imports(value: Value) -> Value:
    """Returns a value in which no name of an import is left unread."""
    if not any(isinstance(alternative.content, Unread) for alternative in value):
        return value
    return union(restrict(a.content.value(), a.condition) if isinstance(a.content, Unread) else (a,) for a in value)


def resolve_bystanders(value: Value) -> Value:
    """Returns a value in which bystanders are the functions and classes that they stand for."""
    if not any(isinstance(alternative.content, Bystander) for alternative in value):
        return value
    return union(restrict(a.content.value(), a.condition) if isinstance(a.content, Bystander) else (a,) for a in value)


def only(content: Any, origin: Origin | None = None) -> Value:
    """Returns the value that is one content, always."""
    return (Alternative(content, ALWAYS, origin),)


def unknown(kind: str, *parts: Any) -> Value:
    """Returns the value that is one symbol."""
    return (Alternative(symbol(kind, *parts)),)


NONE: Value = only(None)


def restrict(value: Value, condition: Condition) -> Value:
    """Returns the alternatives that can be under a condition, with the condition added to each."""
    if not condition:
        return value
    found = []
    for alternative in value:
        joined = conjoin(alternative.condition, condition)
        if joined is not None:
            found.append(Alternative(alternative.content, joined, alternative.origin))
    return tuple(found)


def feasible(value: Value, path: Condition) -> Value:
    """Returns the alternatives that can be on a path, as they are."""
    if len(value) == 1 and not value[0].condition:
        return value
    return tuple(a for a in value if conjoin(path, a.condition) is not None)


def union(values: Iterable[Value]) -> Value:
    """Returns the alternatives of several values, and a single unknown if there are too many.

    Where one value holds under a condition and under its opposite, that condition makes no difference and is forgotten. Equal
    ones that are written in two places stay two: which of them it is may say something of another value.
    """
    found: dict[Any, list[Alternative]] = {}
    for value in values:
        for alternative in value:
            _add(found.setdefault(identity(alternative.content), []), alternative)
    alternatives = tuple(alternative for alike in found.values() for alternative in alike)
    if len(alternatives) > MOST_ALTERNATIVES:
        return unknown("many", frozenset(found))
    return alternatives


def _add(alike: list[Alternative], added: Alternative) -> None:
    """Adds an alternative to those that have the same content, as few as can say the same."""
    at = 0
    while at < len(alike):
        other = alike[at]
        whole = merge(other.condition, added.condition)
        if whole is other.condition:
            return
        if whole is None or (whole is not added.condition and _sources(other) != _sources(added)):
            at += 1
            continue
        del alike[at]  # and what they are together may go with another one
        added, at = Alternative(other.content, whole, other.origin), 0
    alike.append(added)


def _sources(alternative: Alternative) -> list[int]:
    """Returns what tells where the pieces of a value were written, as far as its steps lead back."""
    content = alternative.content
    origins = [part.origin for part in content.parts] if isinstance(content, Text) else [alternative.origin]
    return [id(origin.chain()[-1].node) for origin in origins if origin is not None]


def identity(content: Any) -> Any:
    """Returns a hashable that is equal for contents that are the same."""
    if isinstance(content, Text):
        return content.symbol
    if content is None or isinstance(content, (str, bytes, int, float, bool)):
        return (type(content), content)
    if isinstance(content, Bound):
        return ("bound", identity(content.receiver), content.name)
    if isinstance(content, (Term, External)):
        return content
    return id(content)


def as_symbol(content: Any) -> Any:
    """Returns what stands for a content inside of a symbol: constants as they are, objects by identity."""
    if isinstance(content, (str, bytes, int, float, bool, Term, External)) or content is None:
        return content
    if isinstance(content, Text):
        known = content.known
        return known if known is not None else content.symbol
    if isinstance(content, Bound):
        return symbol("member", as_symbol(content.receiver), content.name)
    if isinstance(content, Bystander):
        return symbol("bystander", content.path, content.name)
    if isinstance(content, Collection) and _is_plain_tuple(content):
        return symbol("tuple", *(as_symbol(item[0].content) for item in content.items))
    made = symbol("object", getattr(content, "made_at", id(content)))
    statuses = _statuses_in(content)
    return symbol("items", made, *statuses) if statuses else made


def _is_plain_tuple(content: Collection) -> bool:
    """Whether a content is a tuple that is the same wherever the same is in it: `(request.method, path)`."""
    is_small = content.kind == "tuple" and not content.open and 0 < len(content.items) <= 4
    return is_small and all(len(item) == 1 and not isinstance(item[0].content, Object) for item in content.items)


def _statuses_in(content: Any) -> list[Term]:
    """Returns what a list or generator has of responses' statuses: a test of it is one of them."""
    if isinstance(content, Collection):
        items = content.items[:8]
    elif isinstance(content, Deferred) and content.repeats:
        items = [content.value]
    else:
        return []
    found: list[Term] = []
    for item in items:
        for alternative in item:
            inner = alternative.content
            if isinstance(inner, Term) and inner.sources:
                found.append(inner)
            elif isinstance(inner, Collection) and inner is not content:
                found += _statuses_in(inner)
    return found


def text_of(content: Any) -> str | None:
    """Returns the string that a content is as a whole, or None."""
    if isinstance(content, str):
        return content
    if isinstance(content, bytes):
        return content.decode("latin-1")
    return content.known if isinstance(content, Text) else None
