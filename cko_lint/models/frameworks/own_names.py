"""Whether a name means the project's own function, class or object: what that does with an exception is known.

Read off the syntax of modules, through their imports: handlers are registered where the engine has not run anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint.interpreter.imports import dotted_name
from cko_lint.models.frameworks import boundaries
from cko_lint.project.modules import Module, Project
from cko_lint.syntax import tree

_MOST_STEPS = 12
"""Imports and calls between a name and what it means; more than that go round in a circle."""


class OwnNames:
    """The names of a project's modules."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def are(self, node: Any, module: Module) -> bool:
        """Whether an expression that is a dotted name means something of the project."""
        return self._is_own(dotted_name(node) or "", module, _MOST_STEPS)

    def home(self, node: tree.ImportFrom, module: Module, name: str = "") -> Module | None:
        """Returns the module of the project that a `from` import is of, or the one that it imports under a name."""
        dotted = ".".join(filter(None, (node.module, name)))
        if node.level:
            return self._project.relative(module, node.level, dotted)
        return self._project.named(dotted, module)

    def made_elsewhere(self, module: Module) -> Iterator[str]:
        """Yields the callables that a module imports and others have made in unknown code; with a dot, those of a module."""
        for node in tree.walk(module.parsed.body, lambda body: "import" in body.text):
            if isinstance(node, tree.ImportFrom):
                for name, alias in node.names:
                    yield from self._made_by(node, name, alias or name, module, set())
            elif isinstance(node, tree.Import):
                homes = [self._project.named(name, module) for name, _ in node.names]
                yield from (f".{name}" for home in homes if home for name in boundaries.made_in(home.parsed.body))

    def _made_by(self, node: tree.ImportFrom, name: str, bound: str, module: Module, seen: set[str]) -> Iterator[str]:
        home, inner = self.home(node, module), self.home(node, module, name)
        made = boundaries.made_in(home.parsed.body) if home is not None else set[str]()
        if name == "*":
            yield from made
        elif name in made:
            yield bound
            return
        if inner is not None and (home is None or not _binds(home, name)):
            yield from (f".{one}" for one in boundaries.made_in(inner.parsed.body))
        if home is not None and home.path not in seen:
            seen.add(home.path)
            for further in home.parsed.body:
                if not isinstance(further, tree.ImportFrom):
                    continue
                for original, alias in further.names:
                    if name == "*":
                        yield from self._made_by(further, original, alias or original, home, seen)
                    elif original == "*" or name == (alias or original):
                        wanted = name if original == "*" else original
                        yield from self._made_by(further, wanted, bound, home, seen)

    def _is_own(self, dotted: str, module: Module, steps: int) -> bool:
        first = dotted.split(".")[0]
        for node in tree.walk(module.parsed.body, lambda body: first in body.text):
            if isinstance(node, (tree.Function, tree.Class)) and node.name == first:
                return True
            if isinstance(node, tree.Assign) and assigns(node, first):
                if self._makes_own(node.value, first, module, steps):
                    return True
            elif isinstance(node, tree.ImportFrom) and any((alias or name) == first for name, alias in node.names):
                return self._is_imported(node, dotted, module, steps)
            elif isinstance(node, tree.Import):
                for name, alias in node.names:
                    if (alias or name.split(".")[0]) == first:
                        return self._is_in_module(name + dotted[len(first) :] if alias else dotted, module, steps)
        return False

    def _is_imported(self, node: tree.ImportFrom, dotted: str, module: Module, steps: int) -> bool:
        first, _, rest = dotted.partition(".")
        name = next(name for name, alias in node.names if (alias or name) == first)
        home, inner = self.home(node, module), self.home(node, module, name)
        if inner is not None and (home is None or not _binds(home, name)):
            return self._is_defined(inner, rest.split(".")[0], steps) if rest else True
        return home is not None and self._is_defined(home, name, steps)

    def _is_in_module(self, dotted: str, module: Module, steps: int) -> bool:
        parts = dotted.split(".")
        for length in range(len(parts), 0, -1):
            home = self._project.named(".".join(parts[:length]), module)
            if home is not None:
                return length == len(parts) or self._is_defined(home, parts[length], steps)
        return False

    def _is_defined(self, home: Module, name: str, steps: int) -> bool:
        return steps == 0 or not _binds(home, name) or self._is_own(name, home, steps - 1)

    def _makes_own(self, value: Any, name: str, module: Module, steps: int) -> bool:
        """Whether a name is given a constant, an object of a class of the project, or one that a function of it makes."""
        if isinstance(value, tree.Constant):
            return True
        made_by = (dotted_name(value.function) or "") if isinstance(value, tree.Call) else name
        if made_by.split(".")[0] in ("", name) or not self._is_own(made_by, module, steps):
            return False
        function = self._function(made_by, module, steps)
        return function is None or steps == 0 or all(self._are_own(*function, steps - 1))

    def _are_own(self, function: tree.Function, home: Module, steps: int) -> Iterator[bool]:
        """Yields for each value that a function returns whether it is the project's."""
        given = {
            name: node.value
            for node in tree.walk(function.body)
            if isinstance(node, tree.Assign)
            for name in _names(node)
        }
        for node in tree.walk(function.body):
            if isinstance(node, tree.Return) and node.value is not None:
                value = given.get(node.value.id) if isinstance(node.value, tree.Name) else node.value
                yield value is None or not isinstance(value, tree.Call) or self._makes_own(value, "", home, steps)

    def _function(self, dotted: str, module: Module, steps: int) -> tuple[tree.Function, Module] | None:
        """Returns the function of the project that a name without dots means."""
        for node in tree.walk(module.parsed.body, lambda body: dotted in body.text):
            if isinstance(node, tree.Function) and node.name == dotted:
                return node, module
            if isinstance(node, tree.ImportFrom) and steps:
                for name, alias in node.names:
                    home = self.home(node, module) if (alias or name) == dotted else None
                    if home is not None:
                        return self._function(name, home, steps - 1)
        return None


def assigns(node: Any, name: str) -> bool:
    """Whether an assignment gives a variable a value."""
    return name in _names(node)


def _names(node: tree.Assign) -> list[str]:
    return [target.id for target in node.targets if isinstance(target, tree.Name)]


def _binds(module: Module, name: str) -> bool:
    """Whether the body of a module defines, assigns or imports a name."""
    for node in module.parsed.body:
        if isinstance(node, (tree.Function, tree.Class)) and node.name == name:
            return True
        if isinstance(node, tree.Assign) and assigns(node, name):
            return True
        if isinstance(node, tree.ImportFrom) and any((alias or imported) == name for imported, alias in node.names):
            return True
    return False
