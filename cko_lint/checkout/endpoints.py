"""Checkout.com's endpoints: the credentials each accepts, and the OAuth scopes.

`data/endpoints.json` has one operation a line with the sources that say so: Checkout.com's OpenAPI of 2023-03 (`oas`) and
the official SDKs. `accepts` is the union of what any source allows. Only entries of high or medium confidence convict.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
_SURE = frozenset({"high", "medium"})
_SURE_SCOPES = frozenset({"oas", "sdk-comment"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation; a segment of its path in braces stands for any value."""

    method: str
    path: str
    platform: str
    host: str
    accepts: frozenset[str]
    sure: bool
    scopes: tuple[str, ...]
    """The scopes of which one is enough; empty where none is published."""


@cache
def _table() -> dict[tuple[str, int], list[tuple[tuple[str, ...], Endpoint]]]:
    table: dict[tuple[str, int], list[tuple[tuple[str, ...], Endpoint]]] = {}
    for row in json.loads((_DATA / "endpoints.json").read_text(encoding="utf-8")):
        segments = tuple(row["path"].strip("/").split("/"))
        table.setdefault((row["method"], len(segments)), []).append((segments, _endpoint(row)))
    return table


def _endpoint(row: dict[str, Any]) -> Endpoint:
    scopes = tuple(row.get("scopes", ())) if row.get("scopes_basis") in _SURE_SCOPES else ()
    return Endpoint(
        row["method"],
        row["path"],
        row["platform"],
        row["host"],
        frozenset(row["accepts"]),
        row["confidence"] in _SURE,
        scopes,
    )


@lru_cache(maxsize=4_096)
def find(method: str | None, path: tuple[str | None, ...] | None) -> tuple[Endpoint, ...]:
    """Returns the operations that a request can be, one a platform; none where its method or path leaves that open.

    A segment of None is an unknown value: it fits a segment in braces, and a literal one only where there is no other.
    Literal segments win over braces.
    """
    if method is None or path is None or not path or path[0] is None:
        return ()
    rows = [(s, e) for s, e in _table().get((method, len(path)), ()) if _fits(s, path)]
    if not rows:
        return ()
    if any(given is None and not _is_hole(s) for segments, _ in rows for s, given in zip(segments, path, strict=True)):
        rows = [(s, e) for s, e in rows if all(g is not None or _is_hole(x) for x, g in zip(s, path, strict=True))]
        if not rows:
            return ()
    best = max(_literals(segments) for segments, _ in rows)
    return tuple(endpoint for segments, endpoint in rows if _literals(segments) == best)


def _fits(segments: tuple[str, ...], path: tuple[str | None, ...]) -> bool:
    return all(given is None or _is_hole(s) or s == given for s, given in zip(segments, path, strict=True))


def _is_hole(segment: str) -> bool:
    return segment.startswith("{")


def _literals(segments: tuple[str, ...]) -> int:
    return sum(not _is_hole(segment) for segment in segments)


def accepted(endpoints: tuple[Endpoint, ...], platform: str | None = None) -> frozenset[str] | None:
    """Returns the kinds of credential that the operations accept, or None where a source is not sure enough."""
    usable = [e for e in endpoints if platform is None or e.platform == platform] or list(endpoints)
    if not usable or not all(e.sure for e in usable):
        return None
    return frozenset().union(*(e.accepts for e in usable))


def is_of_default_only(method: str | None, path: tuple[str | None, ...] | None) -> bool:
    """Whether what a request asks for is there on the default platform only: no key of the previous one can be sent to it.

    What begins a path that is not known as a whole tells as much, if nothing of the previous platform begins so.
    """
    found = find(method, path)
    if not found and path:
        found = tuple(e for rows in _table().values() for segments, e in rows if segments[0] == path[0])
    return bool(found) and all(endpoint.platform == "default" for endpoint in found)


def scopes_of(endpoints: tuple[Endpoint, ...]) -> tuple[str, ...]:
    """Returns the scopes of which one is enough for the default platform's operation; empty where none is certain."""
    usable = [e for e in endpoints if e.platform == "default"]
    if len(usable) != 1 or not usable[0].sure:
        return ()
    return usable[0].scopes


def covers(asked: str, accepted: str) -> bool:
    """Whether a scope that was asked for is, or contains, one that an endpoint accepts."""
    return asked == accepted or accepted.startswith(asked + ":")
