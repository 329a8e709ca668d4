"""What functions change of the objects that requests were made of, besides what their text names.

The functions that send have been run. What else mentions the same globals and attributes is run here, for its changes alone.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import entry_points, lookup
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.indirect_changes import gives, indirect_changes, set_outside
from cko_lint.interpreter.usage import Changed, Holder
from cko_lint.project.modules import Module, Project
from cko_lint.project.slice import Slice
from cko_lint.sources.path_roles import is_test

_MOST_SHARED = 200
"""Of the globals whose objects functions share, and of what gives these out, how many are followed."""

Budgeted = Callable[[entry_points.EntryPoint, Callable[[], None]], None]
"""Runs what starts an entry point, unless that was started before, and undoes it."""


class SharedObjects:
    """The users of what the functions that send have read; `receivers` are the objects whose methods were run."""

    def __init__(
        self, engine: Engine, project: Project, part: Slice, receivers: list[v.Instance], aside: Budgeted
    ) -> None:
        self._engine = engine
        self._project = project
        self._slice = part
        self._receivers = receivers
        self._aside = aside

    def changed(self, read: dict[Holder, dict[int, Any]], kinds: tuple[type, ...]) -> Changed:
        """Returns what functions change, of what was read of some types, without naming it."""
        wanted = {
            holder: list(contents.values())
            for holder, contents in read.items()
            if any(isinstance(content, kinds) for content in contents.values())
        }
        self._run_users(sorted(holder for holder in wanted if isinstance(holder[0], str)))
        self._run_methods(wanted.keys())
        usage = self._engine.usage
        outside = set_outside(usage) if issubclass(v.Instance, kinds) else {}
        return indirect_changes(usage, wanted) | outside

    def _run_users(self, read: Iterable[Holder]) -> None:
        """Runs the functions that mention globals, or what gives their objects out: another global, or a function."""
        pending = deque(read)
        seen = set(pending)
        while pending and len(seen) < _MOST_SHARED:
            for path, names in self._slice.users(*pending.popleft()).items():
                if not is_test(os.path.basename(path)):
                    module = self._project.load(path)
                    givers = {(path, name) for name in self._run_mentioning(module, names)} - seen
                    seen |= givers
                    pending += sorted(givers)

    def _run_mentioning(self, module: Module, names: frozenset[str]) -> Iterator[str]:
        """Runs the functions of a module that mention names; yields what gives out what these stand for."""
        yield from self._slice.globals_mentioning(module.path, names)
        functions = self._slice.mentioning(module.path, names) | names
        for entry_point in list(entry_points.functions(self._engine, module, functions)):
            self._run(entry_point)
            if gives(entry_point.node, names):
                yield entry_point.name
        methods = self._slice.classes_mentioning(module.path, names)
        for entry_point in list(entry_points.methods(self._engine, module, partial(_listed, methods))):
            self._run(entry_point)

    def _run_methods(self, read: Collection[Holder]) -> None:
        """Runs the methods that mention attributes of their own class."""
        bases = (base for receiver in self._receivers for base in lookup.mro(receiver.cls))
        for cls in {id(base): base for base in bases if isinstance(base, v.ClassValue)}.values():
            names = frozenset(name for node, name in read if node == id(cls.node))
            mentioning = self._slice.classes_mentioning(cls.module.path, names) if names else {}
            methods = {name: found for name, found in mentioning.items() if name.rpartition(".")[2] == cls.node.name}
            if methods:
                for entry_point in list(entry_points.methods(self._engine, cls.module, partial(_listed, methods))):
                    self._run(entry_point)

    def _run(self, entry_point: entry_points.EntryPoint) -> None:
        self._aside(entry_point, partial(_run_for_changes, self._engine, entry_point))


def _run_for_changes(engine: Engine, entry_point: entry_points.EntryPoint) -> None:
    try:
        entry_points.run(engine, entry_point)
    except (Exhausted, RecursionError):
        return


def _listed(methods: dict[str, frozenset[str]], cls: str) -> frozenset[str]:
    return methods.get(cls, frozenset())
