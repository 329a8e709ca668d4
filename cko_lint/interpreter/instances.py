"""New objects of the classes of a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, external, imports, judgments, lookup, mutations
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin, when
from cko_lint.logic.terms import Term, Truth, equals, symbol
from cko_lint.syntax import tree

_MOST_CONSTRUCTED = 4
_DEEPEST_NESTED = 8


def instantiate(engine: Engine, cls: v.ClassValue, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Calls a class of the project, as its metaclass has it."""
    called = lookup.find(cls.metaclass, "__call__") if cls.metaclass is not None else None
    if called is None:
        return made(engine, cls, arguments, node, frame)
    function = called[0].content if len(called) == 1 else None
    if isinstance(function, v.FunctionValue):
        return judgments.call_function(engine, function, arguments, node, cls)
    return external.unresolved(engine, cls, arguments)


def made(engine: Engine, cls: v.ClassValue, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Makes an object of a class."""
    if "enum" in cls.flags:
        return _member_of(engine, cls, arguments)
    if _is_typed_dict(cls):
        return v.only(engine.new(v.Mapping(dict(arguments.keywords), arguments.open or bool(arguments.positional))))
    instance = _made_by_new(engine, cls, arguments, node) or bare(engine, cls)
    known = engine.usage.constructed.setdefault(id(cls.node), [])
    if len(known) < _MOST_CONSTRUCTED and not arguments.open and instance not in known:
        known.append(instance)
    before = engine.path
    initialise(engine, instance, arguments, node, frame)
    instance.alive = _lives_if(engine, before)
    return v.only(instance)


def _lives_if(engine: Engine, before: Condition) -> Condition:
    """Returns what must be true for an object: what its initialiser asks, and which arguments its maker was not given."""
    condition = engine.path.beyond(before)
    for left_out in _left_out(engine, before) if before is not ALWAYS else ():
        condition = conjoin(condition, when(left_out, True)) or condition
    return condition


def _left_out(engine: Engine, path: Condition) -> Iterator[Term]:
    """Yields the defaults of the function that the engine was started on that must apply: of `client or Client()`."""
    maker = engine.stack.calls[0][0] if engine.stack.calls else None
    if maker is None or maker.node is not engine.entry_point:
        return
    for name in maker.defaults:
        default = symbol("default", id(maker.node), name)
        given = conjoin(path, when(default, False))
        value = Truth(symbol("parameter", maker.module.name, id(maker.node), name))
        if given is None or conjoin(given, when(value, True)) is None:
            yield default


def bare(engine: Engine, cls: v.ClassValue) -> v.Instance:
    """Returns a new object of a class on which nothing has been run."""
    instance: v.Instance = engine.new(v.Instance(cls))
    instance.open = lookup.find(cls, "__new__") is not None
    instance.library = lookup.library_base(engine, cls)
    if isinstance(instance.library, v.WithItems) and mutations.changes_own_items(cls):
        engine.open(instance.library.mapping)
    return instance


def _made_by_new(engine: Engine, cls: v.ClassValue, arguments: Arguments, node: Any) -> v.Instance | None:
    """Returns the object that the class's own `__new__` gives, such as the only one that there is."""
    new = lookup.find(cls, "__new__")
    if new is None or not isinstance(new[0].content, v.FunctionValue) or "wrapped" in new[0].content.flags:
        return None
    made = judgments.call_function(engine, new[0].content, arguments, node, cls)
    content = made[0].content if len(made) == 1 else None
    if not isinstance(content, v.Instance) or content.cls is not cls:
        return None
    content.open = False
    return content


def _is_typed_dict(cls: v.ClassValue) -> bool:
    return any(
        external.external_name(base) in ("typing.TypedDict", "typing_extensions.TypedDict")
        for base in lookup.mro(cls)[1:]
    )


def initialise(engine: Engine, instance: v.Instance, arguments: Arguments, node: Any, frame: Frame) -> None:
    """Runs what a new object goes through: its `__init__`, its fields, or its library's."""
    init = lookup.find(instance.cls, "__init__")
    if init is not None:
        judgments.call(engine, (lookup.bind(instance, "__init__", init),), arguments, node, frame)
    elif instance.cls.flags & {"data", "settings"}:
        _set_fields(engine, instance, arguments)
        handed = [instance.attributes[name] for name in _init_only(instance.cls) if name in instance.attributes]
        for name in ("__post_init__", "__attrs_post_init__"):
            post = lookup.find(instance.cls, name)
            if post is not None:
                judgments.call(engine, (lookup.bind(instance, name, post),), Arguments(handed, {}), node, frame)
    elif instance.library is not None:
        instance.library.call_method(engine, "__init__", Call(node, arguments, frame), instance)


def _init_only(cls: v.ClassValue) -> list[str]:
    """Returns the fields that are only handed to `__post_init__`, in order."""
    return [name for base in reversed(lookup.mro(cls)) if isinstance(base, v.ClassValue) for name in base.init_only]


def copy(engine: Engine, instance: v.Instance, changes: Arguments) -> v.Instance:
    """Returns an object like another one, with some of its attributes replaced."""
    made: v.Instance = engine.new(v.Instance(instance.cls))
    made.library, made.alive = instance.library, instance.alive
    if isinstance(made.library, v.WithItems):
        made.library = made.library.copied(engine)
    made.open = instance.open or changes.open
    made.attributes = {**instance.attributes, **changes.keywords}
    return made


def _set_fields(engine: Engine, instance: v.Instance, arguments: Arguments) -> None:
    settings = "settings" in instance.cls.flags
    is_validated = any("validator" in method.flags for method in v.methods_of(instance.cls))
    for index, (name, default) in enumerate(lookup.fields(instance.cls)):
        given = arguments.get(index if not settings else -1, name) or _without_underscore(arguments, name)
        if given is None:
            given = _made_by_method(engine, instance, default)
            given = given or _default_field(engine, instance.cls, name, default, settings or arguments.open)
            given = _converted(engine, instance.cls, name, given)
        elif any(isinstance(base, v.ClassValue) and name in base.secrets for base in lookup.mro(instance.cls)):
            if not any(isinstance(a.content, v.LibraryObject) for a in given):
                given = v.only(engine.new(v.Masked(given)))
        if is_validated or _may_look_at_it(engine, instance.cls, name):
            escapes.expose(engine, given, "it is passed to a class that validates it")
        engine.set_attribute(instance, name, given)


def _made_by_method(engine: Engine, instance: v.Instance, default: v.Value | None) -> v.Value | None:
    """Returns the default that a method of attrs makes of a field."""
    for alternative in default or ():
        content = alternative.content
        if isinstance(content, v.Field) and content.made_by is not None:
            made = judgments.call_function(engine, content.made_by, Arguments([], {}), None, instance)
            engine.diverged = False
            return made
    return None


def _without_underscore(arguments: Arguments, name: str) -> v.Value | None:
    """Returns the argument of a private field, whose initialiser leaves out its underscore, as attrs does."""
    return arguments.keywords.get(name.lstrip("_")) if name.startswith("_") else None


def _may_look_at_it(engine: Engine, cls: v.ClassValue, name: str) -> bool:
    """Whether code that is not of the library of data classes itself gets to see what a field is set to."""
    fields = [a.content for a in lookup.find(cls, name) or () if isinstance(a.content, v.Field)]
    given = [one or () for field in fields for one in (field.converter, field.validator)]
    contents = [a.content for value in given for a in value]
    contents += [a.content for c in contents if isinstance(c, v.Collection) for item in c.items for a in item]
    names = [external.external_name(content) or "" for content in contents if not isinstance(content, v.Collection)]
    return not all(engine.models.only_validates(name) for name in names)


def _default_field(engine: Engine, cls: v.ClassValue, name: str, default: v.Value | None, elsewhere: bool) -> v.Value:
    outside = _nested(engine, cls, name) or v.unknown("setting", cls.node.name, name)
    if "settings" in cls.flags:
        outside = engine.models.setting(engine, cls, name, outside)
    if any(isinstance(base, v.ClassValue) and name in base.secrets for base in lookup.mro(cls)):
        outside = v.only(engine.new(v.Masked(outside)))
    if default is None:
        return _promised(engine, cls, name) or outside
    value = plain_default(engine, default)
    if not elsewhere:
        return value
    atom = symbol("given", cls.node.name, name)
    return v.union((v.restrict(value, when(atom, False)), v.restrict(outside, when(atom, True))))


def _nested(engine: Engine, cls: v.ClassValue, name: str) -> v.Value | None:
    """Returns the object that a field of settings must be by its annotation, filled from out of sight."""
    if "settings" not in cls.flags:
        return None
    nested = annotated_class(engine, cls, name)
    if (
        nested is None
        or nested is cls
        or len(engine.stack.calls) > _DEEPEST_NESTED
        or not nested.flags & {"data", "settings"}
    ):
        return None
    frame = imports.frame_of(engine, nested.module)
    return instantiate(engine, nested, Arguments([], {}, open=True), None, frame)


def annotated_class(engine: Engine, cls: v.ClassValue, name: str) -> v.ClassValue | None:
    """Returns the class of the project that a field's annotation names, also as `Nested | None`."""
    base = next((b for b in lookup.mro(cls) if isinstance(b, v.ClassValue) and name in b.annotations), None)
    node = base.annotations[name] if base is not None else None
    while isinstance(node, (tree.Subscript, tree.Binary)):
        is_optional = isinstance(node, tree.Binary) or tree.last_name(node.base) in ("Optional", "Annotated")
        node = (node.left if isinstance(node, tree.Binary) else node.index) if is_optional else None
        node = node.elements[0] if isinstance(node, tree.Sequence) else node
    if base is None or not isinstance(node, (tree.Name, tree.Attribute)):
        return None
    value = v.resolve_bystanders(judgments.evaluate(engine, node, imports.frame_of(engine, base.module)))
    content = value[0].content if len(value) == 1 else None
    return content if isinstance(content, v.ClassValue) else None


def _promised(engine: Engine, cls: v.ClassValue, name: str) -> v.Value | None:
    """Returns the object of a library that the annotation of a field promises."""
    for base in lookup.mro(cls):
        for statement in base.node.body if isinstance(base, v.ClassValue) else ():
            if isinstance(statement, tree.Assign) and name in map(tree.last_name, statement.targets):
                annotation = statement.annotation
                if not isinstance(annotation, (tree.Name, tree.Attribute)):
                    return None
                found = judgments.evaluate(engine, annotation, imports.frame_of(engine, base.module))
                full = external.external_name(found[0].content) if len(found) == 1 else None
                made = engine.models.annotated(engine, full) if full is not None else None
                return v.only(made) if made is not None else None
    return None


def _converted(engine: Engine, cls: v.ClassValue, name: str, value: v.Value) -> v.Value:
    """Puts a default through the `converter` that attrs has for a field."""
    for alternative in lookup.find(cls, name) or ():
        content = alternative.content
        if isinstance(content, v.Field) and content.converter is not None:
            return judgments.call(engine, content.converter, Arguments([value], {}), None, content.frame)
    return value


def plain_default(engine: Engine, default: v.Value) -> v.Value:
    """Returns a default, of `field(default=…)` what it stands for."""
    found = []
    for alternative in default:
        content = alternative.content
        if isinstance(content, v.Field):
            if content.default is not None:
                found.append(content.default)
            elif content.factory is not None:
                found.append(judgments.call(engine, content.factory, Arguments([], {}), None, content.frame))
            else:
                found.append(v.unknown("setting", content.made_at))
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
        for member in lookup.members(cls):
            value = member.attributes["value"]
            known = v.text_of(value[0].content) if value else None
            if text is not None and known is not None:
                if text == known:
                    options.append(v.restrict(v.only(member), alternative.condition))
                continue
            condition = when(equals(v.as_symbol(alternative.content), v.as_symbol(value[0].content)), True)
            options.append(v.restrict(v.restrict(v.only(member), condition), alternative.condition))
    return v.union(options) or v.unknown("member of", id(cls.node))
