"""The inventory for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.inventory.grouping import By, Grouped
from cko_lint.inventory.rows import Row, Way
from cko_lint.output.inventory import phrases

_WIDTH = 12


def render(grouped: Grouped) -> str:
    """Returns the groups, and the sentence that ends them."""
    lines = []
    for group in grouped.groups:
        lines.append(phrases.shown(group.name))
        for row in group.rows:
            lines += [f"  {_head(row, grouped.by)}", *_row(row)]
        lines.append("")
    return "\n".join((*lines, phrases.summary(grouped), ""))


def _head(row: Row, by: By) -> str:
    name = "" if by is By.ENDPOINT and row.endpoint else f"  {phrases.shown(row.name)}"
    return f"{phrases.where(row.location)}{name}  ({phrases.shown(phrases.client(row))})"


def _row(row: Row) -> Iterator[str]:
    if row.unknown:
        yield _line("unknown", phrases.shown(row.unknown))
    if row.is_followed:
        yield _line("scopes", phrases.scopes(row))
    for way in row.ways:
        yield from _way(way)
    if row.status:
        yield _line("status", phrases.status(row))
    for number, sender in enumerate(row.senders):
        yield _line("" if number else "sent from", phrases.sender(row, sender))


def _way(way: Way) -> Iterator[str]:
    yield _line("sent to", f"{phrases.host(way)} ({phrases.environment(way)})")
    yield _line("with", phrases.credential(way.credential))
    if way.when:
        yield _line("if", phrases.condition(way))


def _line(label: str, text: str) -> str:
    return f"    {label:<{_WIDTH}}{text}"
