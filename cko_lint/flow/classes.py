"""Definitions of functions and classes, the order in which names are looked up in classes, and new objects."""

from __future__ import annotations

from typing import Any

from cko_lint.flow import calls, changes, decorators, expressions, statements
from cko_lint.flow import values as v
from cko_lint.flow.engine import Arguments, Call, Engine, Frame
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import equals, symbol
from cko_lint.syntax import tree

_MOST_CONSTRUCTED = 4


def define_function(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `def`: the name becomes the function, or what its decorators make of it."""
    function = make_function(engine, node, frame)
    value = v.only(function)
    if frame.function is not None:
        engine.nested.append(function)
    for decorator in reversed(node.decorators):
        value = decorators.decorate(engine, decorator, function, value, frame, node)
    engine.set_name(frame, node.name, value)
    return False


def make_function(engine: Engine, node: Any, frame: Frame) -> v.FunctionValue:
    """Returns the function that a `def` or `lambda` makes, before decoration; defaults are evaluated here and now."""
    defaults = {
        p.name: expressions.evaluate(engine, p.default, frame) for p in node.parameters if p.default is not None
    }
    function: v.FunctionValue = engine.new(v.FunctionValue(node, frame.module, frame, defaults, frozenset()))
    if frame.owner is not None and frame.function is None:
        function.owner = frame.owner
    return function


# --------------------------------------------------------------------- classes


def define_class(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `class`: its body in a frame of its own."""
    bases = [_base(engine, base, frame) for base in node.bases]
    cls: v.ClassValue = engine.new(v.ClassValue(node, frame.module, bases))
    inner = Frame(frame.module, frame, engine.path)
    inner.born = cls.born
    inner.owner = cls
    cls.flags = _class_flags(engine, node, cls, frame)
    engine.derived.update(id(base.node) for base in mro(cls)[1:] if isinstance(base, v.ClassValue))
    cls.attributes = inner.names
    statements.execute(engine, node.body, inner)
    cls.open = changes.sets_any_attribute(node)
    if "enum" in cls.flags:
        _make_members(engine, cls)
    engine.set_name(frame, node.name, v.only(cls))
    return False


def _base(engine: Engine, node: Any, frame: Frame) -> Any:
    if isinstance(node, tree.Subscript):  # Generic[T]
        node = node.base
    value = v.known(expressions.evaluate(engine, node, frame))
    return value[0].content if value else None


_DATA_BASES = {
    "pydantic.BaseModel": "data", "pydantic_settings.BaseSettings": "settings", "pydantic.BaseSettings": "settings",
    "pydantic.v1.BaseSettings": "settings", "pydantic_settings.main.BaseSettings": "settings", "typing.NamedTuple": "tuple",
    "enum.Enum": "enum", "enum.StrEnum": "enum", "enum.IntEnum": "enum", "msgspec.Struct": "data",
    "django.db.models.TextChoices": "enum", "sqlmodel.SQLModel": "data",
}  # fmt: skip
_DATA_DECORATORS = ("dataclasses.dataclass", "pydantic.dataclasses.dataclass", "attr.s", "attr.dataclass", "attrs.define",
                    "attr.define", "attrs.frozen", "attr.frozen", "attrs.mutable", "dataclass")  # fmt: skip


def _class_flags(engine: Engine, node: Any, cls: v.ClassValue, frame: Frame) -> frozenset[str]:
    flags: set[str] = set()
    for base in cls.bases:
        if isinstance(base, v.ClassValue):
            flags |= base.flags & {"data", "settings", "enum", "tuple"}
        name = decorators.external_name(base)
        if name in _DATA_BASES:
            flags.add(_DATA_BASES[name])
    if "tuple" in flags:
        flags.add("data")
    for decorator in node.decorators:
        for alternative in expressions.evaluate(engine, decorator, frame):
            if decorators.external_name(alternative.content) in _DATA_DECORATORS:
                flags.add("data")
    return frozenset(flags)


def declare(engine: Engine, frame: Frame, name: str, annotation: Any, has_default: bool = False) -> None:
    """Notes an annotated name of a class body, which is a field where the class is a data class."""
    cls = frame.owner
    assert cls is not None
    if "ClassVar" in _annotation_names(annotation) or name == "model_config":
        return
    cls.fields = [(n, d) for n, d in cls.fields if n != name] + [(name, has_default)]
    if _annotation_names(annotation) & {"SecretStr", "Secret", "SecretBytes"}:
        cls.secrets.add(name)
    if "InitVar" in _annotation_names(annotation):
        cls.init_only.append(name)


def _annotation_names(annotation: Any) -> set[str]:
    return {node.id if isinstance(node, tree.Name) else node.name for node in tree.walk(annotation)
            if isinstance(node, (tree.Name, tree.Attribute))}  # fmt: skip


def _make_members(engine: Engine, cls: v.ClassValue) -> None:
    for name, value in list(cls.attributes.items()):
        if name.startswith("_") or any(isinstance(a.content, v.FunctionValue) for a in value):
            continue
        if len(value) == 1 and value[0].content is not None:
            member: v.Instance = engine.new(v.Instance(cls))
            member.attributes = {"value": value, "name": v.only(name), "_value_": value}
            init = cls.attributes.get("__init__")
            if init is not None and isinstance(init[0].content, v.FunctionValue):
                content = value[0].content
                items: list[v.Value] = list(content.items) if isinstance(content, v.Collection) else [value]
                calls.call_function(engine, init[0].content, Arguments(items, {}), None, member)
                engine.diverged = False
            cls.attributes[name] = v.only(member)


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
    """Makes the library half of an object, if its class derives from a library's that `clients/` knows."""
    for base in mro(cls):
        name = decorators.external_name(base) if not isinstance(base, v.ClassValue) else None
        if name is not None:
            made = engine.models.create(engine, name)
            if made is not None:
                return made
    return None


def instantiate(engine: Engine, cls: v.ClassValue, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Calls a class of the project."""
    if "enum" in cls.flags:
        return _member_of(engine, cls, arguments)
    if _is_typed_dict(cls):
        return v.only(engine.new(v.Mapping(dict(arguments.keywords), arguments.open or bool(arguments.positional))))
    instance: v.Instance = engine.new(v.Instance(cls))
    instance.open = find(cls, "__new__") is not None
    instance.library = library_base(engine, cls)
    known = engine.constructed.setdefault(id(cls.node), [])
    if len(known) < _MOST_CONSTRUCTED and not arguments.open:
        known.append(instance)
    before = engine.path
    initialise(engine, instance, arguments, node, frame)
    instance.alive = engine.path.beyond(before)
    return v.only(instance)


def _is_typed_dict(cls: v.ClassValue) -> bool:
    return any(
        decorators.external_name(base) in ("typing.TypedDict", "typing_extensions.TypedDict") for base in mro(cls)[1:]
    )


def initialise(engine: Engine, instance: v.Instance, arguments: Arguments, node: Any, frame: Frame) -> None:
    """Runs what a new object goes through: its `__init__`, its fields, or its library's."""
    init = find(instance.cls, "__init__")
    if init is not None:
        calls.call(engine, (bind(instance, "__init__", init),), arguments, node, frame)
    elif instance.cls.flags & {"data", "settings"}:
        _set_fields(engine, instance, arguments)
        handed = [instance.attributes[name] for name in _init_only(instance.cls) if name in instance.attributes]
        for name in ("__post_init__", "__attrs_post_init__"):
            post = find(instance.cls, name)
            if post is not None:
                calls.call(engine, (bind(instance, name, post),), Arguments(handed, {}), node, frame)
    elif instance.library is not None:
        engine.models.method(engine, instance.library, "__init__", Call(node, arguments, frame), instance)


def _init_only(cls: v.ClassValue) -> list[str]:
    """Returns the fields that are only handed to `__post_init__`, in order."""
    return [name for base in reversed(mro(cls)) if isinstance(base, v.ClassValue) for name in base.init_only]


def bind(receiver: Any, name: str, found: v.Value) -> v.Alternative:
    """Returns a method bound to an object."""
    return v.Alternative(v.Bound(receiver, name, found[0].content))


def special(engine: Engine, content: Any, name: str, given: list[v.Value], node: Any, frame: Frame) -> v.Value | None:
    """Calls a method that the language calls by itself, such as `__getitem__`; None if the project does not define it."""
    found = find(content.cls, name) if isinstance(content, v.Instance) else None
    if found is None or not isinstance(found[0].content, v.FunctionValue):
        return None
    value = calls.call(engine, (bind(content, name, found),), Arguments(given, {}), node, frame)
    engine.diverged = False
    return value


def copy(engine: Engine, instance: v.Instance, changes: Arguments) -> v.Instance:
    """Returns an object like another one, with some of its attributes replaced."""
    made: v.Instance = engine.new(v.Instance(instance.cls))
    made.library, made.alive = instance.library, instance.alive
    made.open = instance.open or changes.open
    made.attributes = {**instance.attributes, **changes.keywords}
    return made


def named_tuple(engine: Engine, name: str, names: list[str], made: Call) -> v.ClassValue:
    """Returns the class that `namedtuple("Name", "a b")` makes."""
    node = tree.Class(made.node.cst, name, [], {}, [], [])
    cls: v.ClassValue = engine.new(v.ClassValue(node, made.frame.module, [v.External("typing.NamedTuple")]))
    cls.flags = frozenset({"data", "tuple"})
    cls.fields = [(field, False) for field in names]
    return cls


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
    return isinstance(content, v.LibraryObject) and content.kind == "field"


def _set_fields(engine: Engine, instance: v.Instance, arguments: Arguments) -> None:
    settings = "settings" in instance.cls.flags
    for index, (name, default) in enumerate(fields(instance.cls)):
        given = arguments.get(index if not settings else -1, name)
        if given is None:
            given = _default_field(engine, instance.cls, name, default, settings or arguments.open)
            given = _converted(engine, instance.cls, name, given)
        elif any(isinstance(base, v.ClassValue) and name in base.secrets for base in mro(instance.cls)):
            if not any(isinstance(a.content, v.LibraryObject) for a in given):
                given = v.only(engine.new(v.LibraryObject("secret", {"text": given})))
        engine.set_attribute(instance, name, given)


def _default_field(engine: Engine, cls: v.ClassValue, name: str, default: v.Value | None, elsewhere: bool) -> v.Value:
    outside = v.unknown("setting", cls.node.name, name)
    if any(isinstance(base, v.ClassValue) and name in base.secrets for base in mro(cls)):
        outside = v.only(engine.new(v.LibraryObject("secret", {"text": outside})))
    if default is None:
        return outside
    value = plain_default(engine, default)
    if not elsewhere:
        return value
    atom = symbol("given", cls.node.name, name)
    return v.union((v.restrict(value, when(atom, False)), v.restrict(outside, when(atom, True))))


def _converted(engine: Engine, cls: v.ClassValue, name: str, value: v.Value) -> v.Value:
    """Puts a default through the `converter` that attrs has for a field."""
    for alternative in find(cls, name) or ():
        content = alternative.content
        converter = content.attributes.get("converter") if isinstance(content, v.LibraryObject) else None
        if converter is not None:
            return calls.call(engine, converter, Arguments([value], {}), None, content.attributes["frame"])
    return value


def plain_default(engine: Engine, default: v.Value) -> v.Value:
    """Returns a default, of `field(default=…)` what it stands for."""
    found = []
    for alternative in default:
        content = alternative.content
        if isinstance(content, v.LibraryObject) and content.kind == "field":
            if content.attributes.get("default") is not None:
                found.append(content.attributes["default"])
            elif content.attributes.get("factory") is not None:
                made = calls.call(
                    engine, content.attributes["factory"], Arguments([], {}), None, content.attributes["frame"]
                )
                found.append(made)
            else:
                found.append(v.unknown("setting", content.born))
        else:
            found.append((alternative,))
    return v.union(found)


def _member_of(engine: Engine, cls: v.ClassValue, arguments: Arguments) -> v.Value:
    if not arguments.positional:
        return v.unknown("member of", id(cls.node))
    options: list[v.Value] = []
    for alternative in arguments.positional[0]:
        if isinstance(alternative.content, v.Instance):
            options.append((alternative,))
            continue
        text = v.text_of(alternative.content)
        for member in members(cls):
            value = member.attributes["value"]
            known = v.text_of(value[0].content) if value else None
            if text is not None and known is not None:
                if text == known:
                    options.append(v.restrict(v.only(member), alternative.condition))
                continue
            condition = when(equals(v.as_symbol(alternative.content), v.as_symbol(value[0].content)), True)
            options.append(v.restrict(v.restrict(v.only(member), condition), alternative.condition))
    return v.union(options) or v.unknown("member of", id(cls.node))
