"""From the engine's nodes to the places of facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from cko_lint import values as v
from cko_lint.facts import Part, Place, Spot, Step
from cko_lint.findings import Location, Position
from cko_lint.project.modules import Module
from cko_lint.syntax import tree

_STEPS = {
    "variable": "assigned to `{name}` here", "attribute": "assigned to `{name}` here",
    "parameter": "passed as `{name}` here", "literal": "value set here",
}  # fmt: skip


_NEAR = 200  # characters before a literal in which its name stands
_OPENING = " \t\n(\"'bBfFrRuU"  # of a literal, and what may stand between it and the sign behind its name
_UNDER = re.compile(r"(?P<name>\w+)[\"']?\]?\s*(?::[\w\s\[\].|]{1,60}=|[:=])$")
_LITERAL = re.compile(r"[A-Za-z]{0,2}[\"']|[sp]k_")


def place_of(module: Module, node: Any) -> Place:
    """Returns the place of a node."""
    return Place((module.path, id(node)), lambda: _once(_spot, module, node))


def method_place_of(module: Module, node: Any) -> Place:
    """Returns the place of the call of a method without what it is called on: `environment(…)` of a chain of calls."""
    return Place((module.path, (id(node), "method")), lambda: _once(_method_spot, module, node))


def header_place_of(module: Module, node: Any) -> Place:
    """Returns the place of a node; of a function, that of its decorators and its first line."""
    return Place((module.path, (id(node), "header")), lambda: _once(_header_spot, module, node))


def call_place_of(module: Module, node: Any) -> Place:
    """Returns the place of a call of one of the project's functions."""
    return Place((module.path, id(node)), lambda: _once(_call_spot, module, node))


def text_place(shown: str, absolute: str, line: int, column: int, length: int, source: str) -> Place:
    """Returns the place of a stretch of a line of a text; `shown` is its path in reports, `source` an excerpt around it."""
    location = Location(shown, Position(line, column), Position(line, column + length))
    return Place((absolute, (line, column)), lambda: Spot(location, (line, line), source))


def stretch_of(module: Module, line: int, column: int, length: int) -> Place:
    """Returns the place of a stretch of a line of Python, whatever stands there."""

    def find() -> Spot:
        location = Location(module.shown, Position(line, column), Position(line, column + length))
        return Spot(location, _statement_lines(module, line, line), _source(module, location))

    return Place((module.path, (line, column)), find)


def _once(find: Callable[[Module, Any], Spot], module: Module, node: Any) -> Spot:
    """Looks a node up, unless that was done before: a thousand executions of a call are at one place."""
    key = (find, id(node))
    if key not in module.looked_up:
        module.looked_up[key] = find(module, node)
    spot: Spot = module.looked_up[key]
    return spot


def _spot(module: Module, node: Any) -> Spot:
    first_line, first_column, last_line, last_column = module.span(node)
    location = Location(module.shown, Position(first_line, first_column), Position(last_line, last_column))
    return Spot(location, _statement_lines(module, first_line, last_line), _source(module, location))


def _source(module: Module, location: Location) -> str:
    """Returns what identifies a stretch of a file: what is written there, of a literal with the name that it is under."""
    text = _text(module, location.start, location.end)
    name = _UNDER.search(_before(module, location.start))
    return f"{name['name']}={text}" if name is not None and _LITERAL.match(text) else text


def _text(module: Module, start: Position, end: Position) -> str:
    lines = module.lines[start.line - 1 : end.line]
    lines[-1] = lines[-1][: end.column - 1]
    lines[0] = lines[0][start.column - 1 :]
    return "\n".join(lines)


def _before(module: Module, position: Position) -> str:
    """Returns what is written right before a place, without whitespace and parentheses: a formatter may put both there."""
    lines = [*module.lines[max(position.line - 4, 0) : position.line - 1], module.lines[position.line - 1]]
    lines[-1] = lines[-1][: position.column - 1]
    return "\n".join(lines)[-_NEAR:].rstrip(_OPENING)


