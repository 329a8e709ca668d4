"""What the engine starts from: the bodies of modules, then every function, on the objects that the project makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator
from typing import Any

from cko_lint.flow import calls, classes, decorators, expressions, imports
from cko_lint.flow import values as v
from cko_lint.flow.engine import Arguments, Engine, Exhausted
from cko_lint.flow.project import Module
from cko_lint.logic.conditions import conjoin, when
from cko_lint.logic.terms import equals, symbol
from cko_lint.syntax import tree


class _Everything:
    """All names."""

    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING: Container[str] = _Everything()
Methods = Callable[[str], Container[str]]
"""Tells which methods of a class are entry points, by the name of the class with those of the classes around it."""


def _all(cls: str) -> Container[str]:
    return EVERYTHING


class Root:
    """A function that the engine is started on, with the object that it is a method of."""

    def __init__(self, module: Module, function: v.FunctionValue, receiver: Any = None) -> None:
        self.module = module
        self.function = function
        self.receiver = receiver

    @property
    def node(self) -> Any:
        """The definition of the function; of a decorated one, that of what is inside."""
        return self.function.wrapped.node if self.function.wrapped is not None else self.function.node


def functions(engine: Engine, module: Module, wanted: Container[str] = EVERYTHING) -> Iterator[Root]:
    """Yields the functions of a module that are entry points: those that a wanted name stands for."""
    for name, content in _contents(engine, module):
        if name in wanted and isinstance(content, v.FunctionValue) and not isinstance(content.node, tree.Lambda):
            wrapped = content.wrapped
            if content.module is module or (wrapped is not None and wrapped.module is module):
                yield Root(module, content)


def methods(engine: Engine, module: Module, wanted: Methods = _all) -> Iterator[Root]:
    """Yields the methods of a module's classes that are entry points, on each object of theirs that the project makes."""
    for _, content in _contents(engine, module):
        if isinstance(content, v.ClassValue) and content.module is module:
            yield from _methods(engine, module, content, content.node.name, wanted)


def _contents(engine: Engine, module: Module) -> list[tuple[str, Any]]:
    names = imports.frame_of(engine, module).names
    return [(name, alternative.content) for name, value in names.items() for alternative in value]


def _methods(engine: Engine, module: Module, cls: v.ClassValue, qualified: str, wanted: Methods) -> Iterator[Root]:
    chosen = [name for name in _method_names(cls) if name in wanted(qualified)]
    for receiver in _receivers(engine, cls) if chosen else ():
        for name in chosen:
            found = classes.find(cls, name)
            if found is None:
                continue
            for alternative in found:
                function = alternative.content
                if isinstance(function, v.FunctionValue) and not isinstance(function.node, tree.Lambda):
                    yield Root(module, function, receiver)
    for value in list(cls.attributes.values()):
        for alternative in value:
            inner = alternative.content
            if isinstance(inner, v.ClassValue) and inner.module is module:
                yield from _methods(engine, module, inner, f"{qualified}.{inner.node.name}", wanted)


def _method_names(cls: v.ClassValue) -> list[str]:
    names: dict[str, None] = {}
    for base in classes.mro(cls):
        if isinstance(base, v.ClassValue):
            for name in base.attributes:
                names.setdefault(name)
    return list(names)


def _receivers(engine: Engine, cls: v.ClassValue) -> list[Any]:
    """Returns the objects of a class that the project makes; where it makes none, one made of unknown arguments."""
    constructed = engine.constructed.get(id(cls.node), [])
    if constructed:
        return list(constructed)
    if "enum" in cls.flags:
        return list(classes.members(cls))[:4] or [cls]
    if _is_base(engine, cls):
        return []
    instance: v.Instance = engine.new(v.Instance(cls))
    instance.library = classes.library_base(engine, cls)
    instance.open = classes.find(cls, "__new__") is not None
    init = classes.find(cls, "__init__")
    arguments = Arguments([], {}, open="data" in cls.flags)
    if init is not None and isinstance(init[0].content, v.FunctionValue):
        arguments = parameters_of_root(engine, init[0].content, assume_defaults=True, skip_first=True)
    before, called = engine.path, set(engine.called)
    try:
        with engine.budgeted():
            classes.initialise(engine, instance, arguments, None, imports.frame_of(engine, cls.module))
        instance.alive = engine.path.beyond(before)
        engine.path = before
    except (Exhausted, RecursionError):
        instance.open = True
    made_by = init[0].content if init is not None else None
    if isinstance(made_by, v.FunctionValue) and id(made_by.node) not in called:
        engine.called.discard(id(made_by.node))  # it was us, and nobody in the project
    engine.diverged = False
    return [instance]


