"""The methods of dictionaries and lists."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import constants, escapes, items, iteration, mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import one_of, symbol


class DictionaryBase(v.WithItems):
    """What an object of the project has of the dictionary that its class is derived from."""

    __slots__ = ()

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """`data` of a `UserDict`."""
        return v.only(self.mapping) if name == "data" else None

    def set_attribute(self, engine: Engine, name: str, value: v.Value) -> bool:
        """Where its items are replaced, or are its attributes, too, nothing is known of them."""
        if name in ("data", "__dict__"):
            engine.open(self.mapping)
            for key in list(self.mapping.entries):
                engine.put(self.mapping, key, v.unknown("entry", self.mapping.made_at, key))
        return False

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Its methods are those of a dictionary."""
        given = call.arguments.positional
        if name == "__init__":
            return mapping_method(engine, self.mapping, "update", call)
        if name == "__setitem__" and len(given) == 2:
            items.set_item(engine, self.mapping, given[0], given[1], call.frame, call.node)
            return v.NONE
        if name == "__delitem__":
            return _pop(engine, self.mapping, call) if given else None
        if name == "__getitem__" and given:
            return iteration.at(engine, v.only(self.mapping), given[0], call.frame)
        return mapping_method(engine, self.mapping, name, call)

    def copied(self, engine: Engine) -> v.LibraryObject:
        """A copy has items of its own."""
        mapping = engine.new(v.Mapping(dict(self.mapping.entries), self.mapping.open))
        return engine.new(DictionaryBase(mapping))  # type: ignore[no-any-return]


_BASES = frozenset({"dict", "typing.Dict", "collections.OrderedDict", "typing.OrderedDict", "collections.UserDict"})
_BASES_THAT_FILL = frozenset({"collections.defaultdict", "typing.DefaultDict", "collections.Counter"})


def base(engine: Engine, name: str) -> v.LibraryObject | None:
    """Makes what an object has of a dictionary that its class is derived from; None for another class."""
    if name not in _BASES and name not in _BASES_THAT_FILL:
        return None
    mapping = engine.new(v.Mapping(open=name in _BASES_THAT_FILL))
    return engine.new(DictionaryBase(mapping))  # type: ignore[no-any-return]


def mapping_method(engine: Engine, mapping: v.Mapping, name: str, made: Call) -> v.Value | None:
    """Calls a method of a dictionary; None for one that it does not have."""
    positional = made.arguments.positional
    if name in ("get", "__getitem__"):
        return _mapping_get(engine, mapping, made)
    if name == "update":
        for value in positional:
            mappings.update(engine, mapping, value)
        for key, value in made.arguments.keywords.items():
            engine.put(mapping, key, value)
        if made.arguments.open:
            engine.open(mapping)
        return v.NONE
    if name in ("copy", "__copy__"):
        return v.only(engine.new(v.Mapping(dict(mapping.entries), mapping.open)))
    if name in ("set", "setdefault") and positional:
        return (_set_cookie if name == "set" else _setdefault)(engine, mapping, made)
    if name == "pop" and positional:
        return _pop(engine, mapping, made)
    if name in ("items", "iteritems"):
        rows = [engine.new(v.Collection("tuple", [v.only(key), tuple(a for a in entry if a.content is not v.ABSENT)]))
                for key, entry in mapping.entries.items()]  # fmt: skip
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows], mapping.open)))
    if name == "values":
        return v.only(engine.new(v.Collection("list", list(mapping.entries.values()), mapping.open)))
    if name == "keys":
        return v.only(engine.new(v.Collection("list", [v.only(key) for key in mapping.entries], mapping.open)))
    if name == "clear":
        for key in list(mapping.entries):
            engine.put(mapping, key, v.only(v.ABSENT))
        return v.NONE
    if name in ("add", "append", "extend", "popitem", "__setitem__"):
        engine.open(mapping)
    return v.unknown(name, v.as_symbol(mapping), engine.undo.now)


def _mapping_get(engine: Engine, mapping: v.Mapping, made: Call) -> v.Value:
    key = made.arguments.positional[0] if made.arguments.positional else v.NONE
    default = made.arguments.get(1, "default") or v.NONE
    found: list[v.Value] = []
    for alternative in v.feasible(key, engine.path):
        name = mappings.key_in(mapping, mappings.key_of(alternative.content))
        entry = mapping.entries.get(name) if name is not None else None
        here = len(found)
        if name is None:
            chosen = iteration.at(engine, v.only(mapping), (v.Alternative(alternative.content),), made.frame)
            is_small = len(mapping.entries) <= v.MOST_MEMBERS
            names = tuple(v.as_symbol(k) for k in mapping.entries) if is_small else v.as_symbol(mapping)
            other = one_of(v.as_symbol(alternative.content), names)
            found.append(v.union((v.restrict(chosen, when(other, True)), v.restrict(default, when(other, False)))))
        elif entry is None:
            is_open = mapping.open or isinstance(name, v.ClassValue)  # an object may be of a class derived from it
            found.append(v.unknown("item", v.as_symbol(mapping), v.as_symbol(name)) if is_open else default)
        else:
            found.append(_or_default(entry, default))
        found[here:] = [v.restrict(value, alternative.condition) for value in found[here:]]
    return v.union(found)


