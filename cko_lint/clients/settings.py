"""Django's settings: what `django.conf.settings` has."""

from __future__ import annotations

import os
import re

from cko_lint.flow import imports
from cko_lint.flow import values as v
from cko_lint.flow.engine import Engine, Frame
from cko_lint.flow.project import Module
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import equals, symbol

_NAMED = re.compile(rb"DJANGO_SETTINGS_MODULE[\"']?\s*[,=\]:)]+\s*[\"']?([A-Za-z_][\w.]*)")


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
        for path in engine.project.containing(root, (b"DJANGO_SETTINGS_MODULE",)):
            match = _NAMED.search(engine.project.text(path))
            module = self._named(engine, match[1].decode(), path, importer) if match else None
            if module is not None:
                return [module]
        named = []
        for path in engine.project.files(root):
            folder, file = os.path.split(path)
            if file == "settings.py" or (os.path.basename(folder) == "settings" and file != "__init__.py"):
                module = engine.project.load(path)
                if module is not None:
                    named.append(module)
        return named[:8]

    def _named(self, engine: Engine, dotted: str, path: str, importer: Module) -> Module | None:
        starter = engine.project.load(path) or importer
        return engine.project.named(dotted, starter) or engine.project.named(dotted, importer)
