"""Definitions of functions and classes: what `def`, `class` and `lambda` make."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import decorators, escapes, external, judgments, lookup, metaclasses, mutations, variables
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.logic.terms import Term
from cko_lint.syntax import tree


def define_function(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `def`: the name becomes the function, or what its decorators make of it."""
    function = make_function(engine, node, frame)
    value = v.only(function)
    if frame.function is not None:
        engine.usage.nested.append(function)
    for decorator in reversed(node.decorators):
        value = decorators.decorate(engine, decorator, function, value, frame, node)
    variables.set_name(engine, frame, node.name, value)
    return False


def make_function(engine: Engine, node: Any, frame: Frame) -> v.FunctionValue:
    """Returns the function that a `def` or `lambda` makes, before decoration; defaults are evaluated here and now."""
    defaults = {p.name: judgments.evaluate(engine, p.default, frame) for p in node.parameters if p.default is not None}
    function: v.FunctionValue = engine.new(v.FunctionValue(node, frame.module, frame, defaults, frozenset()))
    if frame.owner is not None and frame.function is None:
        function.owner = frame.owner
    return function


def define_class(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `class`: its body in a frame of its own."""
    bases = [_base(engine, base, frame) for base in node.bases]
    cls: v.ClassValue = engine.new(v.ClassValue(node, frame.module, bases))
    inner = Frame(frame.module, frame, engine.path)
    inner.made_at = cls.made_at
    inner.owner = cls
    cls.flags = _class_flags(engine, node, cls, frame) | ({"local"} if frame.function is not None else set())
    engine.usage.derived.update(id(base.node) for base in lookup.mro(cls)[1:] if isinstance(base, v.ClassValue))
    cls.attributes = inner.names
    judgments.execute(engine, node.body, inner)
    _name_descriptors(engine, cls, frame)
    _tell_bases(engine, cls, frame)
    cls.metaclass = metaclasses.metaclass_of(engine, cls, frame)
    if cls.metaclass is not None:
        metaclasses.make(engine, cls, frame)
    cls.flags |= _own_ways(cls)
    cls.open = cls.open or mutations.sets_any_attribute(node)
    made = decorators.decorate_class(engine, cls, frame)
    engine.models.defined(engine, cls)
    if "enum" in cls.flags:
        _make_members(engine, cls)
    variables.set_name(engine, frame, node.name, made)
    return False


def _name_descriptors(engine: Engine, cls: v.ClassValue, frame: Frame) -> None:
    """Tells the objects of a class body under which name they stand, as far as they have `__set_name__`."""
    for name, value in list(cls.attributes.items()):
        for alternative in value:
            if isinstance(alternative.content, v.Instance):
                with engine.under(alternative.condition) as can:
                    if can:
                        given = [v.only(cls), v.only(name)]
                        lookup.special(engine, alternative.content, "__set_name__", given, cls.node, frame)


def _own_ways(cls: v.ClassValue) -> frozenset[str]:
    """Returns which methods and descriptors decide what attributes of the objects of a class are, its own and those of its bases."""
    found = {name for name in lookup.OWN_WAYS if name in cls.attributes}
    held = (a.content for value in cls.attributes.values() for a in value)
    if any(isinstance(one, v.Instance) and lookup.find(one.cls, "__set__") is not None for one in held):
        found.add("__set__")
    for base in cls.bases:
        found |= base.flags & {*lookup.OWN_WAYS, "__set__"} if isinstance(base, v.ClassValue) else set()
    return frozenset(found)


def _tell_bases(engine: Engine, cls: v.ClassValue, frame: Frame) -> None:
    """Tells the bases of a class that it is derived: the nearest `__init_subclass__` is run, since it may keep the class."""
    for base in cls.bases:
        if isinstance(base, v.ClassValue):
            engine.usage.subclasses.setdefault(id(base.node), []).append(cls)
    hook = lookup.find(cls, "__init_subclass__", after=cls)
    for alternative in hook or ():
        if isinstance(alternative.content, v.FunctionValue):
            given = {
                name: judgments.evaluate(engine, node, frame)
                for name, node in cls.node.keywords.items()
                if name != "metaclass"
            }
            judgments.call_function(engine, alternative.content, Arguments([], given), cls.node, cls)
            engine.diverged = False


def _base(engine: Engine, node: Any, frame: Frame) -> Any:
    if isinstance(node, tree.Subscript):  # Generic[T]
        node = node.base
    value = v.resolve_bystanders(judgments.evaluate(engine, node, frame))
    return value[0].content if value else None


def _class_flags(engine: Engine, node: Any, cls: v.ClassValue, frame: Frame) -> frozenset[str]:
    flags: set[str] = set()
    for base in cls.bases:
        if isinstance(base, v.ClassValue):
            flags |= base.flags & {"data", "settings", "enum", "tuple"}
        name = external.external_name(base)
        kind = engine.models.class_kind(name) if name is not None else None
        if kind is not None:
            flags.add(kind)
    if "tuple" in flags:
        flags.add("data")
    for decorator in node.decorators:
        for alternative in judgments.evaluate(engine, decorator, frame):
            if external.makes_data_class(engine, alternative.content):
                flags.add("data")
    return frozenset(flags)


def declare(engine: Engine, frame: Frame, name: str, annotation: Any, has_default: bool = False) -> None:
    """Notes an annotated name of a class body, which is a field where the class is a data class."""
    cls = frame.owner
    assert cls is not None
    if "ClassVar" in _annotation_names(annotation) or name == "model_config":
        return
    cls.annotations[name] = annotation
    cls.fields = [(n, d) for n, d in cls.fields if n != name] + [(name, has_default)]
    if _annotation_names(annotation) & {"SecretStr", "Secret", "SecretBytes"}:
        cls.secrets.add(name)
    if "InitVar" in _annotation_names(annotation):
        cls.init_only.append(name)


def _annotation_names(annotation: Any) -> set[str]:
    return {node.id if isinstance(node, tree.Name) else node.name for node in tree.walk(annotation)
            if isinstance(node, (tree.Name, tree.Attribute))}  # fmt: skip


def _given_or_automatic(cls: v.ClassValue, name: str, value: v.Value) -> v.Value:
    """Returns the value of a member; `auto()` gives what its kind of enumeration makes, as far as that is known."""
    content = value[0].content
    called = content.parts[0] if isinstance(content, Term) and content.kind == "call" else None
    if not isinstance(called, v.External) or called.name != "enum.auto":
        return value
    made = _automatic(cls, name)
    return value if made is None else v.only(made, value[0].origin)


def _automatic(cls: v.ClassValue, name: str) -> str | int | None:
    """Returns the name in lower case or as it is where members are strings, else the number after that of the last member."""
    bases = lookup.mro(cls)
    if any("_generate_next_value_" in base.attributes for base in bases if isinstance(base, v.ClassValue)):
        return None
    names = {getattr(base, "name", "").rsplit(".", 1)[-1] for base in bases}
    if names & {"StrEnum", "TextChoices"}:
        return name.lower() if "StrEnum" in names else name
    if not names & {"Enum", "IntEnum", "IntegerChoices"} or "str" in names:
        return None
    last = lookup.members(cls)[-1:]
    value = last[0].attributes["value"] if last else v.only(0)
    content = value[0].content if len(value) == 1 else None
    return content + 1 if isinstance(content, int) else None


def _make_members(engine: Engine, cls: v.ClassValue) -> None:
    for name, value in list(cls.attributes.items()):
        if name.startswith("_") or any(isinstance(a.content, v.FunctionValue) for a in value):
            continue
        if len(value) == 1 and value[0].content is not None:
            value = _given_or_automatic(cls, name, value)
            member: v.Instance = engine.new(v.Instance(cls))
            member.attributes = {"value": value, "name": v.only(name), "_value_": value}
            init = lookup.find(cls, "__init__")
            if init is not None and isinstance(init[0].content, v.FunctionValue):
                judgments.call_function(engine, init[0].content, Arguments(_items_of_member(value), {}), None, member)
                engine.diverged = False
            elif "data" in cls.flags:  # a data class or a named tuple is mixed in
                fields = (field for field, _ in lookup.fields(cls) if field not in ("name", "value"))
                member.attributes.update(zip(fields, _items_of_member(value), strict=False))
            cls.attributes[name] = v.only(member)


def _items_of_member(value: v.Value) -> list[v.Value]:
    """Returns what the initialiser of a member gets: the items of a tuple, also of a named one, or the only value."""
    content = value[0].content
    if isinstance(content, v.Collection):
        return list(content.items)
    if isinstance(content, v.Instance) and "tuple" in content.cls.flags:
        return [content.attributes.get(name, v.unknown("field", name)) for name, _ in lookup.fields(content.cls)]
    return [value]


def named_tuple(engine: Engine, name: str, names: list[str], made: Call) -> v.ClassValue:
    """Returns the class that `namedtuple("Name", "a b")` makes."""
    node = tree.Class(made.node.cst, name, [], {}, [], [])
    cls: v.ClassValue = engine.new(v.ClassValue(node, made.frame.module, [v.External("typing.NamedTuple")]))
    cls.flags = frozenset({"data", "tuple"})
    cls.fields = [(field, False) for field in names]
    return cls


def class_made(engine: Engine, name: str, bases: list[Any], attributes: dict[str, v.Value], made: Call) -> v.ClassValue:
    """Returns the class that `type("Name", (Base,), {…})` makes."""
    node = tree.Class(made.node.cst, name, [], {}, [], [])
    cls: v.ClassValue = engine.new(v.ClassValue(node, made.frame.module, bases))
    cls.flags = _class_flags(engine, node, cls, made.frame)
    cls.attributes = attributes
    for value in attributes.values():
        escapes.expose(engine, value, "it is kept by a class")
    engine.usage.derived.update(id(base.node) for base in lookup.mro(cls)[1:] if isinstance(base, v.ClassValue))
    _tell_bases(engine, cls, made.frame)
    return cls


def evaluate_lambda(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `lambda`."""
    function = make_function(engine, node, frame)
    if frame.is_module:
        engine.usage.lambdas.append(function)
    return v.only(function)
