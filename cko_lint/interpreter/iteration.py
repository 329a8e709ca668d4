"""What a loop gets from the thing it goes over, and what stands at a place of it."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, futures, judgments, lookup, mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin, when
from cko_lint.logic.terms import equals, symbol

_MOST_ROUNDS = 8


class Rounds:
    """The elements of a loop, in order; `certain` if the loop gets each of them, one after the other."""

    def __init__(self, elements: list[v.Value], certain: bool) -> None:
        self.elements = elements
        self.certain = certain


def rounds(engine: Engine, iterable: v.Value, frame: Frame) -> Rounds:
    """Returns what a `for` loop over a value gets."""
    usable = v.feasible(iterable, engine.path)
    for alternative in usable:
        futures.consumed(engine, alternative.content)
    if len(usable) == 1 and not usable[0].condition:
        content = _with_items(usable[0].content)
        if isinstance(content, v.Collection) and not content.open and 0 < len(content.items) <= _MOST_ROUNDS:
            if all(a.content is not v.ABSENT for item in content.items for a in item):
                return Rounds(list(content.items), True)
        if isinstance(content, v.Collection) and not content.open and not content.items:
            return Rounds([], True)
        if isinstance(content, v.Mapping) and not content.open and 0 < len(content.entries) <= _MOST_ROUNDS:
            if all(isinstance(key, str) for key in content.entries) and content.any_key is None:
                if all(a.content is not v.ABSENT for entry in content.entries.values() for a in entry):
                    return Rounds([v.only(key) for key in content.entries], True)
        elements = content.elements(engine) if isinstance(content, v.LibraryObject) else None
        if elements is not None:
            return Rounds([elements], False)
        given = lookup.special(engine, content, "__iter__", [], None, frame)
        if given is not None and not any(isinstance(a.content, v.Instance) for a in given):
            return rounds(engine, given, frame)
        following = lookup.special(engine, content, "__next__", [], None, frame) if given is not None else None
        if following is not None:  # it gives its elements itself
            return Rounds([following], False)
    return Rounds([element(engine, iterable)], False)


def element(engine: Engine, iterable: v.Value) -> v.Value:
    """Returns what any one element of a value can be; elements of one list are chosen by one condition."""
    found = []
    for alternative in v.feasible(iterable, engine.path):
        found.append(v.restrict(_element_of(engine, alternative.content), alternative.condition))
    return v.union(found) or v.unknown("element", engine.undo.now)


def _with_items(content: Any) -> Any:
    """Returns the dictionary that an object goes through, as far as its class leaves that to the dictionary."""
    if isinstance(content, v.Instance) and lookup.find(content.cls, "__iter__") is None:
        return v.mapping_of(content) or content
    return content


def _element_of(engine: Engine, content: Any) -> v.Value:
    content = _with_items(content)
    if isinstance(content, v.Collection):
        chosen = symbol("chosen", content.made_at)
        options = [
            v.restrict(tuple(a for a in item if a.content is not v.ABSENT), when(equals(chosen, index), True))
            for index, item in enumerate(content.items[:200])
        ]
        if content.open or not options:
            options.append(v.restrict(v.unknown("element", content.made_at), when(equals(chosen, -1), True)))
        return v.union(options)
    if isinstance(content, v.Mapping):
        chosen = symbol("chosen", content.made_at)
        texts = [key for key in content.entries if isinstance(key, str)][:200]
        known = (v.restrict(v.only(key), when(equals(chosen, index), True)) for index, key in enumerate(texts))
        return v.union((*known, content.any_key or ())) or v.unknown("key", content.made_at)
    if isinstance(content, v.Deferred) and content.repeats:
        return content.value
    given = content.element(engine) if isinstance(content, v.LibraryObject) else None
    return given if given is not None else v.unknown("element", v.as_symbol(content))


Choice = tuple[v.Value, "Condition | None", "Condition | None"]
"""An element, when it is among those chosen, and when it is not; None for never."""


def chosen(engine: Engine, choices: list[Choice]) -> v.Value:
    """Returns those elements of a known list that a test lets through: a list if it is certain which these are.

    Otherwise it is what gives any of them; the first is an element that the test lets through, and none before it.
    """
    if all(yes is None or yes == ALWAYS for _, yes, _ in choices):
        return v.only(engine.new(v.Collection("list", [value for value, yes, _ in choices if yes is not None])))
    among, first = [], []
    going: Condition | None = ALWAYS
    for value, yes, no in choices:
        if yes is not None:
            among.append(v.restrict(value, yes))
            here = conjoin(going, yes) if going is not None else None
            if here is not None:
                first.append(v.restrict(value, here))
        going = conjoin(going, no) if going is not None and no is not None else None
    if going is not None:
        first.append(v.restrict(v.only(v.ABSENT), going))
    return v.only(v.Deferred(v.union(among), repeats=True, first=v.union(first)))


def lazily(engine: Engine, value: v.Value, earlier: int) -> v.Value:
    """Returns what gives the elements of a list later on, if making them has raised something since: it is raised there."""
    pending = futures.raised_since(engine, earlier)
    content = value[0].content
    if not pending:
        return value
    if isinstance(content, v.Deferred):
        content.pending += pending
        return value
    first = content.items[0] if isinstance(content, v.Collection) and content.items else None
    return v.only(v.Deferred(element(engine, value), repeats=True, pending=pending, first=first))


def item(engine: Engine, value: v.Value, index: Any, frame: Frame) -> v.Value:
    """Returns what stands at a known place of a value: of a tuple, list or dictionary."""
    found = []
    for alternative in v.feasible(value, engine.path):
        found.append(v.restrict(_item_of(engine, alternative, index), alternative.condition))
    return v.union(found) or v.unknown("item", engine.undo.now)


def _item_of(engine: Engine, alternative: v.Alternative, index: Any) -> v.Value:
    content = alternative.content
    if isinstance(content, v.Collection) and isinstance(index, int) and not content.open:
        if -len(content.items) <= index < len(content.items):
            return content.items[index]
    if isinstance(content, v.Instance) and "tuple" in content.cls.flags and isinstance(index, int):
        return _field(content, index)
    if isinstance(content, v.Mapping) and not isinstance(index, bool):
        if index in content.entries:
            found = content.entries[index]
            present = tuple(a for a in found if a.content is not v.ABSENT)
            return present or v.unknown("item", content.made_at, index)
        return _named("item", content, index, alternative)
    if isinstance(content, v.Deferred) and content.repeats:
        first = tuple(a for a in content.first or () if a.content is not v.ABSENT) if index == 0 else ()
        return first or content.value
    return _named("item", content, index, alternative)


def _field(content: v.Instance, index: int) -> v.Value:
    names = [name for name, _ in lookup.fields(content.cls)]
    if -len(names) <= index < len(names) and names[index] in content.attributes:
        return tuple(a for a in content.attributes[names[index]] if a.content is not v.ABSENT)
    return v.unknown("item", v.as_symbol(content), index)


def rest(engine: Engine, value: v.Value, start: int, behind: int) -> v.Value:
    """Returns the list that a starred target gets: all from a place on, without the last few."""
    found = []
    for alternative in v.feasible(value, engine.path):
        content = alternative.content
        if isinstance(content, v.Collection) and not content.open and len(content.items) >= start + behind:
            items = content.items[start : len(content.items) - behind]
            made: Any = engine.new(v.Collection("list", list(items)))
        else:
            made = symbol("rest", v.as_symbol(content), start)
        found.append(v.Alternative(made, alternative.condition))
    return tuple(found) or v.unknown("rest", engine.undo.now)


def _named(kind: str, content: Any, index: Any, alternative: v.Alternative) -> v.Value:
    key = index if isinstance(index, (str, int, bytes)) or index is None else str(index)
    return (v.Alternative(symbol(kind, v.as_symbol(content), key), origin=None),)


def at(engine: Engine, holder: v.Value, index: v.Value, frame: Frame) -> v.Value:
    """Returns `holder[index]`; an unknown index of a known dictionary chooses one entry by its condition."""
    found = []
    for chosen in v.feasible(index, engine.path):
        for held in v.feasible(holder, engine.path):
            joined = conjoin(chosen.condition, held.condition)
            if joined is None or conjoin(engine.path, joined) is None:
                continue
            found.append(v.restrict(_choose(engine, held, chosen, frame), joined))
    return v.union(found) or v.unknown("item", engine.undo.now)


def _choose(engine: Engine, held: v.Alternative, chosen: v.Alternative, frame: Frame) -> v.Value:
    content, key = held.content, mappings.key_in(held.content, chosen.content)
    text = v.text_of(key)
    if text is not None and not isinstance(key, bytes):
        return item(engine, (v.Alternative(content, origin=held.origin),), text, frame)
    if key is None or isinstance(key, (int, bytes)):
        return item(engine, (v.Alternative(content, origin=held.origin),), key, frame)
    if isinstance(key, mappings.BY_IDENTITY):
        return _by_object(content, key)
    if isinstance(content, v.Mapping) and content.entries:
        return _one_of(engine, content, key)
    if isinstance(content, v.Collection) and not content.open and 0 < len(content.items) <= 8:
        return _by_index(engine, content, key)
    escapes.expose_terms(engine, (chosen,), "it is used as a key")
    return v.unknown("item", v.as_symbol(content), v.as_symbol(key))


def _by_object(content: Any, key: v.Object) -> v.Value:
    """Returns the entry of an object that is a key by identity; of a class, an object may be of one derived from it."""
    found = content.entries.get(key, ()) if isinstance(content, v.Mapping) else ()
    present = tuple(a for a in found if a.content is not v.ABSENT)
    return present or v.unknown("item", v.as_symbol(content), v.as_symbol(key))


def _is(engine: Engine, key: Any, constant: Any) -> Condition:
    """Returns the condition that an unknown key is a constant; a key of True or False is a test that came out so."""
    if isinstance(constant, bool):
        decided = judgments.truth(engine, key)
        if not isinstance(decided, bool):
            atom, holds = decided
            return when(atom, holds is constant)
    engine.models.tested(engine, equals(v.as_symbol(key), constant))
    return when(equals(v.as_symbol(key), constant), True)


def _by_index(engine: Engine, content: v.Collection, key: Any) -> v.Value:
    """Returns one of a few items; of two, the second is that of a true index."""
    size = len(content.items)
    choices = [False, True] if size == 2 else list(range(size))
    return v.union(
        v.restrict(item, _is(engine, key, choice)) for item, choice in zip(content.items, choices, strict=True)
    )


def _one_of(engine: Engine, content: v.Mapping, key: Any) -> v.Value:
    options = []
    for name, entry in list(content.entries.items())[:100]:
        condition = _is(engine, key, v.as_symbol(lookup.as_constant(name)))
        options.append(v.restrict(tuple(a for a in entry if a.content is not v.ABSENT), condition))
    if content.open:
        options.append(v.unknown("item", v.as_symbol(content), v.as_symbol(key)))
    return v.union(options) or v.unknown("item", v.as_symbol(content), v.as_symbol(key))
