"""The inventory for spreadsheets: a line for each way in which a request can be sent.

A cell that a spreadsheet would take for a formula begins with an apostrophe, as OWASP recommends (*CSV Injection*).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from cko_lint.inventory.grouping import Grouped
from cko_lint.inventory.rows import Credential, Row, Way
from cko_lint.output.inventory import phrases

_COLUMNS = (
    "group", "method", "endpoint", "place", "function", "library", "sdk_method", "environment", "host", "condition",
    "credential", "source", "asked_scopes", "scopes", "status", "sent_from", "unknown",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@")
_NO_WAY = Way("", "", Credential(""))


def render(grouped: Grouped) -> str:
    """Returns the lines, the names of the columns first; all cells are in quotes."""
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for group in grouped.groups:
        for row in group.rows:
            for way in row.ways or (_NO_WAY,):
                writer.writerow(map(_cell, (group.name, *_line(row, way))))
    return made.getvalue()


def _line(row: Row, way: Way) -> Iterator[str]:
    yield from (row.method, row.endpoint, phrases.where(row.location), row.function, row.library, row.call)
    yield from (way.environment, way.host, phrases.condition(way), way.credential.kind)
    place = f" in {phrases.where(way.credential.place)}" if way.credential.place is not None else ""
    yield from (way.credential.source + place, " ".join(way.credential.scopes or ()))
    yield from (" or ".join(row.scopes), phrases.status(row) if row.status else "")
    yield from ("; ".join(phrases.sender(row, sender) for sender in row.senders), row.unknown)


def _cell(text: str) -> str:
    shown = phrases.shown(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
