"""Results that are fetched later, of coroutines, tasks and generators: what they raise is raised there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments


def deferred(engine: Engine, run: Callable[[], v.Value]) -> v.Value:
    """Runs something whose result is fetched later: what it raises is raised there."""
    first = len(engine.models.raised())
    with engine.stack.fetched_later():
        value = run()
    engine.diverged = False
    return v.only(v.Deferred(value, pending=raised_since(engine, first)))


def started(engine: Engine, run: Callable[[], v.Value]) -> v.Value:
    """Runs something that is started here, and whose errors do not reach the code that starts it; its result is dropped."""
    first, path = len(engine.models.raised()), engine.path
    with engine.stack.fetched_later():
        run()
    engine.diverged, engine.path = False, path
    for raised in raised_since(engine, first):
        raised.is_around = False
    return v.unknown("started", engine.undo.now)


def raised_since(engine: Engine, first: int) -> list[Any]:
    """Returns what has been raised from a number on and is not caught where it was raised."""
    return [raised for raised in engine.models.raised()[first:] if not raised.guarded]


def _fetched(engine: Engine, pending: list[Any]) -> None:
    for raised in pending:
        engine.models.fetched(engine, raised)


def settle(engine: Engine, value: v.Value) -> v.Value:
    """Fetches the result of a task, a future or a coroutine; what it raises is raised here."""
    found: list[v.Value] = []
    for alternative in value:
        content = alternative.content
        if not isinstance(content, v.Deferred) or content.repeats:
            found.append((alternative,))
            continue
        _fetched(engine, content.pending)
        found.append(v.restrict(settle(engine, content.value), alternative.condition))
    return v.union(found)


def consumed(engine: Engine, content: Any) -> None:
    """Takes elements of a generator: what it raises is raised here."""
    if isinstance(content, v.Deferred) and content.repeats:
        _fetched(engine, content.pending)


# What gives the elements of its argument later on.
_LAZY = ("iter", "map", "filter", "zip", "enumerate", "aiter")


def hand_over_generators(engine: Engine, name: str, arguments: Arguments) -> None:
    """Generators are given to something external, which takes their elements, or gives them on."""
    for value in arguments.all():
        for alternative in value:
            content = alternative.content
            if not isinstance(content, v.Deferred) or not content.pending:
                continue
            if name in _LAZY or name.startswith("itertools."):
                content.settled()
            else:
                consumed(engine, content)


def first_yielded(value: v.Value) -> v.Value:
    """Returns what a call gives whose first element is taken if it is a generator."""
    found = [a.content.value if isinstance(a.content, v.Deferred) else (a,) for a in value]
    return v.union(found)
