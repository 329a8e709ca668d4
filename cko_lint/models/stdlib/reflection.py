"""Functions that reach names and attributes by texts: `getattr`, `globals`, `import_string` and the like."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import (
    escapes,
    imports,
    instances,
    judgments,
    metaclasses,
    variables,
)
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.logic.terms import Term
from cko_lint.models.model import Model, first


def _getattr(engine: Engine, made: Call) -> v.Value | None:
    if len(made.arguments.positional) < 2:
        return None
    found = []
    for alternative in made.arguments.positional[1]:
        name = v.text_of(alternative.content)
        if name is not None:
            value = judgments.get_attribute(engine, first(made), name, None, made.frame)
        else:
            holder = first(made)
            for held in holder:
                if isinstance(held.content, v.Instance):
                    escapes.give_functions(
                        engine, tuple(v.Alternative(method) for method in v.methods_of(held.content.cls))
                    )
            value = v.union(_unnamed(engine, a.content, alternative.content) for a in holder)
        found.append(v.restrict(value, alternative.condition))
    if len(made.arguments.positional) > 2 and all(
        a.content is None or isinstance(a.content, (str, Term)) for value in found for a in value
    ):
        found.append(made.arguments.positional[2])
    return v.union(found)


def _unnamed(engine: Engine, holder: Any, name: Any) -> v.Value:
    """Returns an attribute whose name is not known: of an HTTP library, one of the functions that send a request."""
    if isinstance(holder, v.LibraryObject):
        return v.only(v.Bound(holder, ""))
    if isinstance(holder, v.External) and engine.models.sends(holder.name):
        return v.only(v.External(f"{holder.name}."))
    return v.unknown("getattr", v.as_symbol(holder), v.as_symbol(name))


def _names_at_will(kind: str) -> Model:
    """Returns the model of what gives, or runs, code that may set any name of the module whose body it stands in."""

    def model(engine: Engine, made: Call) -> v.Value:
        if made.frame.is_module:
            imports.set_again(engine, made.frame)
        _hand_over_functions(engine, made)
        return v.unknown(kind, engine.undo.now)

    return model


class GlobalNames(v.LibraryObject):
    """`globals()` in a function: what a known name of the module is."""

    __slots__ = ("frame",)

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """A name is looked up; under one that is not known there may be anything."""
        if name not in ("__getitem__", "get") or not call.arguments.positional:
            return None
        found = []
        for alternative in call.arguments.positional[0]:
            text = v.text_of(alternative.content)
            known = variables.find(engine, self.frame, text) if text is not None else None
            held = known or v.unknown("global", self.frame.module.path, v.as_symbol(alternative.content))
            found.append(v.restrict(held, alternative.condition))
        return v.union(found)


def _globals(engine: Engine, made: Call) -> v.Value | None:
    if made.frame.is_module:
        return _names_at_will("globals")(engine, made)
    _hand_over_functions(engine, made)
    return v.only(engine.new(GlobalNames(imports.frame_of(engine, made.frame.module))))


def _hand_over_functions(engine: Engine, made: Call) -> None:
    """The functions of the module may be called by their names, wherever that is."""
    module = imports.frame_of(engine, made.frame.module)
    for value in list(module.names.values()):
        escapes.give_functions(
            engine, tuple(a for a in v.resolve_imports(value) if isinstance(a.content, v.FunctionValue))
        )


def _members(engine: Engine, made: Call) -> v.Value:
    """`inspect.getmembers`: the code that asks for them may call any."""
    if any(map(_is_own_module, (a.content for a in first(made)))):
        _hand_over_functions(engine, made)
    return v.unknown("members", *(v.as_symbol(a.content) for a in first(made)))


def _is_own_module(content: Any) -> bool:
    """Whether a content is `sys.modules[__name__]`."""
    return isinstance(content, Term) and content.kind == "item" and content.parts[0] == v.External("sys.modules")


def _setattr(engine: Engine, made: Call) -> v.Value:
    """An assignment where the name is known; else any attribute may be anything from here on."""
    if len(made.arguments.positional) < 3:
        return v.NONE
    holder, name, value = made.arguments.positional[:3]
    known = v.text_of(name[0].content) if len(name) == 1 else None
    for alternative in holder:
        content = alternative.content
        if known is not None and _is_own_module(content) and made.frame.is_module:
            variables.set_name(engine, made.frame, known, value)
        elif known is not None:
            judgments.set_attribute(engine, content, known, value, made.frame, made.node)
        elif isinstance(content, (v.Instance, v.ClassValue)):
            engine.open(content)
        elif _is_own_module(content) and made.frame.is_module:
            imports.set_again(engine, made.frame)
    escapes.expose(engine, value, "it is stored with `setattr`")
    return v.NONE


def _vars(engine: Engine, made: Call) -> v.Value:
    content = first(made)[0].content if len(first(made)) == 1 else None
    if isinstance(content, v.Instance):
        engine.open(content)  # what is put there is an attribute
        return v.only(engine.new(v.Mapping(dict(content.attributes))))
    if isinstance(content, v.LibraryObject):
        return judgments.get_attribute(engine, first(made), "__dict__", made.node, made.frame)
    escapes.escape(engine, first(made), "it is passed to `vars`")
    return v.unknown("vars", engine.undo.now)


def _new(engine: Engine, made: Call) -> v.Value | None:
    """`object.__new__(cls)`."""
    content = first(made)[0].content if len(first(made)) == 1 else None
    return v.only(instances.bare(engine, content)) if isinstance(content, v.ClassValue) else None


def _import_string(engine: Engine, made: Call) -> v.Value:
    """`import_string("package.module.Name")`, also written with a colon."""
    found = []
    for alternative in first(made):
        text = v.text_of(alternative.content)
        module, _, name = (text or "").replace(":", ".").rpartition(".")
        if not module or module.startswith("."):
            found.append(v.unknown("imported", v.as_symbol(alternative.content)))
            continue
        home = imports.named(engine, module, made.frame)
        found.append(v.restrict(judgments.get_attribute(engine, home, name, None, made.frame), alternative.condition))
    return v.union(found)


def _import_module(engine: Engine, made: Call) -> v.Value:
    """`import_module("package.module")`, also relative to a package."""
    text = v.text_of(first(made)[0].content)
    if text is not None and text.startswith("."):
        package = made.arguments.get(1, "package") or ()
        text = _absolute(text, v.text_of(package[0].content) if len(package) == 1 else None)
    return imports.named(engine, text, made.frame) if text is not None else v.unknown("module", engine.undo.now)


def _absolute(text: str, package: str | None) -> str | None:
    """Returns the name of a module that is named from a package: each dot but the first goes up by one."""
    name = text.lstrip(".")
    above = (package or "").split(".")
    up = len(text) - len(name) - 1
    return ".".join([*above[: len(above) - up], name]) if package and name and up < len(above) else None


def _class_made(engine: Engine, made: Call) -> v.Value | None:
    """`type.__new__(metaclass, name, bases, names)`."""
    given = made.arguments.positional
    return metaclasses.made_of(engine, given[3]) if len(given) == 4 else None


def _object_made(engine: Engine, made: Call) -> v.Value | None:
    """`type.__call__(cls, …)`: an object of the class, as if it had no metaclass."""
    content = first(made)[0].content if len(first(made)) == 1 else None
    if not isinstance(content, v.ClassValue):
        return None
    arguments = Arguments(made.arguments.positional[1:], made.arguments.keywords, made.arguments.open)
    return instances.made(engine, content, arguments, made.node, made.frame)


CALLS: dict[str, Model] = {
    "type.__new__": _class_made,
    "type.__call__": _object_made,
    "getattr": _getattr,
    "setattr": _setattr,
    "object.__setattr__": _setattr,
    "object.__getattribute__": _getattr,
    "vars": _vars,
    "inspect.getmembers": _members,
    "exec": _names_at_will("exec"),
    "globals": _globals,
    "locals": _names_at_will("locals"),
    "split_settings.tools.include": _names_at_will("include"),
    "importlib.import_module": _import_module,
    "django.utils.module_loading.import_string": _import_string,
    "werkzeug.utils.import_string": _import_string,
    "pkgutil.resolve_name": _import_string,
    "pydoc.locate": _import_string,
    "object.__new__": _new,
}
