"""Which globals the functions of a module rebind, or change the objects of, as far as its text tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint.project.mentions import CHANGING, changed_by
from cko_lint.project.plain_headers import HEADERS, is_plain
from cko_lint.syntax import tree


def rebound_in(body: list[tree.Node]) -> Iterator[tuple[str, tree.Node]]:
    """Yields the globals that functions of a module assign, or whose objects they change, each with such a function."""
    for node in body:
        for inner in tree.walk(node, lambda _: False):
            if isinstance(inner, tree.Function) and inner.deferred is not None:
                for name in changed_by(inner.deferred.node):
                    yield name, inner
            elif isinstance(inner, (tree.Function, tree.Lambda)):
                for name in _changed_in(inner):
                    yield name, inner


def changed_by_call(node: Any) -> Any:
    """Returns the object that a call of one of its methods changes; None if it changes none, or only its plain headers."""
    is_change = isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute)
    if not is_change or node.function.name not in CHANGING or _updates_plain_headers(node):
        return None
    return node.function.base


def sets_plain_header(target: Any) -> bool:
    """Whether a target is a header that says nothing of who sends a request."""
    is_header = isinstance(target, tree.Subscript) and tree.last_name(target.base) == HEADERS
    return is_header and _is_plain(target.index)


def _updates_plain_headers(call: Any) -> bool:
    if call.function.name != "update" or tree.last_name(call.function.base) != HEADERS or len(call.arguments) != 1:
        return False
    given = call.arguments[0].value
    return isinstance(given, tree.DictDisplay) and all(_is_plain(key) for key, _ in given.entries)


def _is_plain(key: Any) -> bool:
    return isinstance(key, tree.Constant) and isinstance(key.value, str) and is_plain(key.value) is not None


def _set_by_name(node: Any) -> Any:
    """Returns the object of `setattr(object, name, value)`, with an attribute that stands for the one that it sets."""
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Name) and node.function.id == "setattr":
        if len(node.arguments) == 3:
            name = node.arguments[1].value
            given = name.value if isinstance(name, tree.Constant) and isinstance(name.value, str) else "*"
            return tree.Attribute(node.cst, node.arguments[0].value, given)
    return None


def _changed_in(function: Any) -> Iterator[str]:
    local = {parameter.name for parameter in function.parameters}
    body = function.body if isinstance(function.body, list) else [function.body]
    declared: set[str] = set()
    changed: set[str] = set()
    for node in tree.walk(body):
        if isinstance(node, tree.Global):
            declared.update(node.names)
        elif isinstance(node, (tree.Assign, tree.Delete)):
            for target in node.targets:
                if isinstance(target, tree.Name) and isinstance(node, tree.Assign):
                    local.add(target.id)
                elif not isinstance(target, tree.Name) and not sets_plain_header(target):
                    changed.update(_base_name(target))
        elif isinstance(node, tree.AugmentedAssign) and not isinstance(node.target, tree.Name):
            changed.update(_base_name(node.target))
        elif (by_name := _set_by_name(node)) is not None:
            changed.update(_base_name(by_name))
        elif (called_on := changed_by_call(node)) is not None:
            changed.update(_base_name(called_on))
    yield from declared
    yield from changed - local


def _base_name(node: Any) -> Iterator[str]:
    while isinstance(node, (tree.Attribute, tree.Subscript)):
        node = node.base
    if isinstance(node, tree.Name):
        yield node.id
