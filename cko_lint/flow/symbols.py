"""Symbols: values that the analysis does not know, told apart by how they came about.

Two symbols made of the same parts are the same object, so `os.environ["LIVE"] == "1"` in two modules is one condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_made: dict[tuple[Any, ...], Symbol] = {}


class Symbol:
    """An unknown value: `kind` says what made it, `parts` of what."""

    __slots__ = ("kind", "parts", "sources")

    kind: str
    parts: tuple[Any, ...]
    sources: frozenset[Symbol]

    def __repr__(self) -> str:
        return f"<{self.kind} {' '.join(map(repr, self.parts))}>"


def symbol(kind: str, *parts: Any) -> Symbol:
    """Returns the symbol of this kind made of these parts; parts must be hashable."""
    key = (kind, *((type(part), part) for part in parts))
    found = _made.get(key)
    if found is None:
        found = Symbol()
        found.kind, found.parts = kind, parts
        found.sources = _sources(found)
        _made[key] = found
    return found


def forget_all() -> None:
    """Forgets all symbols; between runs in one process."""
    _made.clear()


def _sources(made: Symbol) -> frozenset[Symbol]:
    if made.kind == "status":
        return frozenset((made,))
    found: frozenset[Symbol] = frozenset()
    for part in _symbols_in(made.parts):
        found |= part.sources
    return found


def _symbols_in(parts: Any) -> Iterator[Symbol]:
    for part in parts:
        if isinstance(part, Symbol):
            yield part
        elif isinstance(part, tuple):
            yield from _symbols_in(part)