def _or_default(entry: v.Value, default: v.Value) -> v.Value:
    options = [v.restrict(default, a.condition) if a.content is v.ABSENT else (a,) for a in entry]
    return v.union(options)


def _setdefault(engine: Engine, mapping: v.Mapping, made: Call) -> v.Value:
    key = mappings.key_in(mapping, mappings.key_of(made.arguments.positional[0][0].content))
    default = made.arguments.get(1, "default") or v.NONE
    if key is None:
        engine.open(mapping)
        return v.unknown("item", v.as_symbol(mapping), engine.undo.now)
    entry = mapping.entries.get(key)
    if entry is None:
        if mapping.open:
            elsewhere = v.restrict(
                v.unknown("item", v.as_symbol(mapping), key), when(symbol("has", mapping.made_at, key), True)
            )
            default = v.union((elsewhere, v.restrict(default, when(symbol("has", mapping.made_at, key), False))))
        engine.put(mapping, key, default)
        return default
    value = _or_default(entry, default)
    engine.put(mapping, key, value)
    return value


def _pop(engine: Engine, mapping: v.Mapping, made: Call) -> v.Value:
    key = mappings.key_in(mapping, mappings.key_of(made.arguments.positional[0][0].content))
    default = made.arguments.get(1, "default") or v.NONE
    if key is None:
        engine.open(mapping)
        return v.unknown("item", v.as_symbol(mapping), engine.undo.now)
    entry = mapping.entries.get(key)
    if entry is None:
        return v.unknown("item", v.as_symbol(mapping), key) if mapping.open else default
    engine.put(mapping, key, v.only(v.ABSENT))
    return _or_default(entry, default)


def _set_cookie(engine: Engine, jar: v.Mapping, made: Call) -> v.Value:
    """`session.cookies.set(name, value)`."""
    name, value = made.arguments.positional[0], made.arguments.get(1, "value")
    text = v.text_of(name[0].content) if len(name) == 1 else None
    if text is not None and value is not None:
        engine.put(jar, text, value)
    else:
        engine.open(jar)
    return v.NONE


def collection_method(engine: Engine, collection: v.Collection, name: str, made: Call) -> v.Value | None:
    """Calls a method of a list, tuple or set."""
    positional = made.arguments.positional
    if name in ("append", "add", "put", "appendleft") and positional:
        engine.append(collection, positional[0])
        if collection.made_at <= engine.undo.since:
            escapes.escape(engine, positional[0], "it is stored in a list")
        return v.NONE
    if name == "extend" and positional:
        content = positional[0][0].content if len(positional[0]) == 1 else None
        if isinstance(content, v.Collection) and not content.open:
            for item in content.items:
                engine.append(collection, item)
        else:
            engine.append(collection, iteration.element(engine, positional[0]))
            engine.open(collection)
        return v.NONE
    if name in ("pop", "popleft", "get"):
        return iteration.element(engine, v.only(collection))
    if name in ("copy", "__copy__"):
        return v.only(engine.new(v.Collection(collection.kind, list(collection.items), collection.open)))
    if name in ("insert", "remove", "clear", "sort", "reverse", "discard", "update"):
        for value in positional:
            escapes.escape(engine, value, "it is stored in a list")
        engine.open(collection)
        return v.NONE
    if name in _OPERATORS and collection.kind == "set":
        made_of = _combined(engine, collection, _OPERATORS[name], positional)
        if made_of is not None:
            return v.only(made_of)
    return v.unknown(name, v.as_symbol(collection), engine.undo.now)


_OPERATORS = {"union": "|", "difference": "-", "intersection": "&", "symmetric_difference": "^"}


def _combined(engine: Engine, collection: v.Collection, operator: str, others: list[v.Value]) -> v.Collection | None:
    """Returns what an operator makes of a set and other collections; None where it is not known of which."""
    found: v.Collection | None = collection
    for other in others:
        usable = v.feasible(other, engine.path)
        content = usable[0].content if len(usable) == 1 else None
        if found is None or not isinstance(content, v.Collection):
            return None
        found = constants.combined(operator, found, content)
    return None if found is None else engine.new(v.Collection("set", list(found.items), found.open))
