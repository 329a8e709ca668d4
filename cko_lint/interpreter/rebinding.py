"""Globals that are None until some function sets them: what those functions make of them.

`_client = None` at the top of a module is filled by its `init()`, or from outside: `gateway.session = requests.Session()` when an
application is ready. Code that reads it finds what one of these functions has left, if they are all in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import imports, judgments, parameters
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import equals, symbol
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

_MOST_SETTERS, _DEEPEST, _MOST_FILES = 3, 5, 60


def left(engine: Engine, frame: Frame, name: str) -> v.Value | None:
    """Returns what functions leave in a global that they set; None if not all of them are in sight.

    A function that changes the object of the global, or one that is running, is no such function. Globals that the same
    functions set are as one and the same of them left them.
    """
    if engine.entry_point is None:
        return None
    key = (frame.module.path, name)
    if key not in engine.usage.left:
        engine.usage.left[key] = None  # while it is worked out, it is not known
        setters = list(_setters(engine, frame.module, name))
        known = [one for one in setters if one is not None]
        if 0 < len(known) == len(setters) <= _MOST_SETTERS and len(engine.stack.calls) <= _DEEPEST:
            engine.usage.left[key] = of_any(engine, frame.module, known, lambda: frame.names.get(name, ()))
    return engine.usage.left[key]


def of_any(engine: Engine, module: Module, setters: list[Setter], read: Read) -> v.Value | None:
    """Returns what any one of some functions leaves where `read` looks; None if one of them leaves nothing."""
    which = symbol("set by", module.path, *(id(function.node) for function, _ in setters))
    found: list[v.Value] = []
    for function, receiver in setters:
        value = _run(engine, function, receiver, read)
        if value is None:
            return None
        found.append(v.restrict(value, when(equals(which, id(function.node)), True)))
    return v.union(found)


Setter = tuple[v.FunctionValue, Any]
"""A function that sets a global, and the object that it is a method of."""
Read = Callable[[], v.Value]


def _setters(engine: Engine, module: Module, name: str) -> Iterator[Setter | None]:
    """Yields the functions that set a global of a module; None for what may change it and is not one of them."""
    for node in module.rebound.get(name, ()):
        yield setter(engine, module, node) if _declares(node, name) else None
    if name not in engine.usage.set_elsewhere:
        return
    needle = f".{name} = ".encode("utf-8", "surrogatepass")
    for count, path in enumerate(engine.project.containing(engine.project.root, (needle,))):
        if count > _MOST_FILES:
            yield None
        if path != module.path and not is_test(path):
            yield from _setters_in(engine, engine.project.load(path), module, name)


def _setters_in(engine: Engine, other: Module, module: Module, name: str) -> Iterator[Setter | None]:
    for owner, function in functions(other.parsed.body):
        bases = set(_bases_set(function, name)) - {"self", "cls"}
        if any(_is_module(engine, other, function, base, module) for base in bases):
            yield setter(engine, other, function, owner)


def functions(body: list[Any], owner: Any = None) -> Iterator[tuple[Any, Any]]:
    """Yields the functions and methods of a module, each with its class."""
    for node in body:
        if isinstance(node, tree.Function):
            yield owner, node
        elif isinstance(node, tree.Class) and owner is None:
            yield from functions(node.body, node)


def _bases_set(function: Any, name: str) -> Iterator[str]:
    """Yields the names of the objects on which a function sets an attribute."""
    if function.deferred is not None and f".{name} = " not in function.deferred.text:
        return
    for node in tree.walk(function.body):
        for target in node.targets if isinstance(node, tree.Assign) else []:
            if isinstance(target, tree.Attribute) and target.name == name and isinstance(target.base, tree.Name):
                yield target.base.id


def _is_module(engine: Engine, other: Module, function: Any, name: str, module: Module) -> bool:
    """Whether a name means a module in a function of another one."""
    own = [node for node in tree.walk(function.body) if isinstance(node, (tree.Import, tree.ImportFrom))]
    if any(alias == name or bound == name for node in own for bound, alias in node.names):
        return True
    value = v.resolve_imports(imports.frame_of(engine, other).names.get(name, ()))
    return any(isinstance(a.content, v.ModuleValue) and a.content.module is module for a in value)


def _declares(node: Any, name: str) -> bool:
    """Whether a function assigns a global as a whole."""
    is_named = isinstance(node, tree.Function)
    return is_named and any(isinstance(n, tree.Global) and name in n.names for n in tree.walk(node.body))


def setter(engine: Engine, module: Module, node: Any, owner: Any = None) -> Setter | None:
    """Returns the function that a definition has made, with an object of its class if it is a method."""
    names = imports.frame_of(engine, module).names
    value = names.get(owner.name if owner is not None else node.name, ())
    receiver = None
    if owner is not None:
        cls = next((a.content for a in value if isinstance(a.content, v.ClassValue)), None)
        receivers = parameters.receivers(engine, cls) if cls is not None else []
        value = cls.attributes.get(node.name, ()) if cls is not None else ()
        receiver = receivers[0] if receivers else None
        if receiver is None:
            return None
    contents = [a.content for a in value if isinstance(a.content, v.FunctionValue)]
    function = next((c for c in contents if c.node is node), None)
    is_running = any(running.node is node for running, _ in engine.stack.calls)
    return (function, receiver) if function is not None and not is_running else None


def _run(engine: Engine, function: v.FunctionValue, receiver: Any, read: Read) -> v.Value | None:
    """Runs a function for what it leaves behind, and undoes it."""
    entry_point, seen = engine.entry_point, engine.models.count()
    with engine.aside(function.module, is_shared=True):
        try:
            engine.entry_point = function.node
            arguments = parameters.parameters_of_entry_point(engine, function, assume_defaults=True)
            judgments.call_function(engine, function, arguments, None, receiver)
        except (Exhausted, RecursionError):
            return None
        finally:
            engine.entry_point = entry_point
            engine.diverged = False
        value = read()
    engine.models.forget_since(seen)
    made = tuple(a for a in value if a.content is not v.ABSENT and a.content is not None)
    age(made)
    return made


def age(value: v.Value, depth: int = 0) -> None:
    """What is kept is older than whatever reads it: a reader's changes to it are undone."""
    for alternative in value:
        content = alternative.content if isinstance(alternative, v.Alternative) else None
        if isinstance(content, v.Object) and content.made_at > 0 and depth < 4:
            content.made_at = -content.made_at  # it is told apart by that, too
            held = getattr(content, "attributes", None) or getattr(content, "entries", None) or {}
            for inner in list(held.values()):
                if isinstance(inner, tuple):
                    age(inner, depth + 1)
