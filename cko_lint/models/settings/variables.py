"""What a program itself puts into the environment: `os.environ["NAME"] = …`, `setdefault`, `update`.

What the body of a module puts there is in effect for the module's own functions, for what these call, and for the modules that
import it. What a function puts there is in effect until the entry point that has called it ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import mappings
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Call, Frame
from cko_lint.logic.conditions import ALWAYS
from cko_lint.models.settings import environment
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

ENVIRON = v.External("os.environ")
_OLDER_THAN_ROOTS = -(10**11)


class Variables:
    """The variables that a program has set so far, by the module whose body did it, or by what runs now."""

    def __init__(self) -> None:
        self._by_module: dict[str, v.Mapping] = {}
        self._now = _empty()
        self._imported: dict[str, list[str]] = {}

    def keep(self, engine: Engine, name: Any, value: v.Value, node: Any, frame: Frame) -> None:
        """Notes that a variable is set; what a test sets says nothing of the program."""
        if is_test(os.path.basename(frame.module.path)):
            return
        mapping = (
            self._now if engine.entry_point is not None else self._by_module.setdefault(frame.module.path, _empty())
        )
        if isinstance(name, str):
            engine.put(mapping, name, originate(value, "key", name, frame.module, node))
        else:  # it may be any of those that are known
            engine.open(mapping)
            for known in list(mapping.entries):
                engine.put(mapping, known, v.unknown("environment", known))

    def update(self, engine: Engine, call: Call) -> None:
        """`os.environ.update(…)`."""
        given: v.Mapping = engine.new(v.Mapping(dict(call.arguments.keywords), call.arguments.open))
        for value in call.arguments.positional:
            mappings.update(engine, given, value)
        for name, value in given.entries.items():
            self.keep(engine, name, value, call.node, call.frame)
        if given.open:
            self.keep(engine, None, v.NONE, call.node, call.frame)

    def set_default(self, engine: Engine, call: Call) -> None:
        """`os.environ.setdefault(name, value)`: what the variable is, or else the default."""
        name = mappings.key_of(call.arguments.positional[0][0].content) if call.arguments.positional else None
        self.keep(engine, name, environment.getenv(engine, call), call.node, call.frame)

    def remove(self, engine: Engine, call: Call) -> None:
        """`del os.environ[name]`: from here on it is as if the program had not set it."""
        name = mappings.key_of(call.arguments.positional[0][0].content) if call.arguments.positional else None
        for mapping in self._in_effect(engine, call.frame):
            if name in mapping.entries:
                engine.put(mapping, name, v.only(v.ABSENT))

    def read(self, engine: Engine, name: v.Value, otherwise: v.Value, frame: Frame) -> v.Value:
        """Returns what a variable is that the program may have set; `otherwise` is what it is where that has not."""
        text = v.text_of(name[0].content) if len(name) == 1 else None
        if text is None:
            return otherwise
        for mapping in self._in_effect(engine, frame):
            entry = mapping.entries.get(text)
            if entry is None and mapping.open:
                return v.unknown("environment", text)
            if entry is not None:
                otherwise = v.union(
                    v.restrict(otherwise, a.condition) if a.content is v.ABSENT else (a,)
                    for a in v.feasible(entry, engine.path)
                )
        return otherwise

    def _in_effect(self, engine: Engine, frame: Frame) -> Iterator[v.Mapping]:
        """Yields what has been set for code of a module, the least certain first."""
        modules = [frame.module, *(function.module for function, _ in engine.stack.calls[:1])]
        paths = dict.fromkeys(path for module in modules for path in (*self._imports(engine, module), module.path))
        for path in paths:
            if path in self._by_module:
                yield self._by_module[path]
        yield self._now

    def _imports(self, engine: Engine, module: Module) -> list[str]:
        """Returns the files that a module imports at its top."""
        if not self._by_module:
            return []
        if module.path not in self._imported:
            self._imported[module.path] = list(_imported(engine, module))
        return self._imported[module.path]


def _imported(engine: Engine, module: Module) -> Iterator[str]:
    for node in module.parsed.body:
        named: list[Module | None] = []
        if isinstance(node, tree.Import):
            named = [engine.project.named(name, module) for name, _ in node.names]
        elif isinstance(node, tree.ImportFrom):
            for name, _ in node.names:
                for dotted in (node.module, f"{node.module}.{name}" if node.module else name):
                    relative = engine.project.relative(module, node.level, dotted) if node.level else None
                    named.append(relative or (engine.project.named(dotted, module) if not node.level else None))
        yield from (found.path for found in named if found is not None and found is not module)


def _empty() -> v.Mapping:
    made = v.Mapping()
    made.made_at, made.base = _OLDER_THAN_ROOTS, ALWAYS
    return made
