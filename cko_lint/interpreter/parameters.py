"""What a function gets when it has no known caller: symbols, defaults, what a framework provides."""

from __future__ import annotations

import os
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, futures, imports, instances, judgments, likeness, lookup
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import Term, Truth, equals, symbol
from cko_lint.project.modules import Module
from cko_lint.syntax import tree


def fresh_default(engine: Engine, default: v.Value, function: v.FunctionValue) -> v.Value:
    """Returns a default value; FastAPI's `Depends(get_client)` is what the function gives."""
    found = []
    for alternative in default:
        content = alternative.content
        if isinstance(content, v.Dependency):
            found.append(provided(engine, content, function))
        else:
            found.append((alternative,))
    return v.union(found)


def provided(engine: Engine, dependency: v.Dependency, function: v.FunctionValue) -> v.Value:
    """Returns what a dependency provides: the result of its function, or what that yields."""
    if dependency.provider is None:
        return v.unknown("provided", dependency.made_at)
    made = []
    for alternative in dependency.provider:
        content = alternative.content
        if isinstance(content, v.FunctionValue):
            value = judgments.call_function(
                engine, content, parameters_of_entry_point(engine, content, assume_defaults=True), None, None
            )
            made.append(futures.first_yielded(value))
        elif isinstance(content, v.ClassValue):
            made.append(_object_of(engine, content, dependency.frame))
        else:
            made.append(judgments.call(engine, (alternative,), Arguments([], {}), None, dependency.frame))
    return v.union(made)


def _object_of(engine: Engine, cls: v.ClassValue, frame: Any) -> v.Value:
    """Returns an object of a class that a framework makes, as it gives each parameter of its initialiser what that asks for."""
    init = lookup.find(cls, "__init__")
    arguments = Arguments([], {})
    if init is not None and isinstance(init[0].content, v.FunctionValue):
        arguments = parameters_of_entry_point(engine, init[0].content, assume_defaults=True, skip_first=True)
    return judgments.call(engine, v.only(cls), arguments, None, frame)


def receivers(engine: Engine, cls: v.ClassValue) -> list[Any]:
    """Returns the different objects of a class that the project makes; where it makes none, one made of unknown arguments."""
    constructed = engine.usage.constructed.get(id(cls.node), [])
    if constructed:
        return likeness.unlike(constructed)
    if "enum" in cls.flags:
        return list(lookup.members(cls))[:4] or [cls]
    if _is_base(engine, cls):
        return []
    instance = instances.bare(engine, cls)
    if cls.metaclass is not None and lookup.find(cls.metaclass, "__call__") is not None:
        engine.open(instance)
    init = lookup.find(cls, "__init__")
    arguments = Arguments([], {}, open="data" in cls.flags)
    if init is not None and isinstance(init[0].content, v.FunctionValue):
        arguments = parameters_of_entry_point(engine, init[0].content, assume_defaults=True, skip_first=True)
    before, called = engine.path, set(engine.usage.called)
    try:
        account = engine.account(cls.module, "making")
        with engine.budget.charged(account), engine.budget.of_its_own(account.share()):
            instances.initialise(engine, instance, arguments, None, imports.frame_of(engine, cls.module))
        instance.alive = engine.path.beyond(before)
        engine.path = before
    except (Exhausted, RecursionError):
        instance.open = True
    made_by = init[0].content if init is not None else None
    if isinstance(made_by, v.FunctionValue) and id(made_by.node) not in called:
        engine.usage.called.discard(id(made_by.node))  # it was us, and not the project
    engine.diverged = False
    return [instance]


def _is_base(engine: Engine, cls: v.ClassValue) -> bool:
    return id(cls.node) in engine.usage.derived


