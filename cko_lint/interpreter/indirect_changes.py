"""Changes of shared objects that no name tells of: through a second name, a loop, a getter, or a parameter.

Which globals and attributes functions change is read from their text. What they change besides is known when they have been run:
then the project is run once more with it.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, lookup
from cko_lint.interpreter.usage import Changed, Holder, Usage
from cko_lint.syntax import tree


def indirect_changes(usage: Usage, read: dict[Holder, list[Any]]) -> Changed:
    """Returns what of some things that functions have read is changed and no name tells of it, with what changes it."""
    found: Changed = {}
    for holder, contents in read.items():
        functions = set(usage.changed_later.get(holder, ()))
        if holder[1] not in usage.set_elsewhere:
            parts = (part for content in contents for part in escapes.kept_in(content))
            functions |= {one for part in parts for one in usage.seen_changes.get(id(part), (None, ()))[1]}
        if functions:
            found[holder] = frozenset(functions)
    return found


def set_outside(usage: Usage) -> Changed:
    """Returns the attributes that functions set, under another name, on objects that they did not make."""
    outside = {holder: frozenset(functions) for holder, functions in usage.set_outside.items()}
    return {holder: functions for holder, functions in outside.items() if holder[1] not in usage.set_elsewhere}


def of_attribute(changed: Changed, cls: v.ClassValue, name: str) -> frozenset[int]:
    """Returns the functions that change an attribute of objects of a class without naming it, by the `id` of their nodes."""
    found: frozenset[int] = frozenset()
    for base in lookup.mro(cls) if changed else ():
        if isinstance(base, v.ClassValue):
            found |= changed.get((id(base.node), name), frozenset())
    return found


def gives(function: Any, names: frozenset[str]) -> bool:
    """Whether a function returns, or yields, something of globals with some names."""
    given = (node.value for node in tree.walk(function.body) if isinstance(node, (tree.Return, tree.Yield)))
    inner = tree.walk([value for value in given if value is not None])
    return any(isinstance(node, tree.Name) and node.id in names for node in inner)
