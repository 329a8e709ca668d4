"""Decorators: those of the project are called, of the others it is known what they make of a function."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments, lookup, managers
from cko_lint.interpreter.arguments import arguments_of
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame, Guard
from cko_lint.syntax import tree

_CALLABLE = (v.FunctionValue, v.Instance, v.Partial)


def decorate(
    engine: Engine, decorator: Any, function: v.FunctionValue, value: v.Value, frame: Frame, node: Any
) -> v.Value:
    """Returns what a decorator makes of a function; one from outside the project leaves it as it is, with a note on it."""
    if isinstance(decorator, tree.Attribute) and decorator.name in ("setter", "deleter", "getter"):
        return _accessor(function, decorator, frame)
    applied = _applied(engine, decorator, frame)
    for alternative in applied:
        content = alternative.content
        if isinstance(content, v.FunctionValue) and "wrapped" in content.flags:
            _wrap(function, decorator, frame, node)
            return value
        if _is_of_project(content):
            wrapped = judgments.call(engine, v.only(content), Arguments([value], {}), node, frame)
            for made in wrapped:
                if isinstance(made.content, v.FunctionValue) and made.content is not function:
                    made.content.wrapped = made.content.wrapped or function
            if any(isinstance(a.content, _CALLABLE) for a in wrapped):
                return wrapped
            return value
        if isinstance(content, v.Instance) and managers.exit_handles(content):
            function.guards.append(Guard(node, frame.module, [], [None]))
            return value
    if isinstance(decorator, tree.Call):
        function.guards += managers.guards_of_manager(engine, decorator, frame)
    if not engine.models.decorate(engine, function, decorator, applied, frame):
        if any(external.may_catch(engine, alternative.content) for alternative in applied):
            _wrap(function, decorator, frame, node)
    return value


def _wrap(function: v.FunctionValue, decorator: Any, frame: Frame, node: Any) -> None:
    """Notes that unknown code is around a function: it may catch, change what the function gets, and what it gives."""
    function.guards.append(Guard(node, frame.module, [], [v.unknown("caught", id(decorator))]))
    function.flags |= {"wrapped"}


def decorate_class(engine: Engine, cls: v.ClassValue, frame: Frame) -> v.Value:
    """Returns what decorators make of a class.

    They are run, since they may register the class somewhere. Methods that a decorator, or a base when it is derived, may
    have put something around are marked.
    """
    decorators = [(node, _applied(engine, node, frame)) for node in cls.node.decorators]
    applied = [alternative for _, value in decorators for alternative in value]
    strangers = (a.content for a in applied if not external.makes_data_class(engine, a.content))
    hooks = [base.attributes["__init_subclass__"] for base in lookup.mro(cls)[1:] if _has_hook(base)]
    makers = [a.content for hook in hooks for a in hook]
    if any(map(_wraps_methods, [*(a.content for a in applied), *makers])) or any(
        external.may_catch(engine, content) for content in strangers
    ):
        _mark_methods(v.only(cls))
    made = v.only(cls)
    for node, value in reversed(decorators):
        made = _class_made(engine, value, made, node, frame)
    return made


def _class_made(engine: Engine, applied: v.Value, cls: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns what a decorator makes of a class."""
    made = []
    for alternative in applied:
        with engine.under(alternative.condition) as can:
            if can:
                made.append(v.restrict(_made_by(engine, alternative.content, cls, node, frame), alternative.condition))
    return v.union(made) or cls


def _made_by(engine: Engine, decorator: Any, cls: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns the class or what makes its objects; the class as it was, with its methods marked, where that is not known."""
    if not _is_of_project(decorator):
        return cls
    made = judgments.call(engine, v.only(decorator), Arguments([cls], {}), node, frame)
    engine.diverged = False
    if made and all(isinstance(a.content, (v.ClassValue, *_CALLABLE)) for a in made):
        return made
    _mark_methods(cls)
    return cls


def _mark_methods(classes: v.Value) -> None:
    for alternative in classes:
        for method in v.methods_of(alternative.content) if isinstance(alternative.content, v.ClassValue) else ():
            method.flags |= {"wrapped"}


def _has_hook(base: Any) -> bool:
    return isinstance(base, v.ClassValue) and "__init_subclass__" in base.attributes


def _wraps_methods(content: Any) -> bool:
    """Whether a function of the project sets attributes of what it is given by names that are not written out."""
    function = content.wrapped or content if isinstance(content, v.FunctionValue) else None
    if function is None or isinstance(function.node, tree.Lambda) or not function.node.parameters:
        return False
    calls = (node for node in tree.walk(function.node.body) if isinstance(node, tree.Call))
    return any(tree.last_name(call.function) == "setattr" for call in calls)


def _applied(engine: Engine, decorator: Any, frame: Frame) -> v.Value:
    """Returns what is applied to a function; what makes it is never a bystander."""
    if isinstance(decorator, tree.Call):
        callee = judgments.evaluate(engine, decorator.function, frame)
        if any(isinstance(alternative.content, v.Bystander) for alternative in callee):
            arguments = arguments_of(engine, decorator, frame)
            return judgments.call(engine, v.resolve_bystanders(callee), arguments, decorator, frame)
    return v.resolve_bystanders(judgments.evaluate(engine, decorator, frame))


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
