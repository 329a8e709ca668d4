"""Which expression stands for the key at a place of the program: one that is at hand there, or what the project reads it from."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cko_lint.checkout.keys import SECRET
from cko_lint.evidence.named import environment_of_name
from cko_lint.evidence.names import kind_of_name, says_key, words
from cko_lint.findings import Location
from cko_lint.fixes import imports
from cko_lint.fixes.imports import Said
from cko_lint.fixes.key_names import variable
from cko_lint.fixes.module_text import ModuleText

_OURS = frozenset({"cko", "checkout"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Wanted(NamedTuple):
    """A key that is wanted: its kind and environment, and where the project has such a key from.

    `way` are the places that a key which the project sends elsewhere has passed, `source` and `name` what it is read from,
    `known` the variables that the project reads.
    """

    kind: str
    environment: str
    way: tuple[Location, ...]
    source: str
    name: str
    known: tuple[str, ...]


def expression(module: ModuleText, node: ast.expr, wanted: Wanted, quote: str) -> Said:
    """Returns how a key is written at a node; `quote` is the quotation mark for what stands inside of it."""
    at_hand = next(_at_hand(module, node, wanted), None)
    if at_hand is not None:
        return Said(at_hand)
    at, _ = module.span(node)
    if wanted.source == "setting":
        return imports.django_setting(module, at, wanted.name)
    if wanted.source == "environment":
        return imports.variable(module, at, wanted.name, quote)
    return imports.variable(module, at, variable(wanted.kind, wanted.environment, (), wanted.known), quote)


def _at_hand(module: ModuleText, node: ast.expr, wanted: Wanted) -> Iterator[str]:
    """Yields the expressions for a key that are there already, the nearest to what the project does first."""
    scope = _Scope(module, node)
    for location in reversed([place for place in wanted.way if place.path == module.path]):
        target = module.node_at(location, ast.Name) or module.node_at(location, ast.Attribute)
        if target is not None and scope.knows(target):
            yield module.source(target)
    candidates = [text for text, name in scope.expressions() if _is_wanted(name, wanted)]
    yield from sorted(candidates, key=lambda text: environment_of_name(text) is None)


def _is_wanted(name: str, wanted: Wanted) -> bool:
    kind = kind_of_name(name)
    if kind is None and wanted.kind == SECRET and says_key(name) and _OURS & set(words(name)):
        kind = SECRET
    return kind == wanted.kind and environment_of_name(name) in (None, wanted.environment or None)


class _Scope:
    """The names that are known at a node."""

    def __init__(self, module: ModuleText, node: ast.expr) -> None:
        self.module = module
        self.node = node
        self.functions = [outer for outer in module.around(node) if isinstance(outer, _FUNCTIONS)]
        self.cls = next((outer for outer in module.around(node) if isinstance(outer, ast.ClassDef)), None)

    def knows(self, target: ast.Name | ast.Attribute) -> bool:
        """Whether what is assigned at a target is there at the node, too."""
        if isinstance(target, ast.Attribute):
            is_own = isinstance(target.value, ast.Name) and target.value.id == self._receiver
            return is_own and self.cls is not None and self.cls in self.module.around(target)
        return self._is_before(target) and self.module.function(target) in (None, *self.functions[:1])

    def expressions(self) -> Iterator[tuple[str, str]]:
        """Yields what may hold a key, with the name that says so: parameters, attributes, variables, imported names."""
        for function in self.functions[:1]:
            arguments = function.args
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                yield argument.arg, argument.arg
        if self.cls is not None and self._receiver:
            yield from self._attributes(self.cls, self._receiver)
        yield from self._names()

    @property
    def _receiver(self) -> str:
        """The name of the object that the method around the node is called on."""
        methods = [function for function in self.functions if self.module.parent(function) is self.cls]
        is_plain = methods and not any(
            getattr(d, "id", "") in ("staticmethod", "classmethod") for d in methods[0].decorator_list
        )
        return methods[0].args.args[0].arg if is_plain and methods[0].args.args else ""

    def _attributes(self, cls: ast.ClassDef, receiver: str) -> Iterator[tuple[str, str]]:
        for node in ast.walk(cls):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                if isinstance(node.value, ast.Name) and node.value.id == receiver:
                    yield f"{receiver}.{node.attr}", node.attr
        for statement in cls.body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                yield f"{receiver}.{statement.target.id}", statement.target.id

    def _names(self) -> Iterator[tuple[str, str]]:
        modules: set[str] = set()
        for statement in self.module.tree.body:
            if not self._is_before(statement):
                continue
            for target in _targets(statement):
                yield target.id, target.id
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                names = [alias.asname or alias.name for alias in statement.names]
                modules |= set(names)
                yield from ((name, name) for name in names if isinstance(statement, ast.ImportFrom))
        for node in self.module.all(ast.Attribute):
            if isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name) and node.value.id in modules:
                yield f"{node.value.id}.{node.attr}", node.attr

    def _is_before(self, node: ast.expr | ast.stmt) -> bool:
        """Whether what a node does has been done at the other one: it stands above, or that is in a function."""
        if self.functions and self.module.function(node) is None:
            return True
        return node.lineno < self.node.lineno


def _targets(statement: ast.stmt) -> Sequence[ast.Name]:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    return [target for target in targets if isinstance(target, ast.Name)]
