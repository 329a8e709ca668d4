"""Which objects of a class are worth a run of their own: those of which something else is known than of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.logic.terms import Symbol

_TELLING = re.compile(
    r"auth|bearer|cred|env|host|key|live|mode|pass|prod|sandbox|secret|test|token|ur[il]", re.IGNORECASE
)
"""Names that say something about a value of which nothing else is known."""
_DEEPEST = 3


def unlike(instances: Iterable[v.Instance]) -> list[v.Instance]:
    """Returns the objects of a class, and of those that only differ in unknown values the first one.

    What a method does is the same on an object made with one unknown currency and on one made with another.
    """
    found: dict[Any, v.Instance] = {}
    for instance in instances:
        found.setdefault(_likeness(instance), instance)
    return list(found.values())


def _likeness(instance: v.Instance) -> Any:
    if instance.library is not None:
        return id(instance)
    attributes = frozenset((name, _known_of(value)) for name, value in instance.attributes.items())
    return (id(instance.cls), instance.open, instance.alive, attributes)


def _known_of(value: v.Value) -> Any:
    """Returns what is known of a value: nothing but names, where each of its alternatives is a symbol."""
    if all(isinstance(a.content, Symbol) and not a.content.sources for a in value):
        return frozenset(name for a in value for name in _telling_names(a.content, _DEEPEST))
    return tuple((id(a.content), a.condition) for a in value)


def _telling_names(content: Any, depth: int) -> Iterator[str]:
    """Yields the names in a symbol that tell: its own, which comes last, and those of what it is a part of."""
    if not isinstance(content, Symbol) or not depth:
        return
    *holders, name = content.parts or (None,)
    if isinstance(name, str) and _TELLING.search(name):
        yield name
    for holder in holders:
        yield from _telling_names(holder, depth - 1)
