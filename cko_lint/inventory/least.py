"""The least set of scopes that is enough for some requests, each of which is content with one of several scopes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from cko_lint.checkout.endpoints import covers

Need = tuple[str, ...]
"""The scopes of which one is enough for a request."""


def is_met(need: Need, have: Iterable[str]) -> bool:
    """Whether one of the scopes that somebody has is enough."""
    return any(covers(scope, wanted) for scope in have for wanted in need)


def least(needs: Iterable[Need]) -> tuple[str, ...]:
    """Returns the smallest set of scopes that meets all needs, sorted.

    A scope that contains others is in it only where a request is content with no less. Of several sets that are as small, it
    is the first one by name.
    """
    narrowed = {_narrowest(need) for need in needs if need}
    forced = {need[0] for need in narrowed if len(need) == 1}
    # What is forced covers more than itself: `gateway`, if one request is content with nothing less, is enough for others.
    forced = {scope for scope in forced if not any(other != scope and covers(other, scope) for other in forced)}
    found = set(forced)
    for open_needs in _parts([need for need in narrowed if not is_met(need, forced)]):
        found |= set(_smallest(open_needs))
    return tuple(sorted(found))


def _narrowest(need: Need) -> Need:
    """Returns the scopes of a need without those that contain another one of them."""
    return tuple(sorted(s for s in set(need) if not any(other != s and covers(s, other) for other in need)))


def _parts(needs: Sequence[Need]) -> list[list[Need]]:
    """Returns needs in parts that have no scope in common: each can be met by itself."""
    parts: list[tuple[set[str], list[Need]]] = []
    for need in sorted(needs):
        touching = [part for part in parts if not part[0].isdisjoint(need)]
        names, several = set(need), [need]
        for part in touching:
            names |= part[0]
            several += part[1]
            parts.remove(part)
        parts.append((names, several))
    return [several for _, several in parts]


def _smallest(needs: Sequence[Need]) -> tuple[str, ...]:
    candidates = sorted({scope for need in needs for scope in need})
    for size in range(1, len(needs) + 1):
        for chosen in combinations(candidates, size):
            if all(is_met(need, chosen) for need in needs):
                return chosen
    return ()
