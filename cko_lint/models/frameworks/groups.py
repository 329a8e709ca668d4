"""Functions of groups of commands: they run before their commands, on the same object."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from cko_lint.project.modules import Module
from cko_lint.syntax import tree

_GROUPS = frozenset({"group", "callback", "result_callback", "resultcallback"})
ASKING = ("obj", "ensure_object", "find_object", "get_current_context")
"""By what a function asks a context for the object."""
_CALLBACK = re.compile(rb"\bcallback\s*=\s*(?:\w+\.)*(\w+)")


def callbacks(text: bytes) -> set[str]:
    """Returns the names of the functions that options of a file are given as callbacks."""
    return {name.decode() for name in _CALLBACK.findall(text)}


def returning(module: Module) -> Iterator[str]:
    """Yields the names of the functions of a module that return the object, or something of it."""
    asked = frozenset(ASKING)
    for node in tree.walk(module.parsed.body):
        if isinstance(node, tree.Function) and not asked.isdisjoint(_names_in(node)):
            if any(isinstance(inner, tree.Return) and inner.value is not None for inner in tree.walk(node.body)):
                yield node.name


def may_change(
    module: Module, asking: frozenset[str], called_back: frozenset[str], apart_from: Collection[tuple[int, int]]
) -> bool:
    """Whether what runs before a command, other than functions at some lines, may change the object that commands are passed.

    That are functions of groups, and those that are called back with what an option was given.
    """
    for node in tree.walk(module.parsed.body):
        if isinstance(node, tree.Function) and (is_of_group(node) or node.name in called_back):
            if not _is_at(module, node, apart_from) and not asking.isdisjoint(_names_in(node)):
                if any(isinstance(inner, _ACTING) for inner in tree.walk(node.body)):
                    return True
    return False


_ACTING = (tree.Call, tree.Assign, tree.AugmentedAssign)


def _is_at(module: Module, node: Any, spans: Collection[tuple[int, int]]) -> bool:
    top, _, bottom, _ = module.span(node)
    return any(top <= last and first <= bottom for first, last in spans)


def is_of_group(node: Any) -> bool:
    """Whether a function is that of a group of commands: who calls its name has it run with what the user gives."""
    if isinstance(node, tree.Lambda):
        return False
    decorators = [d.function if isinstance(d, tree.Call) else d for d in node.decorators]
    return not _GROUPS.isdisjoint(tree.last_name(decorator) for decorator in decorators)


def _names_in(node: tree.Function) -> Iterator[str]:
    for inner in tree.walk([*node.decorators, *node.body]):
        if isinstance(inner, (tree.Name, tree.Attribute)):
            yield tree.last_name(inner)
