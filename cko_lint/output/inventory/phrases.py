"""What the formats of the inventory say of a row, in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.findings import Location
from cko_lint.inventory.grouping import Grouped
from cko_lint.inventory.rows import Check, Credential, Row, Sender, Way
from cko_lint.output.places import shown_path
from cko_lint.output.report import path_text, plural, printable

ARROW = " → "
_SCRIPT = "__main__"


def shown(text: str) -> str:
    """Returns a text of a row as it may be printed. Only what is certainly a key is cut: long names are common in programs."""
    return printable(path_text(text))


def where(location: Location) -> str:
    """Returns where something stands: its path and line, in a notebook with the cell."""
    cell = f"cell {location.cell}:" if location.cell else ""
    return f"{shown_path(location)}:{cell}{location.start.line}"


def client(row: Row) -> str:
    """Returns what sends a request: a library, or a method of the SDK."""
    return f"{row.library}: {row.call}" if row.call else row.library or "unknown library"


def environment(way: Way) -> str:
    """Returns the environment of a request, and whether its host is one of Checkout.com's at all."""
    name = way.environment or "unknown environment"
    return name if way.is_known else f"{name}, no host of Checkout.com"


def host(way: Way) -> str:
    """Returns the host of a request."""
    return shown(way.host) or "unknown host"


def credential(given: Credential) -> str:
    """Returns what a request is sent with, and where that comes from."""
    place = f" in {where(given.place)}" if given.place is not None else ""
    asked = "" if given.scopes is None else f", asked for with {listed(given.scopes) or 'no scope'}"
    return shown(f"{given.name}{place}{asked}")


def condition(way: Way) -> str:
    """Returns the condition for sending a request in this way; "" if none is known that its other ways do not share."""
    several = len(way.when) > 1
    return shown(" and ".join(f"({text})" if several and " or " in text else text for text in way.when))


def scopes(row: Row) -> str:
    """Returns the scopes of which one is enough; of an endpoint that is known, whether any is published."""
    if row.accepts == ("client_credentials",):
        return "none: this asks for the token"
    if row.scopes:
        return " or ".join(row.scopes)
    return "not published" if row.is_followed else "unknown"


def listed(names: tuple[str, ...]) -> str:
    """Returns names as a list in one line."""
    return ", ".join(f"`{name}`" for name in names)


def status(row: Row) -> str:
    """Returns who learns that a request was refused."""
    checks = "; ".join(map(_check, row.checks))
    if not row.status:
        return "unknown"
    return shown(f"{row.status}: {checks}" if checks else row.status)


def _check(check: Check) -> str:
    return f"{check.how} in {where(check.location)}"


def sender(row: Row, one: Sender) -> str:
    """Returns from where a request is sent, with the functions between."""
    between = [name for name, _ in functions(row, one)]
    way = f"{ARROW}{ARROW.join(between)}" if between else ""
    return shown(f"{one.kind} {one.name} ({where(one.location)}){way}")


def functions(row: Row, one: Sender) -> Iterator[tuple[str, str]]:
    """Yields the functions from an entry point to a request with the paths of their files, the entry point itself left out."""
    inner = [*((call.function, call.location.path) for call in one.calls[1:]), (row.function, row.location.path)]
    own = {(one.name, one.location.path), (_SCRIPT, one.location.path)}
    yield from (function for function in dict.fromkeys(inner) if function[0] and function not in own)


def summary(grouped: Grouped) -> str:
    """Returns the sentence that ends an inventory."""
    rows = grouped.rows
    unknown = sum(not row.is_followed for row in rows)
    endpoints = len({row.name for row in rows if row.is_followed})
    told = (
        f"{plural(len(rows), 'request')} to {plural(endpoints, 'endpoint')}" if rows else "No requests to Checkout.com"
    )
    told += f" in {plural(grouped.files, 'file')}"
    return f"{told}; {unknown} of them could not be followed" if unknown else told
