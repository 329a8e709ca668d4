"""What the engine starts from: the bodies of modules, then every function, on the objects that the project makes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, imports, judgments, lookup, parameters
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import conjoin
from cko_lint.project.modules import Module
from cko_lint.syntax import tree


class _Everything:
    """All names."""

    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING: Container[str] = _Everything()
_MOST_LAMBDAS = 40


Methods = Callable[[str], Container[str]]
"""Tells which methods of a class are entry points, by the name of the class with those of the classes around it."""


def _all(cls: str) -> Container[str]:
    return EVERYTHING


class EntryPoint:
    """A function that the engine is started on, with the object that it is a method of."""

    def __init__(self, module: Module, function: v.FunctionValue, receiver: Any = None) -> None:
        self.module = module
        self.function = function
        self.receiver = receiver

    @property
    def node(self) -> Any:
        """The definition of the function; of a decorated one, that of what is inside."""
        return self.function.wrapped.node if self.function.wrapped is not None else self.function.node

    @property
    def name(self) -> str:
        """The qualified name of the function, as far as classes go."""
        name = getattr(self.node, "name", "")
        return f"{self.function.owner.node.name}.{name}" if self.function.owner is not None else name


def functions(engine: Engine, module: Module, wanted: Container[str] = EVERYTHING) -> Iterator[EntryPoint]:
    """Yields the functions of a module that are entry points: those that a wanted name stands for."""
    for name, content in _contents(engine, module):
        if name in wanted and isinstance(content, v.FunctionValue) and not isinstance(content.node, tree.Lambda):
            wrapped = content.wrapped
            if content.module is module or (wrapped is not None and wrapped.module is module):
                yield EntryPoint(module, content)


def lambdas(engine: Engine, module: Module) -> Iterator[EntryPoint]:
    """Yields the lambdas that a module keeps under a name, or in a table or list that has one."""
    for _, content in _contents(engine, module):
        for kept in _items_of(content):
            if isinstance(kept, v.FunctionValue) and isinstance(kept.node, tree.Lambda) and kept.module is module:
                yield EntryPoint(module, kept)


def _items_of(content: Any) -> list[Any]:
    if isinstance(content, v.Mapping):
        return [a.content for entry in content.entries.values() for a in entry][:_MOST_LAMBDAS]
    if isinstance(content, v.Collection):
        return [a.content for item in content.items for a in item][:_MOST_LAMBDAS]
    return [content]


def methods(engine: Engine, module: Module, wanted: Methods = _all) -> Iterator[EntryPoint]:
    """Yields the methods of a module's classes that are entry points, on each object of theirs that the project makes."""
    for _, content in _contents(engine, module):
        if isinstance(content, v.ClassValue) and content.module is module:
            yield from _methods(engine, module, content, content.node.name, wanted)
    for instance in [made for several in engine.usage.constructed.values() for made in several]:
        if _is_of_local_class(engine, instance) and instance.cls.module is module:
            yield from _on(module, instance.cls, instance, _method_names(instance.cls))


def _is_of_local_class(engine: Engine, instance: v.Instance) -> bool:
    """Whether an object that the body of a module has made is of a class that is made inside of a function."""
    return "local" in instance.cls.flags and engine.undo.is_of_module(instance)


def _contents(engine: Engine, module: Module) -> list[tuple[str, Any]]:
    names = imports.frame_of(engine, module).names
    return [(name, alternative.content) for name, value in names.items() for alternative in value]


def _methods(
    engine: Engine, module: Module, cls: v.ClassValue, qualified: str, wanted: Methods
) -> Iterator[EntryPoint]:
    chosen = [name for name in _method_names(cls) if name in wanted(qualified)]
    for receiver in parameters.receivers(engine, cls) if chosen else ():
        yield from _on(module, cls, receiver, chosen)
    for value in list(cls.attributes.values()):
        for alternative in value:
            inner = alternative.content
            if isinstance(inner, v.ClassValue) and inner.module is module:
                yield from _methods(engine, module, inner, f"{qualified}.{inner.node.name}", wanted)


def _on(module: Module, cls: v.ClassValue, receiver: Any, names: list[str]) -> Iterator[EntryPoint]:
    """Yields methods of a class, on one object."""
    for name in names:
        for alternative in lookup.find(cls, name) or ():
            function = alternative.content
            if isinstance(function, v.FunctionValue) and not isinstance(function.node, tree.Lambda):
                yield EntryPoint(module, function, receiver)


def _method_names(cls: v.ClassValue) -> list[str]:
    names: dict[str, None] = {}
    for base in lookup.mro(cls):
        if isinstance(base, v.ClassValue):
            for name in base.attributes:
                names.setdefault(name)
    return list(names)


def run(engine: Engine, entry_point: EntryPoint) -> bool:
    """Runs an entry point; returns False if it hit the bound on steps."""
    try:
        for alternative in result(engine, entry_point):
            content = alternative.content
            escapes.give_back(
                engine,
                content.value if isinstance(content, v.Deferred) else (alternative,),
                "it is returned to unknown callers",
            )
    except (Exhausted, RecursionError):
        return False
    return True


def result(engine: Engine, entry_point: EntryPoint, only_required: bool = False, on_yield: Any = None) -> v.Value:
    """Runs an entry point and returns what it returns; raises Exhausted beyond the bound on steps."""
    for condition in (entry_point.module.condition, getattr(entry_point.receiver, "alive", None)):
        engine.path = (conjoin(engine.path, condition) if condition is not None else None) or engine.path
    arguments = parameters.parameters_of_entry_point(
        engine, entry_point.function, assume_defaults=True, only_required=only_required
    )
    return judgments.call_function(engine, entry_point.function, arguments, None, entry_point.receiver, on_yield)
