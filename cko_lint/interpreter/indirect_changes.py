"""Changes of shared objects that no name tells of: through a second name, a loop, a getter, or a parameter.

Which globals and attributes functions change is told from their text. What they change besides is seen when they have been run;
then all is run again with that known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import lookup, mutations
from cko_lint.interpreter.frames import Frame
from cko_lint.interpreter.handlers import ByContent
from cko_lint.interpreter.usage import Changed, Holder, SeenChanges, Usage
from cko_lint.syntax import tree


def indirect_changes(usage: Usage, frames: Iterable[Frame], instances: Iterable[v.Instance]) -> Changed:
    """Returns what of the globals of some modules and the attributes of some objects is changed and no name tells of it."""
    found = {holder: set(functions) for holder, functions in usage.changed_later.items()}
    if usage.seen_changes:
        for holder, functions in (
            *_of_globals(usage.seen_changes, frames),
            *_of_attributes(usage.seen_changes, instances),
        ):
            if holder[1] not in usage.set_elsewhere:
                found.setdefault(holder, set()).update(functions)
    return {holder: frozenset(functions) for holder, functions in found.items()}


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


def _of_globals(seen: SeenChanges, frames: Iterable[Frame]) -> Iterator[tuple[Holder, set[int]]]:
    for frame in frames:
        for name, value in frame.names.items():
            functions = _changing(seen, value)
            if functions and not functions <= {id(node) for node in frame.module.rebound.get(name, ())}:
                yield (frame.module.path, name), functions


def _of_attributes(seen: SeenChanges, instances: Iterable[v.Instance]) -> Iterator[tuple[Holder, set[int]]]:
    classes: dict[int, v.ClassValue] = {}
    for instance in instances:
        yield from _of_one(seen, instance.cls, instance.attributes)
        classes |= {id(base): base for base in lookup.mro(instance.cls) if isinstance(base, v.ClassValue)}
    for cls in classes.values():
        yield from _of_one(seen, cls, cls.attributes)


def _of_one(seen: SeenChanges, cls: v.ClassValue, attributes: dict[str, v.Value]) -> Iterator[tuple[Holder, set[int]]]:
    for name, value in attributes.items():
        functions = _changing(seen, value)
        if functions and (name not in mutations.touched(cls) or mutations.is_set_plainly(cls, name)):
            yield (id(cls.node), name), functions


def _changing(seen: SeenChanges, value: v.Value) -> set[int]:
    """Returns the functions that change what a value can be, or what is in it."""
    found: set[int] = set()
    known: set[int] = set()
    pending = [a.content for a in value]
    while pending:
        content = pending.pop()
        if id(content) not in known:
            known.add(id(content))
            if id(content) in seen:
                found |= seen[id(content)][1]
            pending += [a.content for held in _HELD.of(content)(content) for a in held]
    return found


def _of_library(instance: v.Instance) -> tuple[v.Value, ...]:
    return (v.only(instance.library),) if isinstance(instance.library, v.WithItems) else ()


def _nothing(content: Any) -> tuple[v.Value, ...]:
    return ()


_HELD: ByContent[Any] = ByContent(
    {
        v.Mapping: lambda content: content.entries.values(),
        v.Collection: lambda content: content.items,
        v.Instance: _of_library,
        v.WithItems: lambda content: (v.only(content.mapping),),
        v.WithAttributes: lambda content: content.attributes.values(),
    },
    _nothing,
)
