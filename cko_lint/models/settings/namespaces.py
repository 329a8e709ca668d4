"""Objects whose attributes are the entries of a dictionary: `SimpleNamespace`, `Box`, `OmegaConf`, the options of a command."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, iteration, mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.models.model import Model, first
from cko_lint.models.stdlib.containers import mapping_method

_AS_IT_IS = ("to_dict", "toDict", "as_dict", "_asdict", "to_container")


class Namespace(v.WithItems):
    """An object whose attributes are the entries of a dictionary, which it shares.

    If it is `deep`, the dictionaries in it are such objects as well when they are read. `unknown` is what tells an attribute that
    is not among the entries from any other, together with its name.
    """

    __slots__ = ("is_deep", "unknown")

    def __init__(self, entries: v.Mapping, is_deep: bool = False, unknown: tuple[str, ...] = ()) -> None:
        super().__init__(entries)
        self.is_deep = is_deep
        self.unknown = unknown

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """The entry of that name if there is one."""
        if name == "__dict__":
            return v.only(self.mapping)
        held = self.mapping.entries.get(name, ())
        found = tuple(a for a in v.feasible(held, engine.path) if a.content is not v.ABSENT)
        if found:
            return self._wrapped(engine, found)
        if self.mapping.open and not hasattr(dict, name):
            return v.unknown(*(self.unknown or ("attribute", v.as_symbol(self))), name)
        return None

    def set_attribute(self, engine: Engine, name: str, value: v.Value) -> bool:
        """Sets an entry."""
        engine.put(self.mapping, name, value)
        return True

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """It has the methods of a dictionary."""
        if name in _AS_IT_IS:
            return v.only(self.mapping)
        if name == "__getitem__":
            return self._wrapped(engine, iteration.at(engine, v.only(self.mapping), first(call), call.frame))
        if name == "__setitem__":
            return self._set_item(engine, call)
        if not hasattr(dict, name):  # of its library: it may set anything, at any depth
            self._forget(engine)
        found = mapping_method(engine, self.mapping, name, call)
        return self._wrapped(engine, found) if found is not None and name in ("get", "setdefault", "pop") else found

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have set anything, also in what is in it."""
        escapes.escape(engine, v.only(self.mapping), reason)

    def truth(self) -> bool:
        """It is no container to Python, also without any attribute."""
        return True

    def _forget(self, engine: Engine) -> None:
        """Nothing is known of its entries any more."""
        engine.open(self.mapping)
        for name in list(self.mapping.entries):
            engine.put(self.mapping, name, v.unknown("attribute", v.as_symbol(self), name, engine.undo.now))

    def _set_item(self, engine: Engine, call: Call) -> v.Value:
        keys = [mappings.key_of(a.content) for a in first(call)]
        if len(keys) == 1 and keys[0] is not None:
            engine.put(self.mapping, keys[0], call.arguments.positional[1])
        else:
            engine.open(self.mapping)
        return v.NONE

    def _wrapped(self, engine: Engine, value: v.Value) -> v.Value:
        """Returns a value in which dictionaries are objects like the one that they are in."""
        if not self.is_deep:
            return value
        return tuple(
            v.Alternative(engine.new(Namespace(a.content, is_deep=True)), a.condition, a.origin)
            if isinstance(a.content, v.Mapping)
            else a
            for a in value
        )


def _namespace(deep: bool) -> Model:
    """Returns the model of a class whose objects have what they are given as attributes."""

    def model(engine: Engine, call: Call) -> v.Value:
        entries: v.Mapping = engine.new(v.Mapping())
        for value in call.arguments.positional:
            mappings.update(engine, entries, value)
        for name, value in call.arguments.keywords.items():
            if name not in _OPTIONS:
                engine.put(entries, name, value)
        if call.arguments.open:
            engine.open(entries)
        return v.only(engine.new(Namespace(entries, deep)))

    return model


_OPTIONS = frozenset({"default_box", "frozen_box", "box_dots", "box_dots_notation", "flags", "camel_killer_box"})


def _container(engine: Engine, call: Call) -> v.Value:
    """`OmegaConf.to_container(conf)`: the dictionary itself."""
    return tuple(
        v.Alternative(a.content.mapping, a.condition, a.origin) if isinstance(a.content, Namespace) else a
        for a in first(call)
    )


def _merged(engine: Engine, call: Call) -> v.Value:
    """`OmegaConf.merge(a, b)`: the later ones win."""
    return (
        _namespace(deep=True)(engine, Call(call.node, Arguments(call.arguments.positional, {}), call.frame)) or v.NONE
    )


CALLS: dict[str, Model] = {
    "types.SimpleNamespace": _namespace(deep=False),
    "argparse.Namespace": _namespace(deep=False),
    "box.Box": _namespace(deep=True),
    "box.ConfigBox": _namespace(deep=True),
    "addict.Dict": _namespace(deep=True),
    "munch.Munch": _namespace(deep=True),
    "munch.munchify": _namespace(deep=True),
    "munch.Munch.fromDict": _namespace(deep=True),
    "easydict.EasyDict": _namespace(deep=True),
    "dotmap.DotMap": _namespace(deep=True),
    "attrdict.AttrDict": _namespace(deep=True),
    "ml_collections.ConfigDict": _namespace(deep=True),
    "omegaconf.OmegaConf.create": _namespace(deep=True),
    "omegaconf.DictConfig": _namespace(deep=True),
    "omegaconf.OmegaConf.merge": _merged,
    "omegaconf.OmegaConf.to_container": _container,
}