def parameters_of_entry_point(
    engine: Engine,
    function: v.FunctionValue,
    assume_defaults: bool,
    skip_first: bool = False,
    only_required: bool = False,
) -> Arguments:
    """Returns what a function gets when it has no known caller: symbols, and its defaults where they may apply."""
    keywords: dict[str, v.Value] = {}
    positional: list[v.Value] = []
    if function.wrapped is not None and {p.kind for p in function.node.parameters} == {"args", "kwargs"}:
        return parameters_of_entry_point(engine, function.wrapped, assume_defaults, skip_first)
    assume_defaults = assume_defaults and "wrapped" not in function.flags
    parameters = list(function.node.parameters)
    if skip_first or (function.owner is not None and "static" not in function.flags):
        parameters = parameters[1:]
    for parameter in parameters:
        if parameter.kind in ("args", "kwargs") or (only_required and parameter.name in function.defaults):
            continue
        value = _parameter(engine, function, parameter, assume_defaults)
        if parameter.kind == "keyword":
            keywords[parameter.name] = value
        else:
            positional.append(value)
    made = Arguments(positional, keywords)
    made.open = any(p.kind in ("args", "kwargs") for p in function.node.parameters)
    return made


def _parameter(engine: Engine, function: v.FunctionValue, parameter: Any, assume_defaults: bool) -> v.Value:
    provided = _from_fixture(engine, function, parameter) or _task(engine, function, parameter)
    if provided is not None:
        return provided
    given = v.unknown("parameter", function.module.name, id(function.node), parameter.name)
    typed = _annotated(engine, function, parameter)
    if typed is not None:
        given = typed
    default = function.defaults.get(parameter.name)
    if default is None:
        return given
    if any(isinstance(a.content, v.Dependency) for a in default):
        return _typed_dependency(engine, function, parameter, default) or fresh_default(engine, default, function)
    if "wrapped" in function.flags and all(a.content is None for a in default):
        return _filled_in(given)
    if not assume_defaults:
        return given
    atom = symbol("default", id(function.node), parameter.name)
    return v.union((v.restrict(default, when(atom, True)), v.restrict(given, when(atom, False))))


def _typed_dependency(engine: Engine, function: v.FunctionValue, parameter: Any, default: v.Value) -> v.Value | None:
    """`client: Client = Depends()` is an object of the class that it is annotated with."""
    dependency = default[0].content
    if parameter.annotation is None or not isinstance(dependency, v.Dependency) or dependency.provider is not None:
        return None
    return _of_annotated_class(engine, dependency, parameter.annotation, function.closure, function)


def _of_annotated_class(
    engine: Engine, dependency: v.Dependency, node: Any, frame: Any, function: v.FunctionValue
) -> v.Value | None:
    if not isinstance(node, (tree.Name, tree.Attribute)):
        return None
    cls = v.resolve_bystanders(judgments.evaluate(engine, node, frame))
    if len(cls) != 1 or not isinstance(cls[0].content, v.ClassValue):
        return None
    made = v.Dependency(cls, dependency.frame)
    made.made_at = dependency.made_at
    return provided(engine, made, function)


def _filled_in(given: v.Value) -> v.Value:
    """What an unknown decorator may fill in: `session=None` stands for what it gives."""
    terms = [v.restrict((a,), when(Truth(a.content), True)) for a in given if isinstance(a.content, Term)]
    return v.union([*terms, tuple(a for a in given if not isinstance(a.content, Term))])


def _task(engine: Engine, function: v.FunctionValue, parameter: Any) -> v.Value | None:
    """Returns what `self` is in a function under `@app.task(bind=True, base=Task)`: an object of that class."""
    if parameter is not function.node.parameters[0] or isinstance(function.node, tree.Lambda):
        return None
    for decorator in function.node.decorators:
        given = {a.keyword: a.value for a in decorator.arguments} if isinstance(decorator, tree.Call) else {}
        if "bind" in given and "base" in given:
            value = judgments.evaluate(engine, given["base"], function.closure)
            if len(value) == 1 and isinstance(value[0].content, v.ClassValue):
                made = receivers(engine, value[0].content)
                return v.only(made[0]) if len(made) == 1 else None
    return None


