"""Who imports whom, and which class a name stands for: read off outlines, without running anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from cko_lint.project.index import Entry, Index
from cko_lint.project.outline import Import, Outline

Resolve = Callable[[str, int, str], "str | None"]
"""Returns the file that a module's name stands for in an import of a folder: its level of dots, and its dotted name."""

_MOST_BASES = 40
_DEEPEST = 5
"""Re-exports between a class and who derives from it."""


class Importers:
    """The imports of a project's files, looked at the other way round."""

    def __init__(self, index: Index, resolve: Resolve) -> None:
        self._index = index
        self._resolve = resolve
        self._users: dict[str, list[tuple[str, list[Import]]]] = {}
        self._bases: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._near: dict[str, list[Entry]] = {}

    @property
    def users(self) -> set[str]:
        """The files that import one that was asked for."""
        return {path for found in self._users.values() for path, _ in found}

    def of(self, path: str) -> list[tuple[str, list[Import]]]:
        """Returns the files that import a file, each with the imports that do.

        That includes those that name its module in a text, and the tests below a `conftest.py`.
        """
        if path not in self._users:
            found = []
            for entry in self._candidates(path):
                outline = entry.outline if entry.path != path else None
                imports = self._imports_of(entry.path, outline, path) if outline is not None else []
                if imports:
                    found.append((entry.path, imports))
            self._users[path] = found
        return self._users[path]

    def bases(self, cls: tuple[str, str]) -> list[tuple[str, str]]:
        """Returns a class, given by its file and its name, with those of its bases that are of the project."""
        known = self._bases.get(cls)
        if known is not None:
            return known
        found = [cls]
        for path, name in found:
            outline = self._index[path].outline
            for base in outline.bases.get(name, ()) if outline is not None else ():
                resolved = self.class_of(path, base)
                if resolved is not None and resolved not in found and len(found) < _MOST_BASES:
                    found.append(resolved)
        self._bases[cls] = found
        return found

    def class_of(self, path: str, dotted: str, depth: int = _DEEPEST) -> tuple[str, str] | None:
        """Returns the class of the project that a name stands for in a file, through its imports; None if there is none."""
        outline = self._index[path].outline
        if outline is None or depth == 0:
            return None
        if dotted in outline.bases:
            return path, dotted
        for one in outline.imports:
            found = self._through(path, one, dotted, depth - 1)
            if found is not None:
                return found
        return None

    def homes(self, path: str, one: Import) -> Iterator[str]:
        """Yields the files of the modules that an import of a file names."""
        return homes(self._index, self._resolve, path, one)

    def _through(self, path: str, one: Import, dotted: str, depth: int) -> tuple[str, str] | None:
        """Returns the class that a name stands for if it is bound by an import."""
        first, _, rest = dotted.partition(".")
        folder = os.path.dirname(path)
        if one.name == "*":
            return self._in(self._resolve(folder, one.level, one.module), path, dotted, depth)
        if one.name:
            if one.alias != first:
                return None
            inner = f"{one.name}.{rest}" if rest else one.name
            found = self._in(self._resolve(folder, one.level, one.module), path, inner, depth)
            if found is None and rest:
                module = f"{one.module}.{one.name}" if one.module else one.name
                found = self._in(self._resolve(folder, one.level, module), path, rest, depth)
            return found
        if rest and (one.alias == first or (not one.alias and dotted.startswith(one.module + "."))):
            module, _, name = dotted.rpartition(".")
            return self._in(self._resolve(folder, 0, one.module if one.alias else module), path, name, depth)
        return None

    def _in(self, home: str | None, importer: str, dotted: str, depth: int) -> tuple[str, str] | None:
        return self.class_of(home, dotted, depth) if home is not None and home != importer else None

    # ------------------------------------------------------------------ the way back

    def _candidates(self, path: str) -> Iterator[Entry]:
        """Yields the files that may import a file, by their bytes: an outline costs a hundred times as much.

        An import has the last word of the module's name, and that of its package unless it comes from around that.
        """
        folder, file = os.path.split(path)
        if file == "conftest.py":
            yield from (entry for entry in self._index if entry.path.startswith(folder + os.sep))
            return
        is_package = file == "__init__.py"
        stem = stem_of(path).encode("utf-8", "surrogatepass")
        for entry in self._around(os.path.dirname(folder) if is_package else folder):
            data = entry.data
            if stem in data or (is_package and entry.path.startswith(folder + os.sep) and b"from ." in data):
                yield entry

    def _around(self, package: str) -> list[Entry]:
        """Returns the files that may import from a folder: those that have its name, and those that find it without.

        These are the files below it, or beside it where it is a `src`.
        """
        if package not in self._near:
            above, parent = os.path.split(package)
            below = os.path.join(above if parent == "src" else package, "")
            name = parent.encode("utf-8", "surrogatepass")
            self._near[package] = [e for e in self._index if e.path.startswith(below) or name in e.data]
        return self._near[package]

    def _imports_of(self, user: str, outline: Outline, path: str) -> list[Import]:
        folder = os.path.dirname(user)
        stem = stem_of(path)
        found = [one for one in outline.imports if _may_lead_to(one, stem, path) and self._leads_to(folder, one, path)]
        if os.path.basename(path) == "conftest.py" and folder.startswith(os.path.dirname(path)):
            found.append(Import(0, stem, "*", ""))
        if not found and self._names_in_a_text(folder, outline, path, stem):
            found.append(Import(0, stem, "", ""))
        return found

    def _leads_to(self, folder: str, one: Import, path: str) -> bool:
        if one.name:
            inner = f"{one.module}.{one.name}" if one.module else one.name
            return path in (self._resolve(folder, one.level, one.module), self._resolve(folder, one.level, inner))
        parts = one.module.split(".")
        for end in range(len(parts), 0, -1):
            found = self._resolve(folder, 0, ".".join(parts[:end]))
            if found == path:
                return True
            if found is not None and os.path.basename(found) == "__init__.py":
                if path.startswith(os.path.dirname(found) + os.sep):  # `import package`, then `package.module.name`
                    return True
        return False

    def _names_in_a_text(self, folder: str, outline: Outline, path: str, stem: str) -> bool:
        """Whether a text names the module, or something in it: a queue's task, a plug-in, a view."""
        for d in outline.definitions:
            for text in d.mentions:
                if "." in text and stem in text:
                    parts = text.replace(":", ".").split(".")
                    if any(self._resolve(folder, 0, ".".join(parts[:end])) == path for end in range(len(parts), 0, -1)):
                        return True
        return False


def homes(index: Index, resolve: Resolve, path: str, one: Import) -> Iterator[str]:
    """Yields the files of the modules that an import of a file names."""
    folder = os.path.dirname(path)
    inner = f"{one.module}.{one.name}" if one.module else one.name
    for dotted in dict.fromkeys((one.module, inner if one.name else "")):
        home = resolve(folder, one.level, dotted) if dotted or one.level else None
        if home is not None and home in index:
            yield home


def _may_lead_to(one: Import, stem: str, path: str) -> bool:
    """Whether an import may be one of a file, by the words in it: asking the disk costs more."""
    if one.level and not one.module:
        return True
    return stem in one.module or one.name in (stem, "*") or (not one.name and f"/{one.module.split('.')[0]}/" in path)


def stem_of(path: str) -> str:
    """Returns the last word of a module's name."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return stem if stem != "__init__" else os.path.basename(os.path.dirname(path))
