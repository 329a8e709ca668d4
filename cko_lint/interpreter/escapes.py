"""Escapes: values that code which cannot be analysed gets to see, or to change, or to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.handlers import ByContent
from cko_lint.logic.conditions import tests_of, when
from cko_lint.logic.terms import Term, Truth, symbol
from cko_lint.syntax import tree
from cko_lint.values import Value

_Held = ByContent[Callable[[Any], Iterable[Any]]]


def escape(engine: Engine, value: Value, reason: str) -> None:
    """Everything in a value may be looked at and changed by other code; `reason` says how it got there."""
    for content in _reached(value, _HELD):
        _CHANGED.of(content)(engine, content, reason)


def give_back(engine: Engine, value: Value, reason: str) -> None:
    """Unknown callers get a value: what objects of the program keep in private attributes they see, and leave as it is."""
    private: list[Any] = []
    for content in _reached(value, _PUBLIC):
        _CHANGED_BY_CALLERS.of(content)(engine, content, reason)
        if isinstance(content, v.Instance):
            private += [entry for name, entry in content.attributes.items() if _is_kept(content.cls, name)]
    for entry in private:
        expose(engine, entry, reason)


def expose(engine: Engine, value: Value, reason: str) -> None:
    """Everything in a value may be looked at by other code, and is left as it is."""
    for content in _reached(value, _HELD):
        _SEEN.of(content)(engine, content, reason)


def expose_terms(engine: Engine, value: Value, reason: str) -> None:
    """A value is returned or stored: terms in it, also in pairs and dictionaries, may be looked at by other code."""
    for alternative in value:
        content = alternative.content
        if isinstance(content, (v.Collection, v.Mapping)):
            for item in content.items if isinstance(content, v.Collection) else content.entries.values():
                expose_terms(engine, tuple(a for a in item if isinstance(a.content, (Term, v.Text))), reason)
        elif (isinstance(content, Term) and content.sources) or (
            isinstance(content, v.Text) and content.symbol.sources
        ):
            engine.models.escaped(engine, content, reason)


def expose_responses(engine: Engine, value: Value, reason: str) -> None:
    """Responses, and terms that tell of them, are stored where other functions find them."""
    expose_terms(engine, value, reason)
    for alternative in value:
        content = alternative.content
        if isinstance(content, v.LibraryObject) and content.is_response:
            content.seen(engine, reason)


def changed_by_others(engine: Engine, value: Value, depth: int = 3) -> None:
    """Objects that somebody else may have changed in place: a session may have been given headers by now."""
    for alternative in value:
        content = alternative.content
        if isinstance(content, v.Object) and not engine.undo.is_older(content):
            continue
        if isinstance(content, v.LibraryObject):
            content.escape(engine, "it is changed by other code")
        elif isinstance(content, v.Collection):
            for item in content.items if depth else ():
                changed_by_others(engine, item, depth - 1)
        elif isinstance(content, v.Mapping):
            _open(engine, content, "it is changed by other code")
            for entry in content.entries.values() if depth else ():
                changed_by_others(engine, entry, depth - 1)
        elif (held := v.mapping_of(content)) is not None and depth:
            changed_by_others(engine, v.only(held), depth - 1)


def give_functions(engine: Engine, value: Value) -> None:
    """Functions in a value may be called by other code inside of a `try`, and applications in it be filled."""
    for content in _reached(value, _GIVEN):
        if isinstance(content, Term):
            engine.models.given(content)
        elif isinstance(content, v.FunctionValue):
            engine.usage.given_away.add(id(content.node))
            if isinstance(content.node, tree.Lambda):
                engine.usage.nested.append(content)


def is_changed_in_place(content: Any) -> bool:
    """Whether others may change something that they have: a container, an object of the project, or one that keeps things."""
    if isinstance(content, v.LibraryObject):
        return content.held() is not None
    return isinstance(content, (v.Mapping, v.Collection, v.Instance))


def kept_in(content: Any) -> Iterator[Any]:
    """Yields something and what it keeps, each once; of an object of the project, only what it has of a library."""
    return _reached(v.only(content), _KEPT)


def _reached(value: Value, held: _Held) -> Iterator[Any]:
    """Yields what is in a value, and in what that holds, each once."""
    seen: set[int] = set()
    pending = [a.content for a in value]
    while pending:
        content = pending.pop()
        if content is None or isinstance(content, (str, bytes, int, float)) or id(content) in seen:
            continue
        seen.add(id(content))
        yield content
        pending += held.of(content)(content)


# --------------------------------------------------------------- what contents hold


def _in_mapping(content: v.Mapping) -> list[Any]:
    return [a.content for entry in (*content.entries.values(), content.any_key or ()) for a in entry]


def _in_entries(content: v.Mapping) -> list[Any]:
    return [a.content for entry in content.entries.values() for a in entry]


def _in_collection(content: v.Collection) -> list[Any]:
    return [a.content for item in content.items for a in item]


def _in_deferred(content: v.Deferred) -> list[Any]:
    return [a.content for a in content.value]


def _in_instance(content: v.Instance) -> list[Any]:
    of_class = [a.content for entry in content.cls.attributes.values() for a in entry]
    shared = [one for one in of_class if isinstance(one, v.LibraryObject)]
    own = [a.content for entry in content.attributes.values() for a in entry]
    return [content.library, *shared, *own]


def _in_public_attributes(content: v.Instance) -> list[Any]:
    of_class = content.cls.attributes.items()
    shared = [a.content for name, entry in of_class if not _is_kept(content.cls, name) for a in entry]
    own = [a.content for name, entry in content.attributes.items() if not _is_kept(content.cls, name) for a in entry]
    return [content.library, *(one for one in shared if isinstance(one, v.LibraryObject)), *own]


def _is_kept(cls: v.ClassValue, name: object) -> bool:
    """Whether an attribute is private, and no method or property that callers have gives it to them."""
    return isinstance(name, str) and name.startswith("_") and name not in _handed_out(cls)


def _handed_out(cls: v.ClassValue) -> frozenset[str]:
    """Returns the names of the attributes that methods of a class, and of its bases, return or yield as they are."""
    known, key = cls.module.looked_up, ("handed out", id(cls.node))
    if key not in known:
        methods = filter(_is_for_callers, v.methods_of(cls))
        known[key] = frozenset(name for method in methods for name in _given_by(method.node))
    found: frozenset[str] = known[key]
    return found


def _is_for_callers(method: v.FunctionValue) -> bool:
    name = getattr(method.node, "name", "_")
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _given_by(method: Any) -> Iterator[str]:
    for node in tree.walk(method.body):
        value = node.value if isinstance(node, (tree.Return, tree.Yield)) else None
        for given in value.elements if isinstance(value, tree.Sequence) else [value]:
            if (
                isinstance(given, tree.Attribute)
                and isinstance(given.base, tree.Name)
                and given.base.id in ("self", "cls")
            ):
                yield given.name


def _methods_and_attributes(content: v.Instance) -> list[Any]:
    return [
        content.library,
        *v.methods_of(content.cls),
        *(a.content for entry in content.attributes.values() for a in entry),
    ]


def _items(content: v.WithItems) -> list[Any]:
    return [content.mapping]


def _kept_by(content: v.LibraryObject) -> list[Any]:
    return content.held() or []


def _of_library(content: v.Instance) -> list[Any]:
    return [content.library]


def _function(content: v.Bound | v.Partial) -> list[Any]:
    return [content.function]


def _nothing(content: Any) -> tuple[Any, ...]:
    return ()


_HELD: _Held = ByContent(
    {
        v.Mapping: _in_mapping, v.Collection: _in_collection, v.Deferred: _in_deferred, v.Instance: _in_instance,
        v.Partial: _function, v.WithItems: _items,
    },
    _nothing,
)  # fmt: skip
_KEPT: _Held = ByContent(
    {
        v.Mapping: _in_mapping, v.Collection: _in_collection, v.Instance: _of_library, v.LibraryObject: _kept_by,
    },
    _nothing,
)  # fmt: skip
_PUBLIC: _Held = ByContent(
    {
        v.Mapping: _in_mapping, v.Collection: _in_collection, v.Deferred: _in_deferred,
        v.Instance: _in_public_attributes, v.Partial: _function, v.WithItems: _items,
    },
    _nothing,
)  # fmt: skip
_GIVEN: _Held = ByContent(
    {
        v.Mapping: _in_entries, v.Collection: _in_collection, v.Instance: _methods_and_attributes, v.Bound: _function,
        v.Partial: _function, v.WithItems: _items,
    },
    _nothing,
)  # fmt: skip


# --------------------------------------------------------- what an escape does to them


def _tell_models(engine: Engine, content: Term | v.Text, reason: str) -> None:
    engine.models.escaped(engine, content, reason)


def _open(engine: Engine, content: v.Mapping, reason: str) -> None:
    """Others may have put anything into a dictionary: above all where it says nothing yet, as in `{"key": ""}`."""
    engine.open(content)
    atom = symbol("unchanged", v.as_symbol(content))
    for key, entry in list(content.entries.items()):
        if len(entry) == 1 and _says_nothing(engine, entry[0].content):
            filled = v.restrict(v.unknown("item", v.as_symbol(content), key), when(atom, False))
            engine.put(content, key, v.union((v.restrict(entry, when(atom, True)), filled)))


def _fill(engine: Engine, content: v.Instance, reason: str) -> None:
    """Others may have set attributes of an object that say nothing yet, as in `self.token = None`."""
    _fill_any(engine, content, list(content.attributes))


def _fill_public(engine: Engine, content: v.Instance, reason: str) -> None:
    """Unknown callers may have set those that are not private."""
    _fill_any(engine, content, [name for name in content.attributes if not _is_kept(content.cls, name)])


def _fill_any(engine: Engine, content: v.Instance, names: Iterable[Any]) -> None:
    atom = symbol("unchanged", v.as_symbol(content))
    for name in names:
        entry = content.attributes[name]
        if len(entry) == 1 and _says_nothing(engine, entry[0].content):
            filled = v.restrict(v.unknown("attribute", v.as_symbol(content), name), when(atom, False))
            engine.set_attribute(content, name, v.union((v.restrict(entry, when(atom, True)), filled)))


def _says_nothing(engine: Engine, content: Any) -> bool:
    if isinstance(content, Term):
        return (Truth(content), False) in tests_of(engine.path)  # it was empty when it was tested
    return content is None or content is False or (isinstance(content, str) and not content)


def _settle(engine: Engine, content: v.Deferred, reason: str) -> None:
    content.settled()


def _tell_object(engine: Engine, content: v.LibraryObject, reason: str) -> None:
    content.escape(engine, reason)


def _tell_response(engine: Engine, content: v.LibraryObject, reason: str) -> None:
    if content.is_response:
        content.seen(engine, reason)


def _ignore(engine: Engine, content: Any, reason: str) -> None:
    """Nothing can become of it."""


_CHANGED: ByContent[Callable[..., None]] = ByContent(
    {
        Term: _tell_models, v.Text: _tell_models, v.Mapping: _open, v.Instance: _fill, v.Deferred: _settle,
        v.LibraryObject: _tell_object,
    },
    _ignore,
)  # fmt: skip
_CHANGED_BY_CALLERS: ByContent[Callable[..., None]] = ByContent(
    {
        Term: _tell_models, v.Text: _tell_models, v.Mapping: _open, v.Instance: _fill_public, v.Deferred: _settle,
        v.LibraryObject: _tell_object,
    },
    _ignore,
)  # fmt: skip
_SEEN: ByContent[Callable[..., None]] = ByContent(
    {Term: _tell_models, v.Text: _tell_models, v.Deferred: _settle, v.LibraryObject: _tell_response}, _ignore
)