def _header_spot(module: Module, node: Any) -> Spot:
    spot = _spot(module, node)
    if not isinstance(node, tree.Function):
        return spot
    last = spot.statement[1]
    start = spot.location.start
    if node.decorators:
        line, column, _, _ = module.span(node.decorators[0])
        start = Position(line, column - 1)
    end = Position(last, len(module.lines[last - 1].rstrip()) + 1)
    return spot._replace(location=replace(spot.location, start=start, end=end))


def _method_spot(module: Module, node: Any) -> Spot:
    spot = _spot(module, node)
    function = getattr(node, "function", None)
    if not isinstance(function, tree.Attribute):
        return spot
    _, _, line, column = module.span(function.base)
    last = spot.location.end.line
    while line <= last:
        at = module.lines[line - 1].find(function.name, column - 1)
        if at >= 0:
            start = Position(line, at + 1)
            return spot._replace(location=replace(spot.location, start=start))
        line, column = line + 1, 1
    return spot


def _statement_lines(module: Module, first: int, last: int) -> tuple[int, int]:
    """Returns the first and last line of the statement around some lines; of a compound statement, of its header."""
    best = (first, last)
    body: Any = module.parsed.body
    while True:
        inner = next((s for s in body if module.span(s)[0] <= first <= module.span(s)[2]), None)
        if inner is None:
            return best
        start, _, end, _ = module.span(inner)
        blocks = tree.blocks(inner)
        if not blocks:
            return start, end
        below = [module.span(block[0])[0] for block in blocks if block]
        header_end = min((line for line in below if line > start), default=end + 1) - 1
        if first <= header_end:
            return start, max(header_end, start)
        best = (first, last)
        body = [statement for block in blocks for statement in block]


def _call_spot(module: Module, node: Any) -> Spot:
    """Looks up a call: its own text, and the names of the functions and classes around it, which make a qualified name."""
    spot = _spot(module, node)
    function = ".".join(_names_around(module, spot.location.start.line))
    return spot._replace(source=_text(module, spot.location.start, spot.location.end), function=function)


def _names_around(module: Module, line: int) -> Iterator[str]:
    """Yields the names of the functions and classes that a line is in the bodies of, the outermost first."""
    body: Any = module.parsed.body
    while True:
        inner = next((s for s in body if module.span(s)[0] <= line <= module.span(s)[2]), None)
        if inner is None:
            return
        blocks = tree.blocks(inner)
        body = [statement for block in blocks for statement in block]
        if isinstance(inner, (tree.Function, tree.Class)) and body and line >= module.span(body[0])[0]:
            yield inner.name


def provenance_of(origin: v.Origin | None) -> tuple[Step, ...]:
    """Returns the places that a value passed, the first one first."""
    if origin is None:
        return ()
    found = []
    for step in reversed(origin.chain()):
        message = _STEPS.get(step.kind)
        if message is not None and step.node is not None:
            found.append(Step(message.format(name=step.name), place_of(step.module, step.node), Part.BEFORE))
    return tuple(found)


def written_at(origin: v.Origin | None) -> Place | None:
    """Returns the place of the literal that a value began as, or of the f-string that it is a piece of."""
    first = origin.chain()[-1] if origin is not None else None
    return place_of(first.module, first.node) if first is not None and first.kind in ("literal", "piece") else None


def literal_of(origin: v.Origin | None) -> Place | None:
    """Returns the place of the literal that a value began as."""
    if origin is None:
        return None
    first = origin.chain()[-1]
    return place_of(first.module, first.node) if first.kind == "literal" else None


def entry_of(origin: v.Origin | None) -> Place | None:
    """Returns the place at which a value was put into the last dictionary that it went through."""
    steps = origin.chain() if origin is not None else []
    found = next((step for step in steps if step.kind == "key" and step.node is not None), None)
    return place_of(found.module, found.node) if found is not None else None
