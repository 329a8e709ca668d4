"""Code that catches the errors of whatever runs inside of it: a middleware, a `main` around `app()`, a dependency that yields.

What runs inside is not known: a callable that was passed in, the method of a base class, a handler looked up by name. The
`try` is seen in the syntax of one module; whether the project itself is known to call it, the engine tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cko_lint.syntax import tree

NEEDLES = (
    b"call_next", b"get_response", b"middleware", b"Middleware", b"start_response", b"receive, send", b"super().",
    b"continuation", b"sys.exit", b"SystemExit", b"parse_args",
)  # fmt: skip
_MANAGERS = ("contextmanager", "asynccontextmanager", "fixture", "hookimpl")
_LOOKUPS = ("getattr", "globals", "locals", "vars", "import_string")
_RUNS = ("perform", "invoke", "dispatch", "handle", "unary_unary", "unary_stream", "stream_unary", "stream_stream")
_LOGGING = ("exception", "error", "warning", "critical", "log", "capture_exception", "print", "echo")


class Boundary(NamedTuple):
    """A `try` around code that is not known.

    It counts for all unless the project itself is seen to call `function`; if it is in a function that `wrapper` returns,
    for what that is applied to; if a `factory` makes that function, for what the result of a call of it is applied to.
    """

    function: Any = None
    wrapper: str | None = None
    factory: str | None = None


Catches = Callable[[Any], bool]


def of(body: list[Any], catches: Catches, imported: Iterable[str] = ()) -> Iterator[Boundary]:
    """Yields the boundaries of a module; `catches` tells whether an expression names the errors in question.

    `imported` are the callables that other modules have made in unknown code, as this one names them.
    """
    made = made_in(body) | {f".{name}" for name in _commands(body)} | {*imported}
    yield from _in(body, catches, [], None, made)


def made_in(body: list[Any]) -> set[str]:
    """Returns the names that a module gives to callables made in unknown code, `app = Typer()` or a command of click."""
    return {name for node in body if _is_made(node) for name in _names(node)}


def _commands(body: list[Any]) -> Iterator[str]:
    """Yields under which names argparse keeps the functions of its commands: `set_defaults(func=…)`, then `args.func(args)`."""
    yield "func"
    for node in tree.walk(body, lambda deferred: "set_defaults" in deferred.text):
        if isinstance(node, tree.Call) and tree.last_name(node.function) == "set_defaults":
            yield from (argument.keyword for argument in node.arguments if argument.keyword)


def made_by(body: list[Any], factories: set[str]) -> Iterator[str]:
    """Yields the names that a module gives to the wrappers that factories return: `guarded = guarding(ValueError)`."""
    for node in tree.walk(body):
        if isinstance(node, tree.Assign) and isinstance(node.value, tree.Call):
            if tree.last_name(node.value.function) in factories:
                yield from (tree.last_name(target) for target in node.targets)


def applied(body: list[Any], wrappers: set[str]) -> Iterator[str | None]:
    """Yields the functions that wrappers are applied to other than as decorators, by name; None for any at all."""
    decorators = {
        id(node)
        for inner in tree.walk(body)
        if isinstance(inner, (tree.Function, tree.Class))
        for decorator in inner.decorators
        for node in (decorator, getattr(decorator, "function", None))
    }
    defined = {node.name for node in tree.walk(body) if isinstance(node, tree.Function)}
    imports = [node for node in tree.walk(body) if isinstance(node, tree.ImportFrom)]
    defined |= {alias or name for node in imports for name, alias in node.names}
    if "*" in defined:  # what has no other meaning here is from there
        defined |= _read_in(body) - _set_in(body)
    seen: set[int] = set()
    for node in tree.walk(body):
        if isinstance(node, tree.Call) and tree.last_name(node.function) in wrappers and id(node) not in decorators:
            seen.add(id(node.function))
            given = node.arguments[0].value if node.arguments else None
            if isinstance(given, tree.Attribute) or (isinstance(given, tree.Name) and given.id in defined):
                yield tree.last_name(given)
            elif given is not None and not isinstance(given, (tree.Constant, tree.Lambda)):
                yield None
    for node in tree.walk(body):
        if isinstance(node, (tree.Name, tree.Attribute)) and tree.last_name(node) in wrappers:
            if id(node) not in decorators and id(node) not in seen:
                yield None


def _read_in(body: list[Any]) -> set[str]:
    return {node.id for node in tree.walk(body) if isinstance(node, tree.Name)}


def _set_in(body: list[Any]) -> set[str]:
    """Returns the names of parameters, and those that are assigned or looped over."""
    functions = [node for node in tree.walk(body) if isinstance(node, (tree.Function, tree.Lambda))]
    found = {parameter.name for function in functions for parameter in function.parameters}
    return found | {name for node in tree.walk(body) for name in _names(node)}


def _in(nodes: Any, catches: Catches, functions: list[Any], cls: Any, made: set[str]) -> Iterator[Boundary]:
    for node in nodes if isinstance(nodes, list) else tree.children(nodes):
        if isinstance(node, tree.Function):
            if node.deferred is None or "try" in node.deferred.text:
                yield from _in(node.body, catches, [node, *functions], cls, made)
            continue
        if isinstance(node, tree.Class):
            yield from _in(node.body, catches, [], node, made)
            continue
        if isinstance(node, tree.Try) and any(_deals_with(handler, catches) for handler in node.handlers):
            yield from _around(node, functions, cls, made)
        yield from _in(node, catches, functions, cls, made)


def _deals_with(handler: Any, catches: Catches) -> bool:
    """Whether a handler takes the errors; one for all that only cleans up and raises again does not."""
    if handler.type is not None and not catches(handler.type):
        return False
    raises = isinstance(handler.body[-1], tree.Raise) and handler.body[-1].value is None
    if not raises or (handler.type is not None and not _is_for_all(handler.type)):
        return True
    calls = [n for n in tree.walk(handler.body) if isinstance(n, tree.Call)]
    return any(tree.last_name(call.function) in _LOGGING for call in calls)


def _is_for_all(node: Any) -> bool:
    return tree.last_name(node) in ("Exception", "BaseException")


def _around(node: Any, functions: list[Any], cls: Any, made: set[str]) -> Iterator[Boundary]:
    function = functions[0] if functions else None
    for inner in tree.walk(node.body):
        if isinstance(inner, tree.Yield) and function is not None and not inner.delegates:
            names = {tree.last_name(getattr(d, "function", d)) for d in function.decorators}
            if not names & {*_MANAGERS}:  # such as a dependency of FastAPI
                yield Boundary()
        elif isinstance(inner, tree.Call):
            yield from _of_callee(inner.function, functions, cls, made)


def _of_callee(callee: Any, functions: list[Any], cls: Any, made: set[str]) -> Iterator[Boundary]:
    function = functions[0] if functions else None
    if isinstance(callee, tree.Attribute) and callee.name in _RUNS and isinstance(callee.base, tree.Name):
        callee = callee.base
    if isinstance(callee, tree.Name):
        for depth, around in enumerate(functions):
            is_bound = cls is not None and around is functions[-1] and not _is_static(around)
            if any(p.name == callee.id for p in around.parameters[1 if is_bound else 0 :]):
                yield Boundary(around) if depth == 0 else _wrapping(functions, depth)
                return
            if any(callee.id in _names(n) and _is_made(n) for n in tree.walk(around.body)):
                yield Boundary(None, functions[-1].name if depth < len(functions) - 1 and cls is None else None)
                return
        if callee.id in made:
            yield Boundary()
    elif isinstance(callee, tree.Attribute):
        yield from _of_method(callee, function, cls, made)
    elif isinstance(callee, tree.Call) and tree.last_name(callee.function) in _LOOKUPS:
        yield Boundary()
    elif isinstance(callee, tree.Subscript) and isinstance(callee.base, tree.Call):
        if tree.last_name(callee.base.function) in _LOOKUPS:
            yield Boundary()


def _wrapping(functions: list[Any], depth: int) -> Boundary:
    outermost = functions[-1].name
    return Boundary(None, outermost, outermost if depth < len(functions) - 1 else None)


def _is_static(function: Any) -> bool:
    return any(tree.last_name(decorator) == "staticmethod" for decorator in function.decorators)


def _of_method(callee: tree.Attribute, function: Any, cls: Any, made: set[str]) -> Iterator[Boundary]:
    base = callee.base
    if f".{callee.name}" in made and isinstance(base, tree.Name) and base.id not in ("self", "cls"):
        yield Boundary()
    elif isinstance(base, tree.Call) and tree.last_name(base.function) == "super":
        if cls is not None and cls.bases and callee.name != "__init__":
            yield Boundary(function)
    elif isinstance(base, tree.Name) and base.id == "self" and cls is not None and _is_passed_in(cls, callee.name):
        if function is not None and function.name == "__call__" and callee.name != "get_response":
            yield Boundary(None, cls.name)
        else:
            yield Boundary(function)


def _is_passed_in(cls: Any, name: str) -> bool:
    """Whether an attribute is what the initialiser was given."""
    for node in tree.walk(cls.body):
        if isinstance(node, tree.Assign) and isinstance(node.value, tree.Name):
            if any(isinstance(t, tree.Attribute) and t.name == name for t in node.targets):
                return True
    return False


def _is_made(node: Any) -> bool:
    """Whether a statement makes a callable in unknown code: `app = Typer()`, `fn, args = queue.get()`, `@command`."""
    if isinstance(node, tree.Function):
        return any(tree.last_name(getattr(d, "function", d)) in ("command", "group") for d in node.decorators)
    if isinstance(node, tree.For):
        return isinstance(node.iterable, (tree.Name, tree.Attribute, tree.Call))
    if not isinstance(node, tree.Assign):
        return False
    value = node.value.value if isinstance(node.value, tree.Await) else node.value
    return isinstance(value, tree.Call) and tree.last_name(value.function) not in ("int", "str", "dict", "list")


def _names(node: Any) -> list[str]:
    if isinstance(node, tree.Function):
        return [node.name]
    targets = node.targets if isinstance(node, tree.Assign) else [node.target] if isinstance(node, tree.For) else []
    elements = [e for t in targets for e in (t.elements if isinstance(t, tree.Sequence) else [t])]
    return [e.id for e in elements if isinstance(e, tree.Name)]
