"""Dictionaries that take over what others hold."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import one_of, symbol

BY_IDENTITY = (v.Instance, v.ClassValue, v.FunctionValue)
"""What is a key as the object that it is: a member of an enumeration, a class, a function."""


def key_of(content: Any) -> Any:
    """Returns what a dictionary's key is, or None if it is not known."""
    if isinstance(content, (int, bytes, *BY_IDENTITY)):
        return content
    return v.text_of(content)


def key_in(content: Any, key: Any) -> Any:
    """Returns a key as a dictionary has it: a member of an enumeration of strings is the same key as its string."""
    if not isinstance(content, v.Mapping) or not isinstance(key, (str, int, v.Instance)) or key in content.entries:
        return key
    constant = lookup.as_constant(key)
    members = (k for k in content.entries if isinstance(k, v.Instance) and lookup.as_constant(k) == constant)
    return next(members, constant)


def as_dictionary(content: Any) -> Any:
    """Returns the dictionary that other code gets the items of, of an object whose class leaves that to the dictionary."""
    if isinstance(content, v.Instance) and any(lookup.find(content.cls, name) is not None for name in _GIVING):
        return content
    held = v.mapping_of(content)
    return content if held is None else held


_GIVING = ("__getitem__", "__iter__", "items", "keys")


def merge(engine: Engine, into: v.Mapping, other: v.Mapping) -> None:
    """Adds the entries of one dictionary to another on the current path."""
    for key, entry in other.entries.items():
        present = tuple(a for a in entry if a.content is not v.ABSENT)
        if len(present) == len(entry):
            engine.put(into, key, entry)
            continue
        for alternative in present:
            with engine.under(alternative.condition) as can:
                if can:
                    engine.put(into, key, (v.Alternative(alternative.content, origin=alternative.origin),))
    if other.open:
        engine.open(into)
        for key in list(into.entries):
            if key not in other.entries:
                elsewhere = v.restrict(
                    v.unknown("entry", other.made_at, key), when(symbol("has", other.made_at, key), True)
                )
                into.entries[key] = v.union((into.entries[key], elsewhere))


def update(engine: Engine, mapping: v.Mapping, value: v.Value) -> None:
    """Adds what a value has to a dictionary, as `update` and `**` do."""
    for alternative in v.feasible(value, engine.path):
        with engine.under(alternative.condition) as can:
            if not can or alternative.content is None:
                continue
            content = as_dictionary(alternative.content)
            if isinstance(content, v.Mapping):
                merge(engine, mapping, content)
            elif isinstance(content, v.Collection) and _pairs(engine, mapping, content):
                continue
            else:
                engine.open(mapping)
                for key in list(mapping.entries):
                    elsewhere = v.unknown("item", v.as_symbol(content), v.as_symbol(key))
                    atom = one_of(v.as_symbol(key), v.as_symbol(content))
                    old = mapping.entries[key]
                    mapping.entries[key] = v.union((old, v.restrict(elsewhere, when(atom, True))))


def _pairs(engine: Engine, mapping: v.Mapping, content: v.Collection) -> bool:
    pairs = []
    for item in content.items:
        pair = item[0].content if len(item) == 1 else None
        if not isinstance(pair, v.Collection) or len(pair.items) != 2 or len(pair.items[0]) != 1:
            return False
        pairs.append((key_of(pair.items[0][0].content), pair.items[1]))
    for key, value in pairs:
        if key is None:
            engine.open(mapping)
        else:
            engine.put(mapping, key, value)
    return not content.open
