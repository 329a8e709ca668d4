"""The inventory as Markdown, for a pull request or a wiki: a table for each group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cko_lint.inventory.grouping import Group, Grouped
from cko_lint.inventory.rows import Row, Way
from cko_lint.output.inventory import phrases

_HEADINGS = ("Request", "Place", "Sent to", "With", "Scopes", "Status", "Sent from")
_SPECIAL = re.compile(r"[\\*_{}\[\]<>()#|!~&]")
_CODE = re.compile(r"`([^`]*)`")
_BREAK = "<br>"


def render(grouped: Grouped) -> str:
    """Returns a heading and a table for each group, and the sentence that ends them."""
    parts = ["# Requests to Checkout.com\n", *(part for group in grouped.groups for part in _group(group))]
    return "\n".join((*parts, f"{_text(phrases.summary(grouped))}.\n"))


def _group(group: Group) -> Iterator[str]:
    yield f"## {_text(phrases.shown(group.name))}\n"
    yield _line(_HEADINGS)
    yield _line(["---"] * len(_HEADINGS))
    for row in group.rows:
        yield _line(list(_cells(row)))
    yield ""


def _cells(row: Row) -> Iterator[str]:
    reason = f"{_BREAK}{_text(phrases.shown(row.unknown))}" if row.unknown else ""
    yield f"`{_code(phrases.shown(row.name))}`{_BREAK}{_text(phrases.shown(phrases.client(row)))}{reason}"
    yield f"`{_code(phrases.where(row.location))}`"
    yield _BREAK.join(_way(way) for way in row.ways)
    yield _BREAK.join(dict.fromkeys(_text(phrases.credential(way.credential)) for way in row.ways))
    yield _text(phrases.scopes(row))
    yield _text(phrases.status(row))
    yield _BREAK.join(_text(phrases.sender(row, sender)) for sender in row.senders)


def _way(way: Way) -> str:
    condition = f" if {phrases.condition(way)}" if way.when else ""
    return _text(f"`{phrases.host(way)}` ({phrases.environment(way)}){condition}")


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """Returns a text in which only what stands in backticks means anything to Markdown: it is code."""
    done, parts = 0, list[str]()
    for match in _CODE.finditer(text):
        parts += (_escaped(text[done : match.start()]), f"`{_code(match[1])}`")
        done = match.end()
    return "".join((*parts, _escaped(text[done:])))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text.replace("`", "'"))


def _code(text: str) -> str:
    return text.replace("`", "'").replace("|", "\\|")
