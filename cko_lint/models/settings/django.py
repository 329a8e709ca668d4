"""Django's settings: what `django.conf.settings` has."""

from __future__ import annotations

import os

from cko_lint import values as v
from cko_lint.interpreter import imports
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import equals, symbol
from cko_lint.project.django import settings_files
from cko_lint.project.modules import Module


class DjangoSettings:
    """The settings modules of a project, found once for each of its roots."""

    def __init__(self) -> None:
        self._modules: dict[str, list[Module]] = {}

    def get(self, engine: Engine, name: str, frame: Frame) -> v.Value:
        """Returns a setting: from the named module, or from each module that looks like one."""
        outside = v.unknown("setting", "django", name)
        modules = self._found(engine, frame.module)
        found = []
        atom = symbol("settings module")
        for module in modules:
            value = imports.member(engine, module, name)
            if value is not None:
                found.append(value if len(modules) == 1 else v.restrict(value, when(equals(atom, module.name), True)))
        return v.union(found) if found else outside

    def _found(self, engine: Engine, importer: Module) -> list[Module]:
        root = engine.project.root_of(importer.path)
        if root not in self._modules:
            self._modules[root] = self._search(engine, importer, root)
        return self._modules[root]

    def _search(self, engine: Engine, importer: Module, root: str) -> list[Module]:
        project = engine.project
        here = os.path.dirname(importer.path)

        def resolve(folder: str, level: int, dotted: str) -> str | None:
            return project.path_of(folder, level, dotted) or project.path_of(here, level, dotted)

        for path in settings_files(project.index, resolve):
            return [project.load(path)]
        named = []
        for path in project.files(root):
            folder, file = os.path.split(path)
            if file == "settings.py" or (os.path.basename(folder) == "settings" and file != "__init__.py"):
                named.append(project.load(path))
        return named[:8]
