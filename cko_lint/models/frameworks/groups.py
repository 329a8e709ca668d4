"""Functions of groups of commands: they run before their commands, on the same object."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from cko_lint.project.modules import Module
from cko_lint.syntax import tree

_GROUPS = frozenset({"group", "callback", "result_callback", "resultcallback"})


def may_change(module: Module, passers: frozenset[str], apart_from: Collection[tuple[int, int]]) -> bool:
    """Whether a function of a group, other than those at some lines, may change the object that commands are passed."""
    for node in module.parsed.body:
        if isinstance(node, tree.Function) and is_of_group(node) and not _is_at(module, node, apart_from):
            if not passers.isdisjoint(_names_in(node)) and any(isinstance(n, _ACTING) for n in tree.walk(node.body)):
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
