"""Rows in groups: by endpoint, by file, or by credential."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from cko_lint.inventory.rows import Row


class By(str, Enum):
    """What rows are grouped by."""

    ENDPOINT = "endpoint"
    FILE = "file"
    CREDENTIAL = "credential"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have something in common, and what that is called."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """An inventory as it is written: its groups, and of how many files it is."""

    by: By
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    files: int


def grouped(rows: Sequence[Row], by: By, files: int = 0) -> Grouped:
    """Returns rows in groups, sorted; one with several credentials is in the group of each, with the ways that it is sent so."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for name in dict.fromkeys(_NAMES[by](row)):
            found.setdefault(name, []).append(_with(name, row) if by is By.CREDENTIAL else row)
    groups = tuple(Group(name, tuple(found[name])) for name in sorted(found, key=_order))
    return Grouped(by, groups, tuple(rows), files)


def _with(credential: str, row: Row) -> Row:
    """Returns a row with those of its ways that have a credential."""
    return replace(row, ways=tuple(way for way in row.ways if way.credential.name == credential))


UNKNOWN = "unknown endpoint"


def _endpoint(row: Row) -> Iterable[str]:
    return (row.name if row.endpoint else UNKNOWN,)


def _file(row: Row) -> Iterable[str]:
    return (row.location.path,)


def _credentials(row: Row) -> Iterable[str]:
    return [way.credential.name for way in row.ways] or ["unknown credential"]


_NAMES: dict[By, Callable[[Row], Iterable[str]]] = {
    By.ENDPOINT: _endpoint, By.FILE: _file, By.CREDENTIAL: _credentials,
}  # fmt: skip


def _order(name: str) -> tuple[object, ...]:
    """Endpoints by their paths, and what is unknown at the end."""
    method, _, path = name.partition(" /")
    return (name.startswith("unknown"), path or name, method if path else "")
