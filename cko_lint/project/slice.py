"""The slice: which functions of a project can have to do with Checkout.com, told from outlines before anything is run.

What a definition's own text names (a host, a key, the SDK) makes it an *anchor*. A definition that mentions an anchored name
which it can see is anchored too, and so on, to all that can call it. Only anchored functions are entry points of the
interpreter; everything else is run when one of them asks for its value. The slice is larger than need be and never smaller:
a name counts wherever it may be the one that is meant.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache

from cko_lint.checkout import sdk
from cko_lint.prefilter import concerns_checkout
from cko_lint.project.index import Entry, Index
from cko_lint.project.outline import CLASS, FIELD, FUNCTION, PROPERTY, VARIABLE, Definition, Import, Outline

Resolve = Callable[[str, int, str], "str | None"]
"""Returns the file that a module's name stands for in an import of a folder: its level of dots, and its dotted name."""

SDK = "checkout_sdk"
HTTP_LIBRARIES = frozenset({"requests", "httpx", "aiohttp", "urllib", "urllib3", "http"})
_SETTINGS = re.compile(r"settings|config|conf|constants|defaults")
_MOST_BASES = 40

ClassName = tuple[str, str]
"""The file of a class, and its name with those of the classes around it."""


class Slice:
    """The anchored definitions of a project, by file."""

    def __init__(self, index: Index, resolve: Resolve) -> None:
        self._index = index
        self._resolve = resolve
        self._exported: dict[str, set[str]] = {}
        self._fields: set[str] = set()
        self._near_fields: dict[str, set[str]] = {}
        self._imported: dict[str, set[str]] = {}
        self._subclassed: dict[str, set[str]] = {}
        self._pending: deque[str] = deque()
        self._waiting: set[str] = set()
        self._users: dict[str, list[tuple[Entry, list[Import]]]] = {}
        self._settle()

    # ----------------------------------------------------------------------- answers

    @property
    def files(self) -> list[str]:
        """The files that have anchored definitions, sorted."""
        return sorted(path for path in self._seen_files() if self._has_any(path))

    @property
    def users(self) -> list[str]:
        """The files that import one with anchored definitions, sorted."""
        return sorted({entry.path for found in self._users.values() for entry, _ in found})

    def functions(self, path: str) -> frozenset[str] | None:
        """Returns the names of the functions of a file that are entry points; None if all are.

        So it is with a file that LibCST may be able to parse and the Python that runs cannot.
        """
        outline = self._index[path].outline
        if outline is None:
            return None
        visible = self._visible(path) | self._local(path)
        return frozenset(
            d.name
            for d in outline.definitions
            if d.name and d.kind != CLASS and not d.owner and self._is_anchored(path, d, visible)
        )

    def methods(self, path: str, cls: str) -> frozenset[str] | None:
        """Returns the names of the methods of a class, its own and those of its bases, that are entry points; None if all are."""
        if self._index[path].outline is None:
            return None
        return frozenset(d.name for d in self._members((path, cls), with_local=True) if d.name)

    def mentioning(self, path: str, names: frozenset[str]) -> frozenset[str]:
        """Returns the names of the functions of a file that mention one of some names."""
        outline = self._index[path].outline
        found = outline.definitions if outline is not None else ()
        return frozenset(d.name for d in found if not d.owner and not names.isdisjoint(d.mentions))

    def classes_mentioning(self, path: str, names: frozenset[str]) -> dict[str, frozenset[str]]:
        """Returns the names of the methods that mention one of some names, by those of their classes in a file."""
        outline = self._index[path].outline
        found: dict[str, set[str]] = {}
        for d in outline.definitions if outline is not None and names else ():
            if d.owner and not names.isdisjoint(d.mentions):
                found.setdefault(d.owner, set()).add(d.name)
        return {cls: frozenset(methods) for cls, methods in found.items()}

    @property
    def changes(self) -> frozenset[str]:
        """The names of attributes and globals that anchored files, and those that import them, change on others' objects."""
        return frozenset().union(*(outline.changes for outline in self._neighbours()))

    @property
    def set_at_will(self) -> frozenset[str]:
        """The names of objects on which these files set attributes whose names are not known."""
        return frozenset().union(*(outline.set_at_will for outline in self._neighbours()))

    def _neighbours(self) -> Iterator[Outline]:
        for path in {*self.files, *self.users}:
            outline = self._index[path].outline
            if outline is not None:
                yield outline

    # --------------------------------------------------------------------- the fixpoint

    def _settle(self) -> None:
        for entry in self._index:
            if entry.concerns and entry.outline is not None:
                self._await(entry.path)
        while self._pending:
            path = self._pending.popleft()
            self._waiting.discard(path)
            self._extend(path)

    def _await(self, path: str) -> None:
        if path not in self._waiting:
            self._waiting.add(path)
            self._pending.append(path)

    def _extend(self, path: str) -> None:
        """Works out which names of a file are anchored, and tells those that can see the new ones."""
        names, fields = self._anchored_names(path)
        known = self._exported.setdefault(path, set())
        new = names - known
        if new:
            known |= new
            self._tell_users(path)
        for field in fields:
            self._tell_of_field(path, field)
        if new:
            self._await(path)

    def _anchored_names(self, path: str) -> tuple[set[str], set[str]]:
        """Returns the anchored names that a file has for others, and those of fields, that are seen without an import."""
        outline = self._index[path].outline
        names: set[str] = set(self._bound(path, outline))
        fields: set[str] = set()
        if outline is None:
            return names, fields
        visible = self._visible(path)
        is_settings = _is_settings(path)
        for d in outline.definitions:
            if d.owner or not self._is_anchored(path, d, visible):
                continue
            if d.kind == FIELD:
                fields.add(d.name)
            elif d.name and d.kind != CLASS:
                names.add(d.name)
                if d.kind == VARIABLE and is_settings:
                    fields.add(d.name)
        for cls in outline.bases:
            anchored = list(self._members((path, cls)))
            if not anchored:
                continue
            if self._is_client(path, cls, anchored):
                names.add(cls.split(".")[0])
                names.add(cls.rsplit(".", 1)[-1])
                self._tell_bases((path, cls))
            else:
                fields.update(d.name for d in anchored if d.name)
        return names, fields

    def _tell_users(self, path: str) -> None:
        for entry, imports in self._importers(path):
            bound = self._names_through(path, imports)
            known = self._imported.setdefault(entry.path, set())
            if not bound <= known:
                known |= bound
                self._await(entry.path)
        for user in self._subclassed.get(path, ()):
            self._await(user)

    def _names_through(self, path: str, imports: list[Import]) -> set[str]:
        """Returns the names that a file can mean anchored names of another one by, given how it imports that."""
        exported = self._exported.get(path, set())
        found: set[str] = set()
        for one in imports:
            if one.name in exported:
                found.add(one.alias)
            elif one.name in ("", "*") or self._is_module(one, path):
                found |= exported
        return found

    def _is_module(self, one: Import, path: str) -> bool:
        stem = _stem(path)
        return one.name == stem

    def _tell_of_field(self, path: str, field: str) -> None:
        if _is_distinctive(field):
            if field in self._fields:
                return
            self._fields.add(field)
            for entry in self._index.containing(field.encode()):
                if entry.outline is not None:
                    self._await(entry.path)
            return
        known = self._near_fields.setdefault(path, set())
        if field in known:
            return
        known.add(field)
        near = {entry.path for entry, _ in self._importers(path)} | {path}
        for user in near:
            visible = self._imported.setdefault(user, set())
            if field not in visible:
                visible.add(field)
                self._await(user)

    def _tell_bases(self, cls: ClassName) -> None:
        """A method of a base class runs on objects of an anchored one: the file of the base is of the slice, too."""
        for path, _ in self._mro(cls)[1:]:
            self._subclassed.setdefault(path, set()).add(cls[0])

    # ------------------------------------------------------------------- what is anchored

    def _visible(self, path: str) -> frozenset[str]:
        """Returns the anchored names that the definitions of a file can mean."""
        return frozenset(
            self._exported.get(path, set()) | self._imported.get(path, set()) | self._fields | self._sdk_names(path)
        )

    def _is_anchored(self, path: str, d: Definition, visible: frozenset[str]) -> bool:
        if d.is_anchor or not visible.isdisjoint(d.mentions):
            return True
        return d.looks_up and bool(self._imported.get(path))

    def _members(self, cls: ClassName, with_local: bool = False) -> Iterator[Definition]:
        """Yields the anchored members of a class, its own and those of its bases, as an object of that class has them."""
        candidates: dict[str, list[tuple[str, Definition]]] = {}
        is_whole = False
        for path, name in self._mro(cls):
            outline = self._index[path].outline
            for d in outline.definitions if outline is not None else ():
                if d.owner == name and d.kind != CLASS:
                    candidates.setdefault(d.name, []).append((path, d))
                elif d.kind == CLASS and d.qualified == name:
                    visible = self._visible(path) | (self._local(path) if with_local else frozenset())
                    is_whole = is_whole or self._header_is_anchored(path, d, visible)
        found: set[int] = set()
        names: set[str] = set()
        grown = True
        while grown:
            grown = False
            for name, several in candidates.items():
                for path, d in several:
                    if id(d) in found:
                        continue
                    visible = self._visible(path) | (self._local(path) if with_local else frozenset())
                    if self._is_anchored(path, d, visible) or not names.isdisjoint(d.mentions) or (
                        is_whole and d.kind == FUNCTION
                    ):
                        found.add(id(d))
                        if name and name not in names:
                            names.add(name)
                            grown = True
                        yield d

    def _header_is_anchored(self, path: str, d: Definition, visible: frozenset[str]) -> bool:
        """Whether a class is anchored by its decorators, or by bases of which the project has no code."""
        outline = self._index[path].outline
        assert outline is not None
        bases = outline.bases.get(d.qualified, ())
        own = {base.split(".")[-1] for base in bases if self._class(path, base) is not None}
        return d.is_anchor or not visible.isdisjoint(d.mentions - own)

    def _is_client(self, path: str, cls: str, anchored: list[Definition]) -> bool:
        """Whether whoever has an object of a class can reach Checkout.com by calling it; otherwise it only keeps values."""
        outline = self._index[path].outline
        bases = outline.bases.get(cls, ()) if outline is not None else ()
        if any(base.rsplit(".", 1)[-1].endswith(("Enum", "Choices", "NamedTuple")) for base in bases):
            return True
        return any(d.kind == FUNCTION and d.name not in _INITIALISERS for d in anchored)

    def _has_any(self, path: str) -> bool:
        outline = self._index[path].outline
        if outline is None:
            return self._index[path].names
        visible = self._visible(path) | self._local(path)
        if any(self._is_anchored(path, d, visible) for d in outline.definitions):
            return True
        return any(next(self._members((path, cls), with_local=True), None) is not None for cls in outline.bases)

    def _seen_files(self) -> set[str]:
        found = {entry.path for entry in self._index if entry.concerns}
        found |= self._exported.keys() | self._imported.keys()
        return found

    def _local(self, path: str) -> frozenset[str]:
        """Returns the names that make a definition an entry point without anchoring what mentions it.

        In a file that names Checkout.com, those are the HTTP libraries, and words that only seem to speak of it.
        """
        entry = self._index[path]
        if not entry.concerns or entry.outline is None:
            return frozenset()
        return self._local_names(path)

    def _local_names(self, path: str) -> frozenset[str]:
        outline = self._index[path].outline
        assert outline is not None
        found = {one.alias or one.module.split(".")[0] for one in outline.imports if _is_http(one)}
        found |= {name for d in outline.definitions for name in d.mentions if _tells(name)}
        if self._sdk_names(path):
            found |= {method.rpartition(".")[2] for method in sdk.methods()}
        return frozenset(found)

    def _sdk_names(self, path: str) -> frozenset[str]:
        outline = self._index[path].outline
        if outline is None or not self._index[path].concerns:
            return frozenset()
        found = set()
        for one in outline.imports:
            if one.level == 0 and one.module.split(".")[0] == SDK:
                found.add(one.alias or SDK)
        return frozenset(found)

    # ----------------------------------------------------------------------- imports

    def _importers(self, path: str) -> list[tuple[Entry, list[Import]]]:
        """Returns the files that import a file, each with the imports that do."""
        if path not in self._users:
            found = []
            for entry in self._index.containing(_stem(path).encode()):
                outline = entry.outline if entry.path != path else None
                imports = self._imports_of(entry.path, outline, path) if outline is not None else []
                if imports:
                    found.append((entry, imports))
            self._users[path] = found
        return self._users[path]

    def _imports_of(self, user: str, outline: Outline, path: str) -> list[Import]:
        folder = os.path.dirname(user)
        found = [one for one in outline.imports if self._leads_to(folder, one, path)]
        stem = _stem(path)
        if not found:
            for d in outline.definitions:
                for text in d.mentions:
                    if "." in text and stem in text and self._is_named(folder, text, path):
                        return [Import(0, text, "", "")]
        if os.path.basename(path) == "conftest.py" and folder.startswith(os.path.dirname(path)):
            found.append(Import(0, "conftest", "*", ""))
        return found

    def _leads_to(self, folder: str, one: Import, path: str) -> bool:
        if one.name:
            inner = f"{one.module}.{one.name}" if one.module else one.name
            return self._find(folder, one.level, one.module) == path or self._find(folder, one.level, inner) == path
        parts = one.module.split(".")
        for end in range(len(parts), 0, -1):
            found = self._find(folder, 0, ".".join(parts[:end]))
            if found == path:
                return True
            if found is not None and os.path.basename(found) == "__init__.py":
                if path.startswith(os.path.dirname(found) + os.sep):  # `import package`, then `package.module.name`
                    return True
        return False

    def _is_named(self, folder: str, text: str, path: str) -> bool:
        parts = text.replace(":", ".").split(".")
        return any(self._find(folder, 0, ".".join(parts[:end])) == path for end in range(len(parts), 0, -1))

    def _find(self, folder: str, level: int, dotted: str) -> str | None:
        return self._resolve(folder, level, dotted)

    def _bound(self, path: str, outline: Outline | None) -> Iterator[str]:
        """Yields the names under which a file's own importers find anchored names that it imports itself."""
        imported = self._imported.get(path, set())
        for one in outline.imports if outline is not None else ():
            if one.name == "*":
                yield from imported
            elif one.alias in imported:
                yield one.alias

    # ----------------------------------------------------------------------- classes

    def _mro(self, cls: ClassName) -> list[ClassName]:
        """Returns a class of the project with its bases that are of the project, too."""
        found = [cls]
        for path, name in found:
            outline = self._index[path].outline
            for base in outline.bases.get(name, ()) if outline is not None else ():
                resolved = self._class(path, base)
                if resolved is not None and resolved not in found and len(found) < _MOST_BASES:
                    found.append(resolved)
        return found

    def _class(self, path: str, dotted: str, depth: int = 5) -> ClassName | None:
        """Returns the class that a name stands for in a file, through imports of it."""
        outline = self._index[path].outline
        if outline is None or depth == 0:
            return None
        if dotted in outline.bases:
            return path, dotted
        first, _, rest = dotted.partition(".")
        folder = os.path.dirname(path)
        for one in outline.imports:
            if one.name == "*":
                home = self._find(folder, one.level, one.module)
                found = self._class(home, dotted, depth - 1) if home is not None and home != path else None
                if found is not None:
                    return found
            elif one.name and one.alias == first:
                home = self._find(folder, one.level, one.module)
                inner = self._find(folder, one.level, f"{one.module}.{one.name}" if one.module else one.name)
                if home is not None and home != path:
                    found = self._class(home, f"{one.name}.{rest}" if rest else one.name, depth - 1)
                    if found is not None:
                        return found
                if inner is not None and rest:
                    return self._class(inner, rest, depth - 1)
            elif not one.name and rest:
                module = one.module if one.alias else dotted.rpartition(".")[0]
                if one.alias == first or (not one.alias and dotted.startswith(one.module + ".")):
                    home = self._find(folder, 0, module)
                    if home is not None and home != path:
                        return self._class(home, dotted.rpartition(".")[2], depth - 1)
        return None


_INITIALISERS = frozenset({"__init__", "__post_init__", "__new__", "model_post_init", "__init_subclass__"})


def _stem(path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0]
    return stem if stem != "__init__" else os.path.basename(os.path.dirname(path))


def _is_settings(path: str) -> bool:
    folder, file = os.path.split(path)
    return bool(_SETTINGS.search(file.lower()) or _SETTINGS.search(os.path.basename(folder).lower()))


@cache
def _is_distinctive(name: str) -> bool:
    """Whether a name is made of several words, or is Checkout.com's own, so that it means the same wherever it stands."""
    lowered = name.lower()
    return "cko" in lowered or len(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)) > 1


@cache
def _tells(name: str) -> bool:
    return concerns_checkout(name.encode("utf-8", "replace"))


def _is_http(one: Import) -> bool:
    return one.level == 0 and one.module.split(".")[0] in HTTP_LIBRARIES
