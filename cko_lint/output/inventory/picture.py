"""The picture of an inventory, before it is drawn: what stands in which column, and what leads from where to where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cko_lint.inventory.rows import Row
from cko_lint.output.inventory import phrases

LIVE, SANDBOX, OTHER = "live", "sandbox", "other"
_UNKNOWN = "unknown endpoint"
WAYPOINT = "waypoint"


@dataclass(slots=True)
class Node:
    """An entry point, a function, or an endpoint: its name, a second line, and the rows that it leads to."""

    key: tuple[str, ...]
    name: str
    note: str
    column: int = 0
    rows: list[str] = field(default_factory=list)
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """What leads from one node to another one; to an endpoint, in an environment."""

    start: tuple[str, ...]
    end: tuple[str, ...]
    environment: str = ""
    is_unknown: bool = False


@dataclass(slots=True)
class Picture:
    """The columns, each from top to bottom, and the edges."""

    columns: list[list[Node]]
    edges: list[Edge]


def picture_of(rows: Sequence[tuple[Row, str]]) -> Picture:
    """Returns the picture of rows, each with the anchor of its line in the tables."""
    nodes: dict[tuple[str, ...], Node] = {}
    edges: dict[Edge, None] = {}
    for row, anchor in rows:
        for chain in _chains(row):
            _add(nodes, chain, anchor)
            edges.update((edge, None) for edge in _edges(row, chain))
    last = max((node.column for node in nodes.values()), default=0)
    for node in nodes.values():
        if node.key[0] == "endpoint":
            node.column = last
    nodes |= {point.key: point for edge in edges for point in _waypoints(edge, nodes)}
    columns = [[n for n in nodes.values() if n.column == at] for at in range(last + 1)]
    return Picture(_ordered(columns, [part for edge in edges for part in parts_of(edge, nodes)]), list(edges))


def _waypoints(edge: Edge, nodes: Mapping[tuple[str, ...], Node]) -> Iterator[Node]:
    """Yields what keeps room for an edge in the columns that it crosses, so that it passes beside the boxes there."""
    crossed = range(nodes[edge.start].column + 1, nodes[edge.end].column)
    for key, column in zip(keys_of(edge, crossed)[1:-1], crossed, strict=True):
        yield Node(key, "", "", column)


def keys_of(edge: Edge, columns: range) -> list[tuple[str, ...]]:
    """Returns what an edge goes through, from its start to its end; `columns` are those that it crosses."""
    return [edge.start, *((WAYPOINT, *edge.start, *edge.end, str(column)) for column in columns), edge.end]


def parts_of(edge: Edge, nodes: Mapping[tuple[str, ...], Node]) -> Iterator[Edge]:
    """Yields the parts of an edge from one column to the next one."""
    crossed = range(nodes[edge.start].column + 1, nodes[edge.end].column)
    yield from (Edge(one, other) for one, other in pairwise(keys_of(edge, crossed)))


def _chains(row: Row) -> Iterator[list[Node]]:
    """Yields the nodes from each entry point of a request to its endpoint."""
    end = _endpoint(row)
    for sender in row.senders:
        name = phrases.shown(sender.name)
        first = Node(("entry", name, sender.location.path), name, f"{sender.kind}, {phrases.where(sender.location)}")
        between = [(phrases.shown(function), path) for function, path in phrases.functions(row, sender)]
        yield [first, *(Node(("function", function, path), function, "") for function, path in between), end]
    if not row.senders:
        where = phrases.where(row.location)
        yield [Node(("place", where), phrases.shown(row.function) or where, where, is_unknown=True), end]


def _endpoint(row: Row) -> Node:
    name = phrases.shown(row.name) if row.endpoint else _UNKNOWN
    environments = sorted({way.environment or "environment not known" for way in row.ways})
    return Node(("endpoint", name), name, ", ".join(environments), is_unknown=not row.is_followed)


def _add(nodes: dict[tuple[str, ...], Node], chain: list[Node], anchor: str) -> None:
    for depth, node in enumerate(chain):
        known = nodes.setdefault(node.key, node)
        known.column = max(known.column, depth)
        known.note = _joined(known.note, node.note) if node.key[0] == "endpoint" else known.note
        if anchor not in known.rows:
            known.rows.append(anchor)


def _joined(one: str, other: str) -> str:
    return ", ".join(sorted({part for text in (one, other) for part in text.split(", ") if part}))


def _edges(row: Row, chain: list[Node]) -> Iterator[Edge]:
    for one, other in pairwise(chain):
        if other.key[0] != "endpoint":
            yield Edge(one.key, other.key)
            continue
        for environment in sorted({way.environment for way in row.ways} or {""}):
            shown = environment if environment in (LIVE, SANDBOX) else OTHER
            yield Edge(one.key, other.key, shown, not row.is_followed)


def _ordered(columns: list[list[Node]], edges: list[Edge]) -> list[list[Node]]:
    """Returns the columns so that what belongs together is near: from the endpoints, which are sorted, to the left."""
    columns[-1].sort(key=lambda node: (node.is_unknown, node.name.partition(" ")[2], node.name))
    places = {node.key: float(at) for at, node in enumerate(columns[-1])}
    for column in reversed(columns[:-1]):
        for node in column:
            places[node.key] = _middle(
                places[edge.end] for edge in edges if edge.start == node.key and edge.end in places
            )
        column.sort(key=lambda node: (places[node.key], node.name))
    return columns


def _middle(places: Iterable[float]) -> float:
    found = list(places)
    return sum(found) / len(found) if found else 0.0
