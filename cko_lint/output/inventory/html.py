"""The inventory as one page in a file of its own: a picture of the ways from entry points to endpoints, and the same as tables.

It needs no script and no mouse: what the picture shows are links to the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from cko_lint import __version__
from cko_lint.homepage import HOMEPAGE
from cko_lint.inventory.grouping import Group, Grouped
from cko_lint.inventory.rows import Row, Way
from cko_lint.output.html_page import asset, page
from cko_lint.output.inventory import phrases
from cko_lint.output.inventory.drawing import drawn
from cko_lint.output.inventory.picture import picture_of
from cko_lint.output.markdown import spans

_HEADINGS = ("Request", "Sent to", "With", "Scopes", "Status", "Sent from")


def render(grouped: Grouped) -> str:
    """Returns the page."""
    anchors = {row.sort_key: f"r{number}" for number, row in enumerate(grouped.rows, 1)}
    parts = [
        '<a class="skip" href="#requests">Skip to the requests</a>',
        _header(grouped),
        "<main>",
        *_figure(grouped, anchors),
        '<div id="requests">',
        *_groups(grouped, anchors),
        "</div>\n</main>",
    ]
    return page("cko-lint: requests to Checkout.com", parts, asset("report.css") + asset("inventory.css"))


def _header(grouped: Grouped) -> str:
    name = f"cko-lint {escape(__version__)}"
    about = f'<a href="{escape(HOMEPAGE)}">{name}</a>' if HOMEPAGE else name
    summary = f'<p class="summary">{escape(phrases.summary(grouped))}. {about}</p>'
    return f"<header>\n<h1>Requests to Checkout.com</h1>\n{summary}\n</header>"


def _figure(grouped: Grouped, anchors: dict[tuple[object, ...], str]) -> Iterator[str]:
    if not grouped.rows:
        return
    yield '<figure class="ways" tabindex="0" aria-label="Ways of the requests; the tables below say the same">'
    yield drawn(picture_of([(row, anchors[row.sort_key]) for row in grouped.rows]))
    yield '<figcaption><span class="key live">live</span> <span class="key sandbox">sandbox</span> '
    yield '<span class="key other">environment not known</span> <span class="key unknown">dashed: could not be followed</span>'
    yield "</figcaption>\n</figure>"


def _groups(grouped: Grouped, anchors: dict[tuple[object, ...], str]) -> Iterator[str]:
    told: set[object] = set()
    for group in grouped.groups:
        yield from _group(group, anchors, told)


def _group(group: Group, anchors: dict[tuple[object, ...], str], told: set[object]) -> Iterator[str]:
    yield f'<section>\n<h2>{spans(phrases.shown(group.name))}</h2>\n<div class="wide">\n<table>\n<thead><tr>'
    yield "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS) + "</tr></thead>\n<tbody>"
    for row in group.rows:
        # A row with several credentials is in several groups; the picture leads to the first.
        anchor = "" if row.sort_key in told else f' id="{anchors[row.sort_key]}" tabindex="-1"'
        told.add(row.sort_key)
        kind = "" if row.is_followed else ' class="unknown"'
        yield f"<tr{anchor}{kind}>{''.join(_cells(row))}</tr>"
    yield "</tbody>\n</table>\n</div>\n</section>"


def _cells(row: Row) -> Iterator[str]:
    reason = f"<br>{spans(phrases.shown(row.unknown))}" if row.unknown else ""
    head = f"{escape(phrases.shown(row.name))}</code><br>{escape(phrases.shown(phrases.client(row)))}{reason}"
    yield f'<th scope="row"><code>{head}<br><span class="place">{escape(phrases.where(row.location))}</span></th>'
    yield _cell(_way(way) for way in row.ways)
    yield _cell(dict.fromkeys(spans(phrases.credential(way.credential)) for way in row.ways))
    yield _cell([spans(phrases.scopes(row))])
    yield _cell([spans(phrases.status(row))])
    yield _cell(spans(phrases.sender(row, sender)) for sender in row.senders)


def _way(way: Way) -> str:
    kind = way.environment if way.environment in ("live", "sandbox") else "other"
    condition = f" if {spans(phrases.condition(way))}" if way.when else ""
    host = escape(phrases.host(way))
    return f'<span class="key {kind}">{escape(phrases.environment(way))}</span> <code>{host}</code>{condition}'


def _cell(parts: object) -> str:
    items = list(parts)  # type: ignore[call-overload]
    if len(items) < 2:
        return f"<td>{''.join(items)}</td>"
    return f"<td><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></td>"
