"""Decorators: those of the project are called, of the others it is known what they make of a function."""

from __future__ import annotations

from typing import Any

from cko_lint.flow import external, judgments, lookup, managers
from cko_lint.flow import values as v
from cko_lint.flow.arguments import arguments_of
from cko_lint.flow.engine import Engine
from cko_lint.flow.frames import Arguments, Frame, Guard
from cko_lint.syntax import tree


def decorate(
    engine: Engine, decorator: Any, function: v.FunctionValue, value: v.Value, frame: Frame, node: Any
) -> v.Value:
    """Returns what a decorator makes of a function; one from outside the project leaves it as it is, with a note on it."""
    if isinstance(decorator, tree.Attribute) and decorator.name in ("setter", "deleter", "getter"):
        return _accessor(function, decorator, frame)
    applied = _applied(engine, decorator, frame)
    for alternative in applied:
        content = alternative.content
        if _is_of_project(content):
            wrapped = judgments.call(engine, v.only(content), Arguments([value], {}), node, frame)
            for made in wrapped:
                if isinstance(made.content, v.FunctionValue) and made.content is not function:
                    made.content.wrapped = made.content.wrapped or function
            if any(isinstance(a.content, (v.FunctionValue, v.Instance, v.Partial)) for a in wrapped):
                return wrapped
            return value
        if isinstance(content, v.Instance) and managers.exit_handles(content):
            function.guards.append(Guard(node, frame.module, [], [None]))
            return value
    if isinstance(decorator, tree.Call):
        function.guards += managers.guards_of_manager(engine, decorator, frame)
    if not engine.models.decorate(engine, function, decorator, applied, frame):
        if any(external.may_catch(engine, alternative.content) for alternative in applied):
            function.guards.append(Guard(node, frame.module, [], [v.unknown("caught", id(decorator))]))
    return value


def _applied(engine: Engine, decorator: Any, frame: Frame) -> v.Value:
    """Returns what is applied to a function; what makes it is never a bystander."""
    if isinstance(decorator, tree.Call):
        callee = judgments.evaluate(engine, decorator.function, frame)
        if any(isinstance(alternative.content, v.Bystander) for alternative in callee):
            arguments = arguments_of(engine, decorator, frame)
            return judgments.call(engine, v.known(callee), arguments, decorator, frame)
    return v.known(judgments.evaluate(engine, decorator, frame))


def _is_of_project(content: Any) -> bool:
    """Whether a decorator is code of the project that can be called."""
    if isinstance(content, v.Instance):
        return lookup.find(content.cls, "__call__") is not None
    if isinstance(content, v.Bound):
        return content.function is not None
    return isinstance(content, (v.FunctionValue, v.ClassValue, v.Partial))


def _accessor(function: v.FunctionValue, decorator: Any, frame: Frame) -> v.Value:
    name = decorator.base.id if isinstance(decorator.base, tree.Name) else ""
    existing = frame.names.get(name, ())
    if decorator.name == "setter":
        frame.names[f"{name}.setter"] = v.only(function)
    return existing or v.only(function)
