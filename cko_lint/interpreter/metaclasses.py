"""Metaclasses of a project: what they do to a class that is defined."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import judgments, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.logic.terms import Term
from cko_lint.syntax import tree


def metaclass_of(engine: Engine, cls: v.ClassValue, frame: Frame) -> v.ClassValue | None:
    """Returns the metaclass of a class, its own or that of a base, if it is of the project."""
    node = cls.node.keywords.get("metaclass")
    if node is None:
        inherited = (base.metaclass for base in cls.bases if isinstance(base, v.ClassValue))
        return next((one for one in inherited if one is not None), None)
    value = v.resolve_bystanders(judgments.evaluate(engine, node, frame))
    content = value[0].content if len(value) == 1 else None
    if isinstance(content, Term):
        _forget(cls)
    return content if isinstance(content, v.ClassValue) else None


def make(engine: Engine, cls: v.ClassValue, frame: Frame) -> None:
    """Runs `__new__` and `__init__` of the metaclass of a class, which may register it, or change what is in it."""
    keywords = {
        name: judgments.evaluate(engine, node, frame) for name, node in cls.node.keywords.items() if name != "metaclass"
    }
    for name in ("__new__", "__init__"):
        found = lookup.find(cls.metaclass, name) if cls.metaclass is not None else None
        function = found[0].content if found is not None and len(found) == 1 else None
        if found is None:
            continue
        if not isinstance(function, v.FunctionValue) or _sets_at_will(function.node):
            _forget(cls)
            continue
        receiver = cls.metaclass if name == "__new__" else cls
        engine.usage.defining.append(cls)
        made = judgments.call_function(engine, function, Arguments(_given(engine, cls), keywords), cls.node, receiver)
        engine.usage.defining.pop()
        engine.diverged = False
        if name == "__new__" and not (len(made) == 1 and made[0].content is cls):
            _forget(cls)


def made_of(engine: Engine, names: v.Value) -> v.Value | None:
    """Returns the class that `type.__new__(metaclass, name, bases, names)` makes: the one that is being defined."""
    cls = engine.usage.defining[-1] if engine.usage.defining else None
    namespace = names[0].content if len(names) == 1 else None
    if cls is None:
        return None
    if not isinstance(namespace, v.Mapping) or namespace.open or not all(isinstance(n, str) for n in namespace.entries):
        _forget(cls)
    else:
        cls.attributes.update(namespace.entries)
    return v.only(cls)


def _given(engine: Engine, cls: v.ClassValue) -> list[v.Value]:
    bases = engine.new(v.Collection("tuple", [v.only(base) for base in cls.bases]))
    names = engine.new(v.Mapping(dict(cls.attributes)))
    return [v.only(cls.node.name), v.only(bases), v.only(names)]


def _sets_at_will(function: Any) -> bool:
    calls = (node for node in tree.walk(function.body) if isinstance(node, tree.Call))
    return any(tree.last_name(call.function) == "setattr" for call in calls)


def _forget(cls: v.ClassValue) -> None:
    """The metaclass may have put something around methods, and have set attributes."""
    cls.open = True
    for method in v.methods_of(cls):
        method.flags |= {"wrapped"}
