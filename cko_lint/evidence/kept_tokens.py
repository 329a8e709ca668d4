"""Where a program keeps a token that it sends again and again: by which assignment, or by which function with a cache."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cko_lint import values as v
from cko_lint.evidence.names import words
from cko_lint.project.modules import Module
from cko_lint.syntax import tree

Statements = tuple[Any, ...]


class Keeper(NamedTuple):
    """What keeps a value: the target of an assignment or a cached function, its name, and the statements around it."""

    module: Module
    node: Any
    name: str
    around: Statements

    @property
    def function(self) -> Any:
        """The innermost function around it; None in the body of a module or class."""
        return next((s for s in reversed(self.around) if isinstance(s, tree.Function)), None)

    @property
    def of_class(self) -> str | None:
        """The class whose objects each keep one; None for what there is only one of."""
        if not isinstance(self.node, tree.Function) and root_of(self.node) != "self":
            return None
        return next((s.name for s in reversed(self.around) if isinstance(s, tree.Class)), None)


def keeper_of(origin: v.Origin | None) -> Keeper | None:
    """Returns what keeps a value beyond the call that has got it, by the way that the value came."""
    for step in origin.chain() if origin is not None else ():
        if step.kind in ("variable", "attribute", "key") and step.node is not None:
            found = Keeper(step.module, step.node, step.name, _around(step.module, step.node))
            if _is_kept(found) and (found.function is None or _happens_once(found)):
                return found
    return None


def cached(function: v.FunctionValue) -> Keeper | None:
    """Returns a function as what keeps its result, if it has a cache without an end."""
    node = function.node
    decorators = getattr(node, "decorators", ())
    if len(getattr(node, "parameters", ())) > (1 if function.owner is not None else 0):
        return None  # what is kept depends on an argument, which may be the time
    if not any(is_cache(decorator, function.module) for decorator in decorators):
        return None
    return Keeper(function.module, node, node.name, _around(function.module, node))


def is_cache(decorator: Any, module: Module) -> bool:
    """Whether a decorator is one of the caches of `functools`, which never end by themselves."""
    called = decorator.function if isinstance(decorator, tree.Call) else decorator
    if isinstance(called, tree.Attribute):
        return called.name in _CACHES and tree.last_name(called.base) == "functools"
    return isinstance(called, tree.Name) and called.id in _CACHES and called.id in _of_functools(module)


_CACHES = frozenset({"lru_cache", "cache", "cached_property"})


def _of_functools(module: Module) -> set[str]:
    imports = (s for s in module.parsed.body if isinstance(s, tree.ImportFrom) and s.module == "functools")
    return {name for statement in imports for name, _ in statement.names}


def _around(module: Module, node: Any) -> Statements:
    """Returns the statements that a node stands in, the outermost first."""
    line = module.span(node)[0]
    found: list[Any] = []
    body: Any = module.parsed.body
    while True:
        inner = next((s for s in body if module.span(s)[0] <= line <= module.span(s)[2]), None)
        if inner is None or inner is node:
            return tuple(found)
        found.append(inner)
        body = [statement for block in tree.blocks(inner) for statement in block]


# ------------------------------------------------------------------ is it kept?


def _is_kept(keeper: Keeper) -> bool:
    """Whether a target is more than a variable of a call."""
    node, function = keeper.node, keeper.function
    if isinstance(node, tree.Name):
        return function is None or any(isinstance(s, tree.Global) and node.id in s.names for s in _inside(function))
    if isinstance(node, tree.Subscript):
        is_of_module = root_of(node) in _assigned_in(keeper.module) and root_of(node) not in _locals(function)
        return is_of_module or (root_of(node) == "self" and keeper.of_class is not None)
    return isinstance(node, tree.Attribute) and _belongs(node.base, keeper)


def root_of(node: Any) -> str:
    """Returns the name that a target begins with: `self` of `self.session.headers["Authorization"]`."""
    while isinstance(node, (tree.Attribute, tree.Subscript)):
        node = node.base
    return str(node.id) if isinstance(node, tree.Name) else ""


def _locals(function: Any) -> set[str]:
    """Returns the names that a function sets itself."""
    assigned = (s for s in _inside(function) if isinstance(s, tree.Assign)) if function is not None else ()
    names = {target.id for s in assigned for target in s.targets if isinstance(target, tree.Name)}
    return names | {parameter.name for parameter in getattr(function, "parameters", ())}


def is_lasting(module: Module, target: Any) -> bool:
    """Whether the variable that is a target is one of a module or class, and not of a call."""
    return _is_kept(Keeper(module, target, "", _around(module, target)))


def _belongs(base: Any, keeper: Keeper) -> bool:
    """Whether an object whose attribute is set is one of the method that sets it, a class, a global, or an application's state."""
    if isinstance(base, tree.Attribute) and base.name == "state" and "app" in tree.last_name(base.base):
        return True
    root, classes = root_of(base), [s.name for s in keeper.around if isinstance(s, tree.Class)]
    if classes and root in ("self", "cls", *classes):
        return True
    return root in _shared_in(keeper.module) and root not in _locals(keeper.function)


def _inside(function: Any) -> Iterator[Any]:
    return tree.walk(function.body)


