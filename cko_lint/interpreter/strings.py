"""Texts: strings whose pieces may be unknown, and how they are put together."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin
from cko_lint.logic.terms import Term, symbol

_MOST_PAIRS = 48
_MOST_PARTS = 150


def is_textual(value: v.Value) -> bool:
    """Whether a value can be part of a string: none of its contents is an object, and not all are numbers."""
    return any(isinstance(a.content, (str, bytes, v.Text)) for a in value) or all(
        isinstance(a.content, Term) for a in value
    )


def is_template(value: v.Value) -> bool:
    """Whether a value is a string that `%` fills in."""
    return any(isinstance(a.content, (str, bytes, v.Text)) for a in value)


def parts_of(content: Any, origin: v.Origin | None) -> list[v.Part]:
    """Returns a content as pieces of a text."""
    if isinstance(content, v.Text):
        return content.parts
    if isinstance(content, bytes):
        return [v.Part(content.decode("latin-1"), origin)]
    if isinstance(content, (str, Term)):
        return [v.Part(content, origin)]
    if content is None or isinstance(content, (int, float)):
        return [v.Part(str(content), origin)]
    if isinstance(content, v.Textual):
        return parts_of(content.text[0].content, origin)
    if isinstance(content, v.Instance) and "_value_" in content.attributes:
        value = content.attributes["_value_"]
        return parts_of(value[0].content, origin) if value else [v.Part("", origin)]
    if isinstance(content, v.LibraryObject) and (tells := content.tells()) is not None:
        return [v.Part(symbol("text of", tells), origin)]
    return written_out(content) or [v.Part(symbol("text of", v.as_symbol(content)), origin)]


def written_out(content: Any, depth: int = 0) -> list[v.Part]:
    """Returns the text of a dictionary or list all of which is known, more or less as it is printed; nothing for others."""
    items: list[tuple[str, v.Value]] = []
    if isinstance(content, v.Instance):
        items = [(f"{name}=", value) for name, value in v.fields_shown(content).items()]
    elif isinstance(content, v.Mapping) and not content.open:
        items = [(f"'{name}': ", entry) for name, entry in content.entries.items()]
    elif isinstance(content, v.Collection) and not content.open:
        items = [("", item) for item in content.items]
    if not 0 < len(items) <= 20 or depth > 4:
        return []
    found = [v.Part("{" if isinstance(content, v.Mapping) else "[", None)]
    for name, value in items:
        if len(value) != 1 or value[0].content is v.ABSENT:
            if isinstance(content, v.Instance):
                continue
            return []
        inner = value[0].content
        if isinstance(inner, (v.Mapping, v.Collection, v.Instance)):
            parts = written_out(inner, depth + 1)
            if not parts and not isinstance(content, v.Instance) and not _is_empty(inner):
                return []
        else:
            parts = [] if isinstance(inner, v.Object) else parts_of(inner, value[0].origin)
        found += [v.Part(f"{name}'", None), *parts, v.Part("', ", None)]
    return found


AS_BYTES = "bytes"
"""The step of a text's way at which it was encoded; the kind of the symbol for what such a text looks like if it is written out."""


def _is_empty(content: v.Mapping | v.Collection | v.Instance) -> bool:
    if isinstance(content, v.Instance):
        return False
    return not (content.entries if isinstance(content, v.Mapping) else content.items)


def text_of_parts(parts: list[v.Part]) -> Any:
    """Returns the content that pieces are: the piece itself if there is one only."""
    if len(parts) == 1:
        return parts[0].content
    return v.Text(parts)


def concatenate(engine: Engine, pieces: list[v.Value], node: Any, frame: Frame) -> v.Value:
    """Returns the pieces put one behind the other."""
    found: list[tuple[list[v.Part], Condition]] = [([], ALWAYS)]
    for piece in pieces:
        grown = []
        for parts, condition in found:
            for alternative in v.feasible(piece, engine.path):
                joined = conjoin(condition, alternative.condition)
                if joined is not None and conjoin(engine.path, joined) is not None:
                    grown.append((parts + parts_of(alternative.content, alternative.origin), joined))
        if len(grown) > _MOST_PAIRS or any(len(parts) > _MOST_PARTS for parts, _ in grown):
            return v.unknown("text", engine.undo.now)
        found = grown
    value = v.union([tuple(v.Alternative(_merged(parts), condition) for parts, condition in found)])
    engine.models.composed(engine, node, frame, pieces, value)
    return value


def _ends_open(kept: list[v.Part]) -> bool:
    """Whether a text ends with a space behind which something was to stand: where the nothing came from tells why."""
    return bool(kept) and isinstance(kept[-1].content, str) and kept[-1].content.endswith(" ")


def _merged(parts: list[v.Part]) -> Any:
    kept = [part for part in parts if part.content != ""]
    if parts and parts[-1].content == "" and parts[-1].origin is not None and _ends_open(kept):
        return v.Text([*kept, parts[-1]])
    if not kept:
        return v.Text([v.Part("", None)])
    if len(kept) == 1:
        return v.Text(kept) if isinstance(kept[0].content, str) else kept[0].content
    return v.Text(kept)
