"""What a name is in a class, and in which classes it is looked for."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame


def members(cls: v.ClassValue) -> list[v.Instance]:
    """Returns the members of an enumeration."""
    found = [a.content for value in cls.attributes.values() for a in value]
    return [content for content in found if isinstance(content, v.Instance) and content.cls is cls]


def as_constant(content: Any) -> Any:
    """Returns the value of a member of an enumeration whose members are strings or numbers themselves; others as they are."""
    if isinstance(content, v.Instance) and "enum" in content.cls.flags:
        bases = {getattr(base, "name", "").rsplit(".", 1)[-1] for base in mro(content.cls)}
        value = content.attributes.get("value", ())
        if bases & {"str", "int", "StrEnum", "IntEnum", "TextChoices", "IntegerChoices"} and len(value) == 1:
            return value[0].content
    return content


OWN_WAYS = ("__getattribute__", "__setattr__")
"""The methods by which an object decides itself what all of its attributes are."""


def own_way(engine: Engine, instance: v.Instance, name: str) -> v.FunctionValue | None:
    """Returns the method of an object that decides what all of its attributes are, if it has one that is not running."""
    found = find(instance.cls, name) if name in instance.cls.flags else None
    function = found[0].content if found is not None and len(found) == 1 else None
    is_running = any(running is function for running, _ in engine.stack.calls)
    return function if isinstance(function, v.FunctionValue) and not is_running else None


def mro(cls: v.ClassValue) -> list[Any]:
    """Returns a class and everything it derives from, nearest first; what is not a class of the project is External.

    A class that is met on several ways comes after all that derive from it.
    """
    found: list[Any] = [cls]
    pending = list(cls.bases)
    while pending and len(found) < 60:
        base = pending.pop(0)
        if base is not None:
            found.append(base)
        if isinstance(base, v.ClassValue):
            pending[:0] = base.bases
    return list(dict.fromkeys(reversed(found)))[::-1]


def find(cls: v.ClassValue, name: str, after: v.ClassValue | None = None) -> v.Value | None:
    """Returns what a name is in a class or the nearest base that has it; `after` skips up to and with one class."""
    skipping = after is not None
    for base in mro(cls):
        if skipping:
            skipping = base is not after
            continue
        if isinstance(base, v.ClassValue) and name in base.attributes:
            return base.attributes[name]
    return None


def library_base(engine: Engine, cls: v.ClassValue) -> v.LibraryObject | None:
    """Makes the library half of an object, if its class derives from a library's that `models/` knows."""
    for base in mro(cls):
        name = external.external_name(base) if not isinstance(base, v.ClassValue) else None
        if name is not None:
            made = engine.models.create(engine, name)
            if made is not None:
                return made
    return None


def bind(receiver: Any, name: str, found: v.Value) -> v.Alternative:
    """Returns a method bound to an object."""
    return v.Alternative(v.Bound(receiver, name, found[0].content))


def special(engine: Engine, content: Any, name: str, given: list[v.Value], node: Any, frame: Frame) -> v.Value | None:
    """Calls a method that the language calls by itself, such as `__getitem__`; None if the project does not define it."""
    found = find(content.cls, name) if isinstance(content, v.Instance) else None
    if found is None or not isinstance(found[0].content, v.FunctionValue):
        return None
    value = judgments.call(engine, (bind(content, name, found),), Arguments(given, {}), node, frame)
    engine.diverged = False
    return value


def fields(cls: v.ClassValue) -> list[tuple[str, v.Value | None]]:
    """Returns the fields of a data class in order, bases first, with their defaults."""
    found: dict[str, v.Value | None] = {}
    for base in reversed(mro(cls)):
        if isinstance(base, v.ClassValue):
            for name, has_default in base.fields:
                found[name] = base.attributes.get(name) if has_default else found.get(name)
            for name, value in base.attributes.items():  # of attrs, a field needs no annotation
                if name not in found and any(_is_field(a.content) for a in value):
                    found[name] = value
    return list(found.items())


def _is_field(content: Any) -> bool:
    return isinstance(content, v.Field)
