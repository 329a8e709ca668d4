"""Which attributes the methods of a class set, or change the objects of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import lookup
from cko_lint.project.rebound import changed_by_call, sets_plain_header
from cko_lint.syntax import tree


def sets_any_attribute(node: Any) -> bool:
    """Whether methods of a class set attributes by names that are not written out."""
    for inner in tree.walk(node.body, _may_set_any):
        if not isinstance(inner, tree.Call):
            continue
        name = inner.function.id if isinstance(inner.function, tree.Name) else ""
        if name == "setattr" and len(inner.arguments) > 1 and not isinstance(inner.arguments[1].value, tree.Constant):
            return True
        if isinstance(inner.function, tree.Attribute) and inner.function.name == "update":
            base = inner.function.base
            if isinstance(base, tree.Attribute) and base.name == "__dict__":
                return True
            if isinstance(base, tree.Call) and getattr(base.function, "id", "") == "vars":
                return True
    return False


def _may_set_any(body: tree.Deferred) -> bool:
    return any(word in body.text for word in ("setattr", "__dict__", "vars"))


def touched(cls: v.ClassValue) -> frozenset[str]:
    """Returns the attributes that methods other than the initialiser set, or whose objects they change."""
    if cls.touched is None:
        names: set[str] = set()
        for base in lookup.mro(cls):
            if isinstance(base, v.ClassValue):
                for statement in base.node.body:
                    if isinstance(statement, tree.Function) and statement.name not in _INITIALISERS:
                        names |= changed_on_self(statement)
        cls.touched = frozenset(names)
    return cls.touched


def setters(cls: v.ClassValue) -> list[v.FunctionValue]:
    """Returns the methods that set attributes, in the order in which they are written."""
    found = []
    for base in lookup.mro(cls):
        if not isinstance(base, v.ClassValue):
            continue
        for name, value in base.attributes.items():
            for alternative in value:
                function = alternative.content
                if not isinstance(function, v.FunctionValue) or isinstance(function.node, tree.Lambda):
                    continue
                if (
                    function.node.name in _INITIALISERS
                    or lookup.find(cls, name) is not value
                    or "static" in function.flags
                ):
                    continue
                if changed_on_self(function.node):
                    found.append(function)
    return found


def is_set_plainly(cls: v.ClassValue, name: str) -> bool:
    """Whether every change that methods make to an attribute is an assignment of the whole."""
    for base in lookup.mro(cls):
        if isinstance(base, v.ClassValue):
            for statement in base.node.body:
                if isinstance(statement, tree.Function) and statement.name not in _INITIALISERS:
                    if not _assigns(statement, name):
                        return False
    return True


def is_none(cls: v.ClassValue, name: str) -> bool:
    """Whether a class sets an attribute to None."""
    found = lookup.find(cls, name)
    return found is not None and len(found) == 1 and found[0].content is None


_INITIALISERS = ("__init__", "__post_init__", "__new__")


@lru_cache(maxsize=4096)
def _assigns(function: Any, name: str) -> bool:
    """Whether every change that a function makes to an attribute of its object is a plain assignment."""
    if function.deferred is not None and name not in function.deferred.text:
        return True
    receiver = function.parameters[0].name if function.parameters else "self"
    if _assigns_whole(function, receiver, name):
        return True
    for node in tree.walk(function.body):
        targets = node.targets if isinstance(node, (tree.Assign, tree.Delete)) else []
        if isinstance(node, tree.AugmentedAssign):
            targets = [node.target]
        elif (called_on := changed_by_call(node)) is not None:
            targets = [called_on]
            if _first_attribute(targets[0], receiver) == name:
                return False
        for target in targets:
            for element in target.elements if isinstance(target, tree.Sequence) else [target]:
                if _first_attribute(element, receiver) == name and not sets_plain_header(element):
                    plain = isinstance(element, tree.Attribute) and isinstance(element.base, tree.Name)
                    if not plain or isinstance(node, tree.Delete):
                        return False
    return True


def _assigns_whole(function: Any, receiver: str, name: str) -> bool:
    """Whether a function makes the attribute's object itself, so that what it then does to it is part of making it."""
    return any(
        isinstance(target, tree.Attribute)
        and target.name == name
        and isinstance(target.base, tree.Name)
        and target.base.id == receiver
        for statement in function.body
        if isinstance(statement, tree.Assign)
        for target in statement.targets
    )


def changes_own_items(cls: v.ClassValue) -> bool:
    """Whether methods of a class that is derived from a dictionary, or what its keys miss, may change its items."""
    if lookup.find(cls, "__missing__") is not None:
        return True
    functions = [method.node for method in v.methods_of(cls)]
    return any(function.name not in _INITIALISERS and _changes_own_items(function) for function in functions)


@lru_cache(maxsize=4096)
def _changes_own_items(function: Any) -> bool:
    """Whether a function changes items of its object, or of what a `UserDict` keeps them in."""
    receiver = function.parameters[0].name if function.parameters else "self"
    for node in tree.walk(function.body):
        targets: list[Any] = []
        if isinstance(node, (tree.Assign, tree.Delete)):
            targets = list(node.targets)
        elif isinstance(node, tree.AugmentedAssign):
            targets = [node.target]
        elif isinstance(node, tree.Call) and tree.last_name(node.function) in _CHANGING_ITEMS:
            return True
        for target in targets:
            if isinstance(target, tree.Subscript) and tree.last_name(target.base) in (receiver, "data"):
                return True
    return False


_CHANGING_ITEMS = frozenset({"update", "setdefault", "pop", "popitem", "clear", "__setitem__", "__delitem__"})


@lru_cache(maxsize=4096)
def changed_on_self(function: Any) -> frozenset[str]:
    """Returns the attributes of its object that a function sets, or whose objects it changes."""
    return frozenset(_changed_on_self(function))


def _changed_on_self(function: Any) -> Iterator[str]:
    receiver = function.parameters[0].name if function.parameters else "self"
    for node in tree.walk(function.body):
        targets: list[Any] = []
        if isinstance(node, (tree.Assign, tree.Delete)):
            targets = list(node.targets)
        elif isinstance(node, tree.AugmentedAssign):
            targets = [node.target]
        elif (called_on := changed_by_call(node)) is not None:
            targets = [called_on]
        for target in targets:
            for element in target.elements if isinstance(target, tree.Sequence) else [target]:
                name = _first_attribute(element, receiver) if not sets_plain_header(element) else None
                if name is not None:
                    yield name


def _first_attribute(node: Any, receiver: str) -> str | None:
    name = None
    while isinstance(node, (tree.Attribute, tree.Subscript)):
        if isinstance(node, tree.Attribute):
            name = node.name
        node = node.base
    return name if isinstance(node, tree.Name) and node.id == receiver else None
