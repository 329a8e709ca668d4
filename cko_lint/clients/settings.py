"""Settings of frameworks: `django.conf.settings`, and the objects that Flask's `app.config` is filled from."""

from __future__ import annotations

import os
import re

from cko_lint.flow import attributes, expressions, imports
from cko_lint.flow import values as v
from cko_lint.flow.conditions import when
from cko_lint.flow.engine import Engine, Frame
from cko_lint.flow.project import Module
from cko_lint.flow.symbols import symbol
from cko_lint.syntax import tree

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
                found.append(
                    value if len(modules) == 1 else v.restrict(value, when(symbol("==", atom, module.name), True))
                )
        return v.union(found) if found else outside

    def _found(self, engine: Engine, importer: Module) -> list[Module]:
        root = engine.project.root_of(importer.path)
        if root not in self._modules:
            self._modules[root] = self._search(engine, importer, root)
        return self._modules[root]

    def _search(self, engine: Engine, importer: Module, root: str) -> list[Module]:
        for path in engine.project.containing(root, (b"DJANGO_SETTINGS_MODULE",)):
            match = _NAMED.search(engine.project._text(path))
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


class FlaskConfig:
    """What `app.config.from_object(…)` is given in a project: classes and modules, by name or as they are."""

    def __init__(self) -> None:
        self._sources: dict[str, v.Value] = {}

    def get(self, engine: Engine, name: str, frame: Frame) -> v.Value | None:
        """Returns `app.config[name]`, or None if no source in sight has it."""
        found = []
        for alternative in self._found(engine, frame.module):
            content = alternative.content
            if isinstance(content, v.ModuleValue):
                value = imports.member(engine, content.module, name)
            else:
                value = attributes.of_content(engine, content, name, None, frame)
                value = tuple(a for a in value if getattr(a.content, "kind", "") != "attribute") or None
            if value is not None:
                found.append(v.restrict(value, alternative.condition))
        return v.union(found) or None

    def _found(self, engine: Engine, importer: Module) -> v.Value:
        root = engine.project.root_of(importer.path)
        if root not in self._sources:
            self._sources[root] = ()  # while they are looked for
            self._sources[root] = v.union(self._search(engine, root))
        return self._sources[root]

    def _search(self, engine: Engine, root: str) -> list[v.Value]:
        found = []
        for path in engine.project.containing(root, (b"from_object(",)):
            module = engine.project.load(path)
            for node in tree.walk(module.parsed.body) if module is not None else ():
                if (
                    isinstance(node, tree.Call)
                    and getattr(node.function, "name", "") == "from_object"
                    and node.arguments
                ):
                    assert module is not None
                    found.append(self._source(engine, module, node.arguments[0].value))
        return found

    def _source(self, engine: Engine, module: Module, node: object) -> v.Value:
        if isinstance(node, tree.Constant) and isinstance(node.value, str):
            holder, _, name = node.value.rpartition(".")
            whole = engine.project.named(node.value, module)
            if whole is not None:
                return v.only(v.ModuleValue(whole))
            inside = engine.project.named(holder, module) if holder else None
            return (imports.member(engine, inside, name) if inside is not None else None) or ()
        value = expressions.evaluate(engine, node, imports.frame_of(engine, module))
        return tuple(a for a in value if isinstance(a.content, (v.ClassValue, v.Instance, v.ModuleValue)))
