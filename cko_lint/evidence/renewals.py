"""Whether a program that keeps a token ever gets a new one, and whether it runs long enough to need one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cko_lint.evidence.kept_tokens import Keeper, is_cache, is_lasting
from cko_lint.project.modules import Module
from cko_lint.project.surroundings import Surroundings
from cko_lint.sources.kinds import NOTEBOOK, kind_of
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

# What a program asks that knows when a token ends, or that limits how long it keeps one.
_TIME = re.compile(
    r"expir|\bttl|ttl_|_ttl|TTL|\btime\.(?:time|monotonic)\b|\bmonotonic\(|\.(?:now|utcnow)\(|timedelta|max_?age|cache_clear"
    r"|invalidat|refresh|renew|setex|until|lifetime|stale|schedule|apscheduler|\bTimer\(",
    re.IGNORECASE,
)
_SUPPRESSION = re.compile(
    r"#\s*(?:cko-lint|noqa)\s*:[^\n]*", re.IGNORECASE
)  # it names the rule, which says `refreshed`
_REFUSED = re.compile(r"\b401\b|unauthorized", re.IGNORECASE)
_LIVING = re.compile(
    r"^\s*(?:from|import)\s+(?:flask|fastapi|starlette|django|rest_framework|sanic|quart|tornado|bottle|falcon|pyramid|litestar"
    r"|celery|rq|dramatiq|huey|arq|aiohttp\s+import\s+web|aiohttp\.web|grpc|uvicorn|ninja|channels|faust)\b",
    re.MULTILINE,
)


def lives_on(keeper: Keeper, modules: Sequence[Module], around: Surroundings) -> bool:
    """Whether what keeps a value belongs to a program that does not end: a web application or a worker, or to a library.

    `around` are the files of the project that are no modules.
    """
    if is_test(keeper.module.shown) or kind_of(keeper.module.path) == NOTEBOOK:
        return False
    if keeper.of_class is not None and _is_of_library(keeper, modules, around):
        return True
    if keeper.of_class is not None and not any(_makes_one(module, keeper.of_class) for module in modules):
        return False
    return any(_LIVING.search(module.parsed.text) for module in [keeper.module, *_users(keeper.module, modules)])


def _is_of_library(keeper: Keeper, modules: Sequence[Module], around: Surroundings) -> bool:
    """Whether a class belongs to a published package whose own code never creates an object of it.

    Programs that use the package may then keep such an object for a long time.
    """
    folder = os.path.dirname(keeper.module.path)
    is_package = around.has_module(os.path.join(folder, "__init__.py"))
    files = (os.path.join(around.root, name) for name in ("pyproject.toml", "setup.py", "setup.cfg"))
    is_published = any(map(around.has_file, files))
    tested = (module for module in modules if not is_test(module.shown))
    return is_package and is_published and not any(_calls(m.parsed.body, str(keeper.of_class)) for m in tested)


def _makes_one(module: Module, cls: str) -> bool:
    """Whether a module makes an object of a class that stays: in its body, or in a function with a cache."""
    for statement in module.parsed.body:
        made = statement.value if isinstance(statement, tree.Assign) else None
        if isinstance(statement, tree.Function):
            made = [s.value for s in tree.walk(statement.body) if isinstance(s, tree.Assign) and _is_of_application(s)]
            if any(is_cache(decorator, module) for decorator in statement.decorators):
                made = statement.body
        if made and _calls(made, cls):
            return True
    return False


def _is_of_application(statement: Any) -> bool:
    return any(isinstance(t, tree.Attribute) and tree.last_name(t.base) == "state" for t in statement.targets)


def _calls(node: Any, name: str) -> bool:
    return any(isinstance(n, tree.Call) and tree.last_name(n.function) == name for n in tree.walk(node))


def _users(keeper: Module, modules: Sequence[Module]) -> list[Module]:
    """Returns the modules that import one, and those that import these."""
    found, pending = [keeper], [keeper]
    while pending:
        name = re.escape(_name_of(pending.pop()))
        naming = re.compile(rf"^\s*(?:from|import)\b[^#\n]*\b{name}\b", re.MULTILINE)
        for module in modules:
            if module not in found and naming.search(module.parsed.text):
                found.append(module)
                pending.append(module)
    return found[1:]


_IMPORT = re.compile(r"^\s*(?:from|import)\b(?:[^\n(]*\([^)]*\)|.*)", re.MULTILINE)


def _imported(near: Sequence[Module], modules: Iterable[Module]) -> Iterator[Module]:
    """Yields the modules that those near import, as far as a word of their import lines tells; only these are parsed."""
    words = {word for m in near for line in _IMPORT.findall(m.parsed.text) for word in re.findall(r"\w+", line)}
    return (module for module in modules if _name_of(module) in words and module not in near)


def _name_of(module: Module) -> str:
    parts = module.path.removesuffix(".py").split("/")
    return parts[-2] if parts[-1] == "__init__" and len(parts) > 1 else parts[-1]


def is_renewed(keeper: Keeper, modules: Sequence[Module], naming: Iterable[Module]) -> bool:
    """Whether anything in a program may see that what is kept has ended, or puts something else in its place.

    `naming` are the modules of the whole project, in the slice or not, that mention the name of what keeps it.
    """
    near = [keeper.module, *_users(keeper.module, modules)]
    if any(_TIME.search(_SUPPRESSION.sub("", module.parsed.text)) for module in near):
        return True
    around = [*near, *_imported(near, naming)]
    return any(_reacts_to_refusal(module, keeper) or any(_other_changes(module, keeper)) for module in around)


def _reacts_to_refusal(module: Module, keeper: Keeper) -> bool:
    """Whether what follows a test for a 401 names what keeps the value, or the function that does."""
    names = [keeper.name, *([keeper.function.name] if keeper.function is not None else [])]
    using = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names if name != "__init__") or r"\Z")
    for match in _REFUSED.finditer(module.parsed.text):
        following = module.parsed.text[match.end() : match.end() + 600].split("\ndef ")[0].split("\n    def ")[0]
        if using.search(following):
            return True
    return False


def _other_changes(module: Module, keeper: Keeper) -> Iterator[Any]:
    """Yields what else sets or deletes something of that name, but for what says that there is nothing yet."""
    is_cache = isinstance(keeper.node, tree.Function)  # what is assigned to that name elsewhere is another thing
    later = _run_later(module)
    for node in tree.walk(module.parsed.body):
        if isinstance(node, tree.Assign) and not is_cache and (id(node) in later or not _is_nothing(node.value)):
            yield from (t for t in node.targets if t is not keeper.node and _is_same(t, keeper, module))
        elif isinstance(node, tree.Delete):
            yield from (t for t in node.targets if _is_same(t, keeper, module))
        elif isinstance(node, tree.Call) and _takes_away(node, keeper):
            yield node


def _takes_away(call: tree.Call, keeper: Keeper) -> bool:
    """Whether a call sets or deletes what is kept: `delattr(x, "token")`, `TOKENS.clear()`, `x.__dict__.pop("token")`."""
    name = tree.last_name(call.function)
    is_named = any(isinstance(a.value, tree.Constant) and a.value.value == keeper.name for a in call.arguments)
    if name in _BY_NAME:
        return is_named
    if name not in ("clear", "pop") or not isinstance(call.function, tree.Attribute):
        return False
    holder = _holder(call.function.base)
    return holder in _bases(keeper) or (holder == "__dict__" and (is_named or name == "clear"))


_BY_NAME = frozenset({"delattr", "setattr", "__delattr__", "__delitem__", "__setattr__"})


def _holder(base: Any) -> str:
    """Returns the last name of what a method is called on; `vars(x)` is the `__dict__` of x."""
    is_vars = isinstance(base, tree.Call) and tree.last_name(base.function) == "vars"
    return "__dict__" if is_vars else tree.last_name(base)


def _is_nothing(value: Any) -> bool:
    """Whether an assignment puts nothing there: in a body, or in an initialiser, there is nothing yet."""
    return value is None or (isinstance(value, tree.Constant) and not value.value)


def _run_later(module: Module) -> set[int]:
    """Returns the nodes of functions that are no initialiser, by their identity."""
    functions = (n for n in tree.walk(module.parsed.body) if isinstance(n, tree.Function) and n.name != "__init__")
    return {id(node) for function in functions for node in tree.walk(function.body)}


def _is_same(target: Any, keeper: Keeper, module: Module) -> bool:
    """Whether a target is the one that keeps the value, as far as its name tells."""
    if isinstance(target, tree.Sequence):
        return any(_is_same(element, keeper, module) for element in target.elements)
    if isinstance(target, tree.Subscript):
        is_key = isinstance(target.index, tree.Constant) and target.index.value == keeper.name
        return is_key and tree.last_name(target.base) in _bases(keeper)
    if isinstance(target, tree.Attribute):
        return target.name == keeper.name and not isinstance(keeper.node, tree.Subscript)
    return isinstance(target, tree.Name) and target.id == keeper.name and is_lasting(module, target)


def _bases(keeper: Keeper) -> set[str]:
    return {tree.last_name(keeper.node.base)} if isinstance(keeper.node, tree.Subscript) else set()