def _is_base(engine: Engine, cls: v.ClassValue) -> bool:
    return id(cls.node) in engine.derived


def parameters_of_root(
    engine: Engine,
    function: v.FunctionValue,
    assume_defaults: bool,
    skip_first: bool = False,
    only_required: bool = False,
) -> Arguments:
    """Returns what a function gets when nobody is known to call it: symbols, and its defaults where they may apply."""
    keywords: dict[str, v.Value] = {}
    positional: list[v.Value] = []
    if function.wrapped is not None and {p.kind for p in function.node.parameters} == {"args", "kwargs"}:
        return parameters_of_root(engine, function.wrapped, assume_defaults, skip_first)
    parameters = list(function.node.parameters)
    if skip_first or (function.owner is not None and "static" not in function.flags):
        parameters = parameters[1:]
    for parameter in parameters:
        if parameter.kind in ("args", "kwargs") or (only_required and parameter.name in function.defaults):
            continue
        value = _parameter(engine, function, parameter, assume_defaults)
        if parameter.kind == "keyword":
            keywords[parameter.name] = value
        else:
            positional.append(value)
    made = Arguments(positional, keywords)
    made.open = any(p.kind in ("args", "kwargs") for p in function.node.parameters)
    return made


def _parameter(engine: Engine, function: v.FunctionValue, parameter: Any, assume_defaults: bool) -> v.Value:
    provided = _provided(engine, function, parameter) or _task(engine, function, parameter)
    if provided is not None:
        return provided
    given = v.unknown("parameter", function.module.name, id(function.node), parameter.name)
    typed = _annotated(engine, function, parameter)
    if typed is not None:
        given = typed
    default = function.defaults.get(parameter.name)
    if default is None:
        return given
    if any(isinstance(a.content, v.LibraryObject) and a.content.kind == "depends" for a in default):
        return calls.fresh_default(engine, default, function)
    if not assume_defaults:
        return given
    atom = symbol("default", id(function.node), parameter.name)
    return v.union((v.restrict(default, when(atom, True)), v.restrict(given, when(atom, False))))


def _task(engine: Engine, function: v.FunctionValue, parameter: Any) -> v.Value | None:
    """Returns what `self` is in a function under `@app.task(bind=True, base=Task)`: an object of that class."""
    if parameter is not function.node.parameters[0] or isinstance(function.node, tree.Lambda):
        return None
    for decorator in function.node.decorators:
        given = {a.keyword: a.value for a in decorator.arguments} if isinstance(decorator, tree.Call) else {}
        if "bind" in given and "base" in given:
            value = expressions.evaluate(engine, given["base"], function.closure)
            if len(value) == 1 and isinstance(value[0].content, v.ClassValue):
                receivers = _receivers(engine, value[0].content)
                return v.only(receivers[0]) if len(receivers) == 1 else None
    return None