def _assigned_in(module: Module) -> set[str]:
    assigned = (s for s in module.parsed.body if isinstance(s, tree.Assign))
    return {target.id for s in assigned for target in s.targets if isinstance(target, tree.Name)}


def _shared_in(module: Module) -> set[str]:
    """Returns the globals of a module other than those that each thread has for itself."""
    assigned = (s for s in module.parsed.body if isinstance(s, tree.Assign) and not _is_local(s.value))
    return {target.id for s in assigned for target in s.targets if isinstance(target, tree.Name)}


def _is_local(value: Any) -> bool:
    """Whether a value is one that each thread, or each request, has for itself."""
    return isinstance(value, tree.Call) and "local" in tree.last_name(value.function).lower()


# -------------------------------------------------------------- is it set once?

_MOST_STEPS = 2
"""Calls between the test and the function that sets what is kept."""
_AT_THE_START = frozenset({"connect", "init", "lifespan", "ready", "setup", "start", "startup"})
_ONCE = re.compile(
    r"start|init|lifespan|context|connect|ready|serving|setup|on_event|listen|receiver|(?:class|static)method"
)


def _happens_once(keeper: Keeper, steps: int = _MOST_STEPS) -> bool:
    """Whether a function sets what is kept at the start of something, or only while there is nothing."""
    function = keeper.function
    if function is None or _is_start(function):
        return not any(isinstance(s, (tree.If, tree.While, tree.For)) for s in _below(keeper))
    if any(isinstance(s, (tree.While, tree.For)) for s in _below(keeper)):
        return False
    tests = [s.test for s in _below(keeper) if isinstance(s, tree.If)]
    if tests:
        return all(_asks_only(test, keeper) for test in tests)
    if any(isinstance(s, tree.Try) and _looks_first(s, keeper) for s in _below(keeper)):
        return True
    blocks = [function.body, *(s.body for s in _below(keeper) if isinstance(s, (tree.With, tree.Try)))]
    if any(_returns_early(statement, keeper) for block in blocks for statement in block):
        return True
    return steps > 0 and _is_called_once(keeper, steps - 1)


def _is_called_once(keeper: Keeper, steps: int) -> bool:
    """Whether a private function that sets what is kept is only called, and that at a start or while there is nothing."""
    module, function = keeper.module, keeper.function
    if not function.name.startswith("_") or not all(map(_is_kind_of_method, function.decorators)):
        return False
    nodes = list(tree.walk(module.parsed.body))
    named = [n for n in nodes if isinstance(n, (tree.Name, tree.Attribute)) and tree.last_name(n) == function.name]
    calls = [n for n in nodes if isinstance(n, tree.Call) and any(n.function is one for one in named)]
    around = (Keeper(module, keeper.node, keeper.name, _around(module, call)) for call in calls)
    is_only_called = 0 < len(calls) == len(named)
    return is_only_called and all(one.function is not None and _happens_once(one, steps) for one in around)


def _is_kind_of_method(decorator: Any) -> bool:
    return tree.last_name(decorator) in ("classmethod", "staticmethod")


def _is_start(function: Any) -> bool:
    """Whether a function is run at the start, by its name, and only then: no decorator may run it again and again."""
    is_named = function.name == "create_app" or not _AT_THE_START.isdisjoint(words(function.name))
    called = (d.function if isinstance(d, tree.Call) else d for d in function.decorators)
    return is_named and all(_ONCE.search(tree.last_name(decorator)) for decorator in called)


def _below(keeper: Keeper) -> Statements:
    """Returns the statements between the innermost function and what keeps the value."""
    at = max((i for i, s in enumerate(keeper.around) if isinstance(s, tree.Function)), default=-1)
    return keeper.around[at + 1 :]


def _looks_first(statement: Any, keeper: Keeper) -> bool:
    """Whether a `try` looks for what is kept, and sets it where it is not there."""
    caught = {tree.last_name(handler.type) for handler in statement.handlers if handler.type is not None}
    is_read = any(isinstance(n, (tree.Subscript, tree.Attribute)) and root_of(n) == root_of(keeper.node)
                  for n in tree.walk(statement.body))  # fmt: skip
    return is_read and not caught.isdisjoint(("KeyError", "AttributeError"))


def _returns_early(statement: Any, keeper: Keeper) -> bool:
    ends = isinstance(statement, tree.If) and any(isinstance(s, tree.Return) for s in statement.body)
    return ends and _asks_only(statement.test, keeper)


_ASKING = frozenset({"hasattr", "getattr", "get", "len", "self", "cls"})


def _asks_only(test: Any, keeper: Keeper) -> bool:
    """Whether a test asks for nothing but what is kept."""
    nodes = list(tree.walk(test))
    words = {n.id for n in nodes if isinstance(n, tree.Name)} | {n.name for n in nodes if isinstance(n, tree.Attribute)}
    words |= {n.value for n in nodes if isinstance(n, tree.Constant) and isinstance(n.value, str)}
    own = {n.id for n in tree.walk(keeper.node) if isinstance(n, tree.Name)}
    kept = {keeper.name, *(n.name for n in tree.walk(keeper.node) if isinstance(n, tree.Attribute))}
    return not kept.isdisjoint(words) and words <= {*kept, "", *own, *_ASKING}