def _annotated(engine: Engine, function: v.FunctionValue, parameter: Any) -> v.Value | None:
    """Returns the objects that a parameter's annotation promises."""
    if parameter.annotation is None:
        return None
    frame = function.closure
    node = parameter.annotation
    if isinstance(node, tree.Subscript):
        if isinstance(node.base, (tree.Name, tree.Attribute)) and tree.last_name(node.base) == "Annotated":
            return _from_annotated(engine, function, node, frame)
        if tree.last_name(node.base) != "Optional":
            return None
        node = node.index
    if isinstance(node, tree.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        node = tree.Name(node.cst, node.value)
    if isinstance(node, tree.Binary):
        node = node.left
    if not isinstance(node, (tree.Name, tree.Attribute)):
        return None
    value = judgments.evaluate(engine, node, frame)
    if len(value) != 1:
        return None
    return _instance_of(engine, value[0].content, function)


def _instance_of(engine: Engine, content: Any, function: v.FunctionValue) -> v.Value | None:
    if isinstance(content, v.AnnotatedDependency):
        return provided(engine, content.dependency, function)
    if isinstance(content, v.ClassValue) and "enum" in content.flags:
        atom = symbol("which", id(content.node), id(function.node))
        return (
            v.union(
                v.restrict(v.only(member), when(equals(atom, index), True))
                for index, member in enumerate(lookup.members(content)[:6])
            )
            or None
        )
    if isinstance(content, v.ClassValue):
        constructed = engine.usage.constructed.get(id(content.node), [])
        if not constructed and content.secrets:
            constructed = receivers(engine, content)[:1]  # its secrets do not show what they hold
        if not constructed:
            return None
        if len(constructed) == 1:
            return v.only(constructed[0])
        atom = symbol("which", id(content.node), id(function.node))
        return v.union(
            v.restrict(v.only(instance), when(equals(atom, index), True)) for index, instance in enumerate(constructed)
        )
    name = external.external_name(content)
    if name is not None:
        made = engine.models.annotated(engine, name)
        if made is not None:
            return v.only(made)
    return None


def _from_annotated(engine: Engine, function: v.FunctionValue, node: Any, frame: Any) -> v.Value | None:
    """`Annotated[T, Depends(f)]` is what `f` provides."""
    if not isinstance(node.index, tree.Sequence):
        return None
    for extra in node.index.elements[1:]:
        for alternative in judgments.evaluate(engine, extra, frame):
            dependency = alternative.content
            if isinstance(dependency, v.Dependency) and dependency.provider is None:
                return _of_annotated_class(engine, dependency, node.index.elements[0], frame, function)
            if isinstance(dependency, v.Dependency):
                return provided(engine, dependency, function)
    return None


def _from_fixture(engine: Engine, function: v.FunctionValue, parameter: Any) -> v.Value | None:
    """Returns what a pytest fixture of the same name gives to a test."""
    name = function.node.name if not isinstance(function.node, tree.Lambda) else ""
    if not (name.startswith("test") or "fixture" in function.flags):
        return None
    frame = imports.frame_of(engine, function.module)
    found = v.resolve_imports(frame.names.get(parameter.name, ())) or _from_conftest(
        engine, function.module, parameter.name
    )
    if not found or not isinstance(found[0].content, v.FunctionValue) or "fixture" not in found[0].content.flags:
        return None
    fixture = found[0].content
    if fixture is function or len(engine.stack.calls) > 6:
        return None
    value = judgments.call_function(
        engine, fixture, parameters_of_entry_point(engine, fixture, assume_defaults=True), None, None
    )
    engine.diverged = False
    return futures.first_yielded(value)


def _from_conftest(engine: Engine, module: Module, name: str) -> v.Value | None:
    folder = os.path.dirname(module.path)
    for _ in range(5):
        path = os.path.join(folder, "conftest.py")
        if engine.project.surroundings.has_module(path):
            found = imports.member(engine, engine.project.load(path), name)
            if found is not None:
                return found
        folder = os.path.dirname(folder)
    return None