def _annotated(engine: Engine, function: v.FunctionValue, parameter: Any) -> v.Value | None:
    """Returns the objects that a parameter's annotation promises."""
    if parameter.annotation is None:
        return None
    frame = function.closure
    node = parameter.annotation
    if isinstance(node, tree.Subscript):
        if isinstance(node.base, (tree.Name, tree.Attribute)) and tree.last_name(node.base) == "Annotated":
            return _from_annotated(engine, function, node, frame)
        if tree.last_name(node.base) != "Optional":
            return None
        node = node.index
    if isinstance(node, tree.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        node = tree.Name(node.cst, node.value)
    if isinstance(node, tree.Binary):
        node = node.left
    if not isinstance(node, (tree.Name, tree.Attribute)):
        return None
    value = expressions.evaluate(engine, node, frame)
    if len(value) != 1:
        return None
    return _instance_of(engine, value[0].content, function)


def _instance_of(engine: Engine, content: Any, function: v.FunctionValue) -> v.Value | None:
    if isinstance(content, v.LibraryObject) and content.kind == "annotated":
        return calls.provided(engine, content.attributes["depends"], function)
    if isinstance(content, v.ClassValue) and "enum" in content.flags:
        atom = symbol("which", id(content.node), id(function.node))
        return (
            v.union(
                v.restrict(v.only(member), when(equals(atom, index), True))
                for index, member in enumerate(classes.members(content)[:6])
            )
            or None
        )
    if isinstance(content, v.ClassValue):
        constructed = engine.constructed.get(id(content.node), [])
        if not constructed and content.secrets:
            constructed = _receivers(engine, content)[:1]  # its secrets do not show what they hold
        if not constructed:
            return None
        if len(constructed) == 1:
            return v.only(constructed[0])
        atom = symbol("which", id(content.node), id(function.node))
        return v.union(
            v.restrict(v.only(instance), when(equals(atom, index), True)) for index, instance in enumerate(constructed)
        )
    name = decorators.external_name(content)
    if name is not None:
        made = engine.models.annotated(engine, name)
        if made is not None:
            return v.only(made)
    return None


def _from_annotated(engine: Engine, function: v.FunctionValue, node: Any, frame: Any) -> v.Value | None:
    """`Annotated[T, Depends(f)]` is what `f` provides."""
    if not isinstance(node.index, tree.Sequence):
        return None
    for extra in node.index.elements[1:]:
        for alternative in expressions.evaluate(engine, extra, frame):
            if isinstance(alternative.content, v.LibraryObject) and alternative.content.kind == "depends":
                return calls.provided(engine, alternative.content, function)
    return None


def _provided(engine: Engine, function: v.FunctionValue, parameter: Any) -> v.Value | None:
    """Returns what a pytest fixture of the same name gives to a test."""
    name = function.node.name if not isinstance(function.node, tree.Lambda) else ""
    if not (name.startswith("test") or "fixture" in function.flags):
        return None
    frame = imports.frame_of(engine, function.module)
    found = v.read(frame.names.get(parameter.name, ())) or _from_conftest(engine, function.module, parameter.name)
    if not found or not isinstance(found[0].content, v.FunctionValue) or "fixture" not in found[0].content.flags:
        return None
    fixture = found[0].content
    if fixture is function or len(engine.stack) > 6:
        return None
    value = calls.call_function(engine, fixture, parameters_of_root(engine, fixture, assume_defaults=True), None, None)
    engine.diverged = False
    return calls._first_yielded(value)


def _from_conftest(engine: Engine, module: Module, name: str) -> v.Value | None:
    folder = os.path.dirname(module.path)
    for _ in range(5):
        path = os.path.join(folder, "conftest.py")
        if os.path.isfile(path):
            found = imports.member(engine, engine.project.load(path), name)
            if found is not None:
                return found
        folder = os.path.dirname(folder)
    return None


def run(engine: Engine, root: Root) -> bool:
    """Runs a root; returns False if it hit the bound on steps."""
    try:
        for alternative in result(engine, root):
            content = alternative.content
            engine.escape(content.value if isinstance(content, v.Deferred) else (alternative,), "returned")
    except (Exhausted, RecursionError):
        return False
    return True


def result(engine: Engine, root: Root, only_required: bool = False, on_yield: Any = None) -> v.Value:
    """Runs a root and returns what it returns; raises Exhausted beyond the bound on steps."""
    for condition in (root.module.condition, getattr(root.receiver, "alive", None)):
        engine.path = (conjoin(engine.path, condition) if condition is not None else None) or engine.path
    arguments = parameters_of_root(engine, root.function, assume_defaults=True, only_required=only_required)
    return calls.call_function(engine, root.function, arguments, None, root.receiver, on_yield)
