"""The shape of a model of a function, and the plainest ones."""

from __future__ import annotations

from collections.abc import Callable

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call

Model = Callable[[Engine, Call], "v.Value | None"]


def first(made: Call) -> v.Value:
    """Returns the first positional argument, or None."""
    return made.arguments.positional[0] if made.arguments.positional else v.NONE


def same(engine: Engine, made: Call) -> v.Value:
    """A function that gives its argument as it is."""
    return first(made)


def made_of(cls: Callable[[], v.LibraryObject]) -> Model:
    """The model of a class whose objects carry nothing."""

    def model(engine: Engine, made: Call) -> v.Value:
        return v.only(engine.new(cls()))

    return model


def pure(kind: str) -> Model:
    """A function that changes nothing and keeps nothing: its result is one symbol for the same arguments."""

    def model(engine: Engine, made: Call) -> v.Value:
        return v.unknown(kind, *(v.as_symbol(value[0].content) for value in made.arguments.positional if value))

    return model
