"""The least set of scopes that is enough for some requests, each of which is content with one of several scopes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from cko_lint.checkout.endpoints import covers

Need = tuple[str, ...]
"""The scopes of which one is enough for a request."""


def is_met(need: Need, have: Iterable[str]) -> bool:
    """Whether one of the scopes that somebody has is enough."""
    return any(covers(scope, wanted) for scope in have for wanted in need)


def least(needs: Iterable[Need]) -> tuple[str, ...]:
    """Returns the smallest set of scopes that meets all needs, sorted; none of it can be left out.

    A scope that contains others is in it only where nothing less is enough. Of several sets that are as small, it is the first
    one by name.
    """
    narrowed = sorted({_narrowest(need) for need in needs if need})
    wide = {
        scope for need in narrowed for scope in need if any(_contains(scope, s) for other in narrowed for s in other)
    }
    found = {need[0] for need in narrowed if len(need) == 1}
    for part in _parts([need for need in narrowed if not is_met(need, found)]):
        found |= set(_smallest(part, wide))
    return tuple(_without_spare(sorted(found), narrowed))


def _contains(scope: str, other: str) -> bool:
    return scope != other and covers(scope, other)


def _without_spare(found: list[str], needs: Sequence[Need]) -> list[str]:
    """Returns scopes without those that others make needless: `gateway`, if a request wants no less, is enough for more."""
    for scope in found.copy():
        left = [other for other in found if other != scope]
        if all(is_met(need, left) for need in needs):
            found = left
    return found


def _narrowest(need: Need) -> Need:
    """Returns the scopes of a need without those that contain another one of them."""
    return tuple(sorted(s for s in set(need) if not any(_contains(s, other) for other in need)))


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


def _smallest(needs: Sequence[Need], wide: Collection[str]) -> tuple[str, ...]:
    """Returns the first of the smallest sets that meet some needs: one without scopes that contain others, if there is one."""
    everything = sorted({scope for need in needs for scope in need})
    for candidates in ([scope for scope in everything if scope not in wide], everything):
        for size in range(1, len(needs) + 1):
            for chosen in combinations(candidates, size):
                if all(is_met(need, chosen) for need in needs):
                    return chosen
    return ()
