"""The arguments of a call."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import futures, judgments, mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame


def arguments_of(engine: Engine, node: Any, frame: Frame) -> Arguments:
    """Evaluates the arguments of a call."""
    found = Arguments([], {})
    for argument in node.arguments:
        value = judgments.evaluate(engine, argument.value, frame)
        if argument.star == "*":
            _spread(engine, value, found)
        elif argument.star == "**":
            _spread_keywords(engine, value, found)
        elif argument.keyword is not None:
            found.keywords[argument.keyword] = value
        else:
            found.positional.append(value)
    return found


def _spread(engine: Engine, value: v.Value, found: Arguments) -> None:
    usable = v.feasible(value, engine.path)
    if len(usable) == 1 and isinstance(usable[0].content, v.Collection):
        found.positional.extend(usable[0].content.items)
        found.open = found.open or usable[0].content.open
    elif len(usable) == 1 and isinstance(usable[0].content, v.Deferred):
        futures.consumed(engine, usable[0].content)
        found.positional.append(value)
    else:
        found.open = True


def _spread_keywords(engine: Engine, value: v.Value, found: Arguments) -> None:
    usable = v.feasible(value, engine.path)
    mapping = mappings.as_dictionary(usable[0].content) if len(usable) == 1 else None
    if isinstance(mapping, v.Mapping):
        for key, entry in mapping.entries.items():
            if isinstance(key, str):
                present = v.feasible(entry, engine.path)
                if any(a.content is not v.ABSENT for a in present):
                    found.keywords[key] = tuple(present)
        found.open = found.open or mapping.open
    elif any(a.content is not None for a in usable):
        found.open = True
