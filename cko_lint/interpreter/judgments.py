"""The judgments: what the parts of the interpreter ask of each other, each answered for every node and every value.

They hold the recursion. What answers them is in the engine's `handlers`, by the type of a node or of a content; handlers import
this and what is below them, and never each other in a circle. `interpreter.py` says which handler answers for what.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.logic.terms import Term


def evaluate(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Returns what an expression can be on the current path."""
    engine.budget.step()
    return engine.handlers.expressions[type(node)](engine, node, frame)


def execute(engine: Engine, body: list[Any], frame: Frame) -> bool:
    """Runs statements on the current path; returns True if control never leaves them at their end."""
    statements = engine.handlers.statements
    for statement in body:
        engine.budget.step()
        ended = statements[type(statement)](engine, statement, frame)
        if ended or engine.diverged:
            return True
    return False


def assign(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    """Assigns a value to a target of any form; to what is no target, nothing."""
    handler = engine.handlers.targets.get(type(target))
    if handler is not None:
        handler(engine, target, value, frame)


def call(engine: Engine, callee: v.Value, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Calls a value: each of the things that it can be, under its condition."""
    usable = v.feasible(callee, engine.path)
    results = []
    for alternative in usable:
        if not alternative.condition:
            results.append(call_content(engine, alternative.content, arguments, node, frame))
            continue
        with engine.under(alternative.condition) as can:
            if can:
                result = call_content(engine, alternative.content, arguments, node, frame)
                results.append(v.restrict(result, alternative.condition))
                if len(usable) > 1:
                    engine.diverged = False
    return v.union(results) or v.unknown("call", engine.undo.now)


def call_content(engine: Engine, callee: Any, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Calls one content."""
    engine.budget.step()
    return engine.handlers.callees.of(callee)(engine, callee, arguments, node, frame)


def call_function(
    engine: Engine, function: v.FunctionValue, arguments: Arguments, node: Any, receiver: Any, on_yield: Any = None
) -> v.Value:
    """Runs a function of the project; `on_yield` is what runs where a context manager yields."""
    return engine.handlers.run(engine, function, arguments, node, receiver, on_yield)


def get_attribute(engine: Engine, holder: v.Value, name: str, node: Any, frame: Frame) -> v.Value:
    """Returns an attribute of a value."""
    found = []
    for alternative in v.feasible(holder, engine.path):
        with engine.under(alternative.condition) as can:
            if can:
                value = attribute_of(engine, alternative.content, name, node, frame)
                found.append(v.restrict(value, alternative.condition))
    return v.union(found) or v.unknown("attribute", engine.undo.now, name)


def attribute_of(engine: Engine, content: Any, name: str, node: Any, frame: Frame) -> v.Value:
    """Returns an attribute of one content."""
    return engine.handlers.attributes.of(content)(engine, content, name, node, frame)


def set_attribute(engine: Engine, content: Any, name: str, value: v.Value, frame: Frame, node: Any) -> None:
    """Sets an attribute of one content."""
    engine.handlers.setters.of(content)(engine, content, name, value, frame, node)


def truth(engine: Engine, content: Any) -> bool | tuple[Term, bool]:
    """Returns whether a content is true, or the term that decides it and what that must be for it to be true."""
    return engine.handlers.truths.of(content)(engine, content)
