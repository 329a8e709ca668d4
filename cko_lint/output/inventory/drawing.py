"""A picture as SVG: boxes that are links to the tables, and curves between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise

from cko_lint.output.inventory.picture import Edge, Node, Picture, keys_of

_WIDTH, _HEIGHT, _GAP, _BETWEEN = 236, 38, 12, 64
_MOST_SIGNS, _BEGINNING = 30, 10
_APART = 6
_HEADS = ("Entry points", "Functions between", "Endpoints")
_TOP = 28


def drawn(picture: Picture) -> str:
    """Returns the element."""
    boxes = {node.key: (x, y) for node, x, y in _placed(picture)}
    width = len(picture.columns) * (_WIDTH + _BETWEEN) - _BETWEEN + 2
    height = _TOP + max(map(len, picture.columns)) * (_HEIGHT + _GAP) + 2
    size = f'width="{width}" height="{height}" viewBox="-1 0 {width} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="group" aria-labelledby="picture-title">',
        '<title id="picture-title">Entry points on the left, functions between, endpoints on the right</title>',
        *_heads(picture),
        '<g aria-hidden="true">',
        *(_curve(edge, boxes) for edge in picture.edges),
        "</g>",
        *(_box(node, *boxes[node.key]) for column in picture.columns for node in column if node.rows),
        "</svg>",
    ]
    return "\n".join(parts)


def _placed(picture: Picture) -> Iterator[tuple[Node, int, int]]:
    """Yields the nodes with their upper left corners; a column that is shorter stands in the middle."""
    tallest = max(map(len, picture.columns))
    for at, column in enumerate(picture.columns):
        down = (tallest - len(column)) * (_HEIGHT + _GAP) // 2
        for number, node in enumerate(column):
            yield node, at * (_WIDTH + _BETWEEN), _TOP + down + number * (_HEIGHT + _GAP)


def _heads(picture: Picture) -> Iterator[str]:
    last = len(picture.columns) - 1
    for at, text in {0: _HEADS[0], last: _HEADS[2], **({1: _HEADS[1]} if last > 1 else {})}.items():
        yield f'<text class="head" x="{at * (_WIDTH + _BETWEEN)}" y="14">{text}</text>'


def _curve(edge: Edge, boxes: Mapping[tuple[str, ...], tuple[int, int]]) -> str:
    """Draws an edge from box to box, straight on beside the boxes of the columns that it crosses."""
    columns = (boxes[key][0] // (_WIDTH + _BETWEEN) for key in (edge.start, edge.end))
    shift = _HEIGHT // 2 + {"live": -_APART, "sandbox": _APART}.get(edge.environment, 0)
    places = [boxes[key] for key in keys_of(edge, range(next(columns) + 1, next(columns)))]
    parts = [f"M{places[0][0] + _WIDTH},{places[0][1] + shift}"]
    for (x, y), (to_x, to_y) in pairwise(places):
        middle = (x + _WIDTH + to_x) // 2
        parts.append(f"C{middle},{y + shift} {middle},{to_y + shift} {to_x},{to_y + shift}")
        parts.append(f"H{to_x + _WIDTH}")
    kind = " ".join(filter(None, ("edge", edge.environment, "unknown" if edge.is_unknown else "")))
    return f'<path class="{kind}" d="{" ".join(parts[:-1])}"/>'


def _box(node: Node, x: int, y: int) -> str:
    kind = f"node {node.key[0]}{' unknown' if node.is_unknown else ''}"
    said = f"{node.name}, {node.note}" if node.note else node.name
    said = f"{said}, could not be followed" if node.is_unknown else said
    note = f'<text class="note" x="{x + 8}" y="{y + 31}">{escape(_short(node.note))}</text>' if node.note else ""
    line = y + (16 if node.note else 23)
    return (
        f'<a class="{kind}" href="#{node.rows[0]}" aria-label="{escape(said)}"><title>{escape(said)}</title>'
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="5"/>'
        f'<text x="{x + 8}" y="{line}">{escape(_short(node.name))}</text>{note}</a>'
    )


def _short(text: str) -> str:
    """Cuts a text in its middle: what is at the end of a path, its line, tells it from others."""
    return text if len(text) <= _MOST_SIGNS else f"{text[:_BEGINNING]}…{text[_BEGINNING + 1 - _MOST_SIGNS :]}"
