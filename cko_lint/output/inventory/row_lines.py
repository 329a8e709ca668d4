"""The lines of a terminal that tell of one request: the inventory lists them, and an explanation begins with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cko_lint.checkout.keys import OAUTH, PUBLIC, SECRET
from cko_lint.inventory.rows import Row, Way
from cko_lint.output.inventory import phrases

_WIDTH = 12
_ACCEPTED = {
    SECRET: "secret key", PUBLIC: "public key", OAUTH: "OAuth access token", "session_secret": "session secret",
    "client_credentials": "OAuth client credentials",
}  # fmt: skip


def lines_of(row: Row) -> Iterator[str]:
    """Yields what is known of a request, below its name."""
    if row.unknown:
        yield line("unknown", phrases.shown(row.unknown))
    if row.is_followed:
        yield line("scopes", phrases.scopes(row))
    for way in row.ways:
        yield from _way(way)
    if row.status:
        yield line("status", phrases.status(row))
    yield from listed("sent from", [phrases.sender(row, sender) for sender in row.senders])


def accepted(row: Row) -> Iterator[str]:
    """Yields what the endpoint of a request accepts, if it is known which endpoint that is."""
    if row.is_followed:
        yield line("accepts", " or ".join(_ACCEPTED[kind] for kind in row.accepts) or "not published")


def _way(way: Way) -> Iterator[str]:
    yield line("sent to", f"{phrases.host(way)} ({phrases.environment(way)})")
    yield line("with", phrases.credential(way.credential))
    if way.when:
        yield line("if", phrases.condition(way))


def listed(label: str, texts: Sequence[str]) -> Iterator[str]:
    """Yields texts below each other, each of them once, the first one with a label."""
    for number, text in enumerate(dict.fromkeys(texts)):
        yield line("" if number else label, text)


def line(label: str, text: str) -> str:
    """Returns one line, with its label."""
    return f"    {label:<{_WIDTH}}{text}"
