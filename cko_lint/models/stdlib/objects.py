"""Fields of data classes, secrets, dependencies, context managers: objects that carry a value."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import definitions, instances, managers
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.models.model import Model, first, made_of, same
from cko_lint.models.stdlib.logs import Logger


def _field(engine: Engine, made: Call) -> v.Value:
    default = made.arguments.keywords.get("default")
    if default is None and made.arguments.positional:
        default = made.arguments.positional[0]
    if default is not None and any(isinstance(a.content, v.External) or a.content is Ellipsis for a in default):
        default = None
    factory = made.arguments.keywords.get("default_factory", made.arguments.keywords.get("factory"))
    keywords = made.arguments.keywords
    is_hidden = any(a.content is False for a in keywords.get("repr", ())) or any(
        a.content is True for a in keywords.get("exclude", ())
    )
    made_elsewhere = default[0].content if default is not None and len(default) == 1 else None
    if isinstance(made_elsewhere, v.Field):
        default, factory = None, made_elsewhere.factory
    field = v.Field(default, factory, keywords.get("converter"), keywords.get("validator"), made.frame, is_hidden)
    field.made_by = made_elsewhere.made_by if isinstance(made_elsewhere, v.Field) else None
    return v.only(engine.new(field))


def _factory(engine: Engine, made: Call) -> v.Value:
    """`Factory(f)` of attrs: the default that a function makes, of the object itself with `takes_self=True`."""
    given = first(made)
    takes_self = made.arguments.get(1, "takes_self") or ()
    field = v.Field(None, given, None, None, made.frame)
    content = given[0].content if len(given) == 1 else None
    if any(a.content is True for a in takes_self):
        field.factory = None
        field.made_by = content if isinstance(content, v.FunctionValue) else None
    return v.only(engine.new(field))


def _secret(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(v.Masked(first(made))))


def _depends(engine: Engine, made: Call) -> v.Value:
    provider = made.arguments.get(0, "dependency")
    if provider is not None and all(isinstance(a.content, v.Dependency) for a in provider):  # `Depends(Provide[…])`
        return provider
    return v.only(engine.new(v.Dependency(provider, made.frame)))


def _annotated(engine: Engine, made: Call) -> v.Value | None:
    """`Annotated[T, Depends(f)]` under a name of its own."""
    content = made.arguments.positional[0][0].content
    if not isinstance(content, v.Collection):
        return None
    for item in content.items[1:]:
        for alternative in item:
            if isinstance(alternative.content, v.Dependency):
                return v.only(engine.new(v.AnnotatedDependency(alternative.content)))
    return content.items[0]


def _named_tuple(engine: Engine, made: Call) -> v.Value | None:
    """`namedtuple("Name", "a b")` and `NamedTuple("Name", [("a", str)])`."""
    name, fields = made.arguments.get(0, "typename"), made.arguments.get(1, "field_names")
    title = v.text_of(name[0].content) if name is not None and len(name) == 1 else None
    content = fields[0].content if fields is not None and len(fields) == 1 else None
    text = v.text_of(content)
    names: list[str | None] = []
    if text is not None:
        names = list(text.replace(",", " ").split())
    elif isinstance(content, v.Collection) and not content.open:
        for item in content.items:
            inner = item[0].content if len(item) == 1 else None
            pair = inner.items[0] if isinstance(inner, v.Collection) and inner.items else item
            names.append(v.text_of(pair[0].content) if len(pair) == 1 else None)
    if title is None or not names or None in names or "defaults" in made.arguments.keywords:
        return None
    return v.only(definitions.named_tuple(engine, title, [n for n in names if n is not None], made))


def _replaced(engine: Engine, made: Call) -> v.Value | None:
    """`dataclasses.replace(object, name=…)`."""
    found = []
    for alternative in first(made):
        if not isinstance(alternative.content, v.Instance):
            return None
        found.append(v.Alternative(instances.copy(engine, alternative.content, made.arguments), alternative.condition))
    return tuple(found)


def _fields(engine: Engine, made: Call) -> v.Value | None:
    """`dataclasses.asdict(object)`, and what pydantic calls `model_dump`."""
    given = first(made)
    if len(given) != 1 or not isinstance(given[0].content, v.Instance) or len(made.arguments.all()) > 1:
        return None
    fields = v.fields_shown(given[0].content)
    return v.only(engine.new(v.Mapping(dict(fields)))) if fields else None


def _copied(deep: bool) -> Model:
    """`copy.copy` and `copy.deepcopy`: what is changed in the copy is not changed in the original."""

    def model(engine: Engine, made: Call) -> v.Value:
        return _copies(engine, first(made), deep, {})

    return model


def _copies(engine: Engine, value: v.Value, deep: bool, done: dict[int, Any]) -> v.Value:
    return tuple(v.Alternative(_copy(engine, a.content, deep, done), a.condition, a.origin) for a in value)


def _copy(engine: Engine, content: Any, deep: bool, done: dict[int, Any]) -> Any:
    if id(content) in done:
        return done[id(content)]
    if isinstance(content, v.Mapping):
        made: Any = engine.new(v.Mapping(dict(content.entries), content.open))
        made.any_key = content.any_key
        held = made.entries
    elif isinstance(content, v.Collection):
        made = engine.new(v.Collection(content.kind, list(content.items), content.open))
        held = None
    elif isinstance(content, v.Instance):
        made = instances.copy(engine, content, Arguments([], {}))
        held = made.attributes
    elif isinstance(content, v.WithAttributes):
        made = content.copied(engine)
        held = made.attributes
    else:
        return content
    done[id(content)] = made
    if deep and held is not None:
        for key, value in list(held.items()):
            held[key] = _copies(engine, value, deep, done)
    elif deep:
        made.items = [_copies(engine, item, deep, done) for item in made.items]
    return made


def _suppress(engine: Engine, made: Call) -> v.Value:
    types = engine.new(v.Collection("tuple", list(made.arguments.positional)))
    return v.only(engine.new(v.Suppressor(v.only(types))))


class ExitStack(v.LibraryObject):
    """`contextlib.ExitStack`: what is entered on it is left where its `with` ends."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`enter_context` enters a context manager; nothing else matters."""
        if name in ("enter_context", "enter_async_context") and call.node is not None and call.node.arguments:
            return managers.enter_stack(engine, call.node.arguments[0].value, first(call), call.frame)
        return v.only(self) if name == "__enter__" else v.NONE


