"""What the standard library, and the configuration libraries, make of their arguments: one module a subject."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, futures, items, iteration, judgments, string_methods
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import IsSet, Term
from cko_lint.models.model import Model
from cko_lint.models.stdlib import (
    asynchronous,
    builtin,
    context,
    encodings,
    iterables,
    objects,
    reflection,
    split_urls,
    urls,
)
from cko_lint.models.stdlib.containers import collection_method, mapping_method
from cko_lint.models.stdlib.logs import LOG_METHODS, SHOWING, is_log, logged, says_log, shows

CALLS: dict[str, Model] = {**builtin.CALLS, **iterables.CALLS, **reflection.CALLS, **asynchronous.CALLS, **urls.CALLS, **split_urls.CALLS, **objects.CALLS,
                           **encodings.CALLS, **context.CALLS, **dict.fromkeys(SHOWING, logged)}  # fmt: skip


def call(engine: Engine, name: str, made: Call) -> v.Value | None:
    """Calls something of the standard library; None for what is not modelled."""
    model = CALLS.get(name)
    if model is not None:
        return model(engine, made)
    if name.endswith(".config.get") and made.arguments.positional:
        holder = v.External(name.removesuffix(".get"))
        return items.from_application(engine, holder, made.arguments.positional[0], made.frame)
    short = name.rsplit(".", 1)[-1]
    if is_log(name, short):
        return logged(engine, made)
    return None


def method(engine: Engine, receiver: Any, name: str, made: Call) -> v.Value | None:
    """Calls a method of a string, a dictionary, or a list, or of what is not known."""
    arguments = made.arguments
    if isinstance(receiver, v.Mapping):
        return mapping_method(engine, receiver, name, made)
    if isinstance(receiver, v.Collection):
        return collection_method(engine, receiver, name, made)
    if isinstance(receiver, v.Deferred):
        if name in ("pop", "popleft", "__getitem__") and receiver.repeats:
            return receiver.value
        if name in ("result", "get", "wait", "__await__", "join", "__next__", "__anext__"):
            futures.consumed(engine, receiver)
            return futures.settle(engine, v.only(receiver)) if not receiver.repeats else receiver.value
        if name == "add_done_callback":
            for callback in arguments.positional[:1]:
                judgments.call(engine, callback, Arguments([v.only(receiver)], {}), made.node, made.frame)
                engine.diverged = False
        if name in ("exception", "add_done_callback"):
            receiver.settled()
        if name == "send" and receiver.repeats:
            futures.consumed(engine, receiver)
            for value in arguments.all():
                escapes.escape(engine, value, "it is sent to a generator")
            return receiver.value
        return v.unknown("of a task", engine.undo.now)
    if isinstance(receiver, (str, bytes, v.Text)):
        return string_methods.method(engine, receiver, name, arguments, made.node, made.frame) or v.unknown(
            name, v.as_symbol(receiver), engine.undo.now
        )
    if isinstance(receiver, Term):
        return _symbol_method(engine, receiver, name, made)
    if isinstance(receiver, v.ClassValue):
        return _class_method(engine, receiver, name, made)
    if isinstance(receiver, v.Instance) and "_value_" in receiver.attributes:
        inner = receiver.attributes["_value_"][0].content
        return string_methods.method(engine, inner, name, arguments, made.node, made.frame)
    return None


def _class_method(engine: Engine, cls: v.ClassValue, name: str, made: Call) -> v.Value | None:
    """Calls a method that a class of the project has of itself."""
    if name == "__subclasses__":
        derived = [v.only(one) for one in engine.usage.subclasses.get(id(cls.node), ())]
        return v.only(engine.new(v.Collection("list", derived, open=True)))
    if name == "_make" and "tuple" in cls.flags and made.arguments.positional:
        rounds = iteration.rounds(engine, made.arguments.positional[0], made.frame)
        if rounds.certain:
            return judgments.call(engine, v.only(cls), Arguments(rounds.elements, {}), made.node, made.frame)
    return None


_STRING_ONLY = (
    string_methods.TESTS
    | string_methods.SHAPERS
    | {"encode", "decode", "split", "rsplit", "splitlines", "partition", "format"}
)


def _symbol_method(engine: Engine, receiver: Term, name: str, made: Call) -> v.Value | None:
    if name == "get_secret_value":
        return v.only(receiver)
    if name in _STRING_ONLY and not made.arguments.keywords:
        return string_methods.method(engine, receiver, name, made.arguments, made.node, made.frame)
    if (name in LOG_METHODS and says_log(receiver)) or shows(receiver, name):
        return logged(engine, made)
    if name in ("get", "setdefault", "pop") and made.arguments.positional:
        return lookup(engine, receiver, made)
    if name in asynchronous.STARTING:
        return asynchronous.STARTING[name](engine, made)
    if name == "count":
        return v.unknown("count", receiver, *(v.as_symbol(p[0].content) for p in made.arguments.positional if p))
    return None


def lookup(engine: Engine, receiver: Term | v.External, made: Call) -> v.Value:
    """`settings.get("KEY", default)` on something that is not known."""
    key = made.arguments.positional[0]
    configured = items.from_application(engine, receiver, key, made.frame)
    if configured is not None:
        return configured
    held = v.unknown("item", receiver, v.as_symbol(key[0].content) if len(key) == 1 else engine.undo.now)
    default = made.arguments.get(1, "default")
    if default is None:
        return held
    escapes.escape(engine, default, "it is the default of an unknown setting")
    atom = IsSet(held[0].content)
    return v.union((v.restrict(held, when(atom, True)), v.restrict(default, when(atom, False))))