CALLS: dict[str, Model] = {
    "typing.Annotated.__getitem__": _annotated,
    "typing_extensions.Annotated.__getitem__": _annotated,
    "collections.namedtuple": _named_tuple,
    "typing.NamedTuple": _named_tuple,
    "dataclasses.replace": _replaced,
    "copy.replace": _replaced,
    "dataclasses.asdict": _fields,
    "attr.asdict": _fields,
    "attrs.asdict": _fields,
    "attr.evolve": _replaced,
    "attrs.evolve": _replaced,
    "contextlib.ExitStack": made_of(ExitStack),
    "contextlib.AsyncExitStack": made_of(ExitStack),
    "types.MappingProxyType": same,
    "copy.copy": _copied(deep=False),
    "copy.deepcopy": _copied(deep=True),
    "contextlib.closing": same,
    "contextlib.aclosing": same,
    "contextlib.suppress": _suppress,
    "contextlib.nullcontext": same,
    "dataclasses.field": _field,
    "pydantic.Field": _field,
    "attr.ib": _field,
    "attr.Factory": _factory,
    "attrs.Factory": _factory,
    "attrs.field": _field,
    "attr.field": _field,
    "attr.attrib": _field,
    "sqlmodel.Field": _field,
    "pydantic.SecretStr": _secret,
    "pydantic.types.SecretStr": _secret,
    "starlette.datastructures.Secret": _secret,
    "fastapi.Depends": _depends,
    "fastapi.params.Depends": _depends,
    "fastapi.Security": _depends,
    "fastapi_utils.Depends": _depends,
    "logging.getLogger": made_of(Logger),
    "structlog.get_logger": made_of(Logger),
    "structlog.getLogger": made_of(Logger),
}
