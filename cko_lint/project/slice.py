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
from cko_lint.project.django import settings_files
from cko_lint.project.imports import Importers, Resolve, stem_of
from cko_lint.project.index import Index
from cko_lint.project.outline import BODY, CLASS, FIELD, FUNCTION, VARIABLE, Definition, Import, Outline

SDK = "checkout_sdk"
_SETTINGS = frozenset({"settings", "config", "conf", "constants", "defaults", "configuration"})
# The tables of web frameworks: what is in them is called by the framework, and not by whoever reads the table.
_ROUTES = re.compile(r"(?:\w*_)?(?:url)?patterns|(?:\w*_)?(?:routes|urls)", re.IGNORECASE)
_ROUTERS = frozenset(
    {"path", "re_path", "url", "include", "route", "Route", "Mount", "WebSocketRoute", "RouteTableDef"}
)
_INITIALISERS = frozenset({"__init__", "__post_init__", "__new__", "model_post_init", "__init_subclass__"})
_VALUE_CLASSES = ("Enum", "Choices", "NamedTuple")

_READ_THROUGH = 2
"""Imports between what reads a value and the module that keeps it: one, and a package that hands it on."""

ClassName = tuple[str, str]
"""The file of a class, and its name with those of the classes around it."""

Field = tuple[str, str]
"""The name of an attribute or item that is set on an object, and the first name of that object; empty for a class's own."""


class Slice:
    """The anchored definitions of a project, by file."""

    def __init__(
        self, index: Index, resolve: Resolve, is_known: Callable[[str], bool], packages: frozenset[str]
    ) -> None:
        """`is_known` tells which files need not be looked at, since a model of a library answers for them.

        `packages` are those of the HTTP libraries.
        """
        self._index = index
        self._packages = packages
        self._is_known = is_known
        self._resolve = resolve
        self._imports = Importers(index, resolve)
        self._files: dict[str, _File] = {}
        self._fields: set[str] = set()
        self._pending: deque[str] = deque()
        self._settings = frozenset(settings_files(index, resolve))
        self._settle()
        self.files = sorted(
            file.path for file in list(self._files.values()) if self._has_any(file) and not is_known(file.path)
        )
        """The files that have anchored definitions."""
        self._read = self._values_read()
        self.acting = sorted(self._acting() - set(self.files))
        """The files without any whose bodies change what anchored definitions read: they are imported for just that."""

    # ----------------------------------------------------------------------- answers

    def functions(self, path: str) -> frozenset[str] | None:
        """Returns the names of the functions of a file that are entry points; None if all are.

        So it is with a file that LibCST may be able to parse and the Python that runs cannot.
        """
        file = self._file(path)
        if file.outline is None:
            return None
        visible = self._visible(file) | file.local
        return frozenset(
            d.name
            for d in file.outline.definitions
            if d.name
            and d.kind != CLASS
            and not d.owner
            and (file.is_anchored(d, visible) or (d.looks_up and file.exported))
        )

    def methods(self, path: str, cls: str) -> frozenset[str] | None:
        """Returns the names of the methods of a class, its own and those of its bases, that are entry points; None if all are."""
        if self._file(path).outline is None:
            return None
        return frozenset(d.name for d in self._members((path, cls), with_local=True) if d.name)

    def mentioning(self, path: str, *names: frozenset[str]) -> frozenset[str]:
        """Returns the names of the functions of a file that mention one of each of some names."""
        outline = self._index[path].outline
        found = outline.definitions if outline is not None else ()
        return frozenset(d.name for d in found if not d.owner and _mentions(d, names))

    def classes_mentioning(self, path: str, *names: frozenset[str]) -> dict[str, frozenset[str]]:
        """Returns the names of the methods that do, by those of their classes in a file."""
        outline = self._index[path].outline
        found: dict[str, set[str]] = {}
        for d in outline.definitions if outline is not None else ():
            if d.owner and _mentions(d, names):
                found.setdefault(d.owner, set()).add(d.name)
        return {cls: frozenset(methods) for cls, methods in found.items()}

    @property
    def kept(self) -> frozenset[str]:
        """The names under which anchored values are kept on objects of others: `app["client"] = …`, `app.state.client = …`."""
        found: set[str] = set()
        for path in self.files:
            file = self._file(path)
            visible = self._visible(file)
            for d in file.outline.definitions if file.outline is not None else ():
                if d.kind == FIELD and file.is_anchored(d, visible):
                    found.add(d.name)
        return frozenset(found)

    @property
    def changes(self) -> frozenset[str]:
        """The names of attributes and globals that anchored files, and those that import them, change on others' objects."""
        return frozenset().union(*(outline.changes for outline in self._neighbours()))

    @property
    def set_at_will(self) -> frozenset[str]:
        """The names of objects on which these files set attributes whose names are not known."""
        return frozenset().union(*(outline.set_at_will for outline in self._neighbours()))

    def _neighbours(self) -> Iterator[Outline]:
        for path in {*self.files, *self.acting, *self._imports.users}:
            outline = self._index[path].outline
            if outline is not None:
                yield outline

    # --------------------------------------------------------------------- the fixpoint

    def _settle(self) -> None:
        for entry in self._index:
            if entry.concerns and not self._is_known(entry.path):
                self._await(self._file(entry.path))
        while self._pending:
            file = self._files[self._pending.popleft()]
            file.is_waiting = False
            self._extend(file)

    def _file(self, path: str) -> _File:
        found = self._files.get(path)
        if found is None:
            entry = self._index[path]
            found = self._files[path] = _File(path, entry.outline, entry.concerns, entry.names, self._packages)
        return found

    def _await(self, file: _File) -> None:
        if not file.is_waiting and file.outline is not None:
            file.is_waiting = True
            self._pending.append(file.path)

    def _extend(self, file: _File) -> None:
        """Works out which names of a file are anchored, and tells those that can see the new ones."""
        names, fields = self._anchored_names(file)
        self._export(file, names)
        for field, base in fields - file.fields:
            file.fields.add((field, base))
            self._tell_of_field(file, field, base)

    def _export(self, file: _File, names: set[str]) -> None:
        """Makes names of a file anchored for all that can see them."""
        if not names <= file.exported:
            file.exported |= names
            self._tell_users(file)
            self._await(file)

    def _filled_by(self, file: _File, d: Definition) -> Iterator[tuple[str, str]]:
        """Yields the globals, with their files, that an anchored definition is put into when the module is imported.

        A decorator or a call of the body keeps what it is given: whoever has the register, has that.
        """
        if d.kind in (BODY, VARIABLE):
            for name in d.fills:
                yield from self._bound_to(file, name, VARIABLE)
        for first, last in d.given_to:
            for home, name in self._bound_to(file, first, FUNCTION, last):
                keeper = self._file(home)
                for filled in (f for one in keeper.named(name, FUNCTION) for f in one.fills):
                    yield from self._bound_to(keeper, filled, VARIABLE)
            for home, name in self._bound_to(file, first, VARIABLE) if first != last else ():
                if any(
                    self._has_method(self._file(home), made, last) for made in self._file(home).named(name, VARIABLE)
                ):
                    yield home, name

    def _has_method(self, file: _File, made: Definition, method: str) -> bool:
        """Whether an object is of a class of the project that has a method."""
        named = filter(_is_class_name, made.mentions)  # asking for each of them would read half of the project
        classes = (self._imports.class_of(file.path, mention) for mention in named)
        return any(
            method in {d.name for d in self._file(path).members.get(name, ())}
            for found in classes
            if found is not None
            for path, name in self._imports.bases(found)
        )

    def _bound_to(self, file: _File, name: str, kind: str, attribute: str = "") -> Iterator[tuple[str, str]]:
        """Yields the definitions of a kind that a name can stand for in a file, or an attribute of the module that it is."""
        if any(True for _ in file.named(name, kind)):
            yield file.path, name
        for one in file.outline.imports if file.outline is not None else ():
            if name != (one.alias or one.module.split(".")[0]):
                continue
            for home in self._homes(file.path, one):
                for wanted in {one.name, attribute} - {"", "*"}:
                    if any(True for _ in self._file(home).named(wanted, kind)):
                        yield home, wanted

    def _anchored_names(self, file: _File) -> tuple[set[str], set[Field]]:
        """Returns the anchored names that a file has for others, and its fields, that are seen without an import."""
        names: set[str] = set(file.passed_on())
        fields: set[Field] = set()
        assert file.outline is not None
        visible = self._visible(file)
        is_settings = _is_settings(file.path) or file.path in self._settings
        if is_settings:
            fields.update((name, "") for name in names if name.isupper())
        for d in file.outline.definitions:
            if d.owner or d.kind == CLASS or not (file.is_anchored(d, visible) or (d.looks_up and file.exported)):
                continue
            for home, name in self._filled_by(file, d):
                self._export(self._file(home), {name})
            if d.kind == FIELD:
                fields.add((d.name, d.base))
            elif d.name and not _is_routes(d):
                names.add(d.name)
                if d.kind == VARIABLE and is_settings:
                    fields.add((d.name, ""))
        for cls in file.outline.bases:
            anchored = self._members((file.path, cls))
            if anchored and _is_client(file.outline.bases[cls], anchored):
                names.update((cls.partition(".")[0], cls.rpartition(".")[2]))
                for home, name in self._filled_by(file, file.headers[cls]):
                    self._export(self._file(home), {name})
            else:
                fields.update((d.name, "") for d in anchored if d.name and d.kind != FUNCTION)
        return names, fields

    def _tell_users(self, file: _File) -> None:
        for path, imports in self._imports.of(file.path):
            self._show(self._file(path), file.names_through(imports))
        for path in file.derived:
            self._await(self._file(path))

    def _show(self, file: _File, names: set[str]) -> None:
        """Makes anchored names of others visible in a file."""
        if not names <= file.imported:
            file.imported |= names
            self._await(file)

    def _tell_of_field(self, file: _File, field: str, base: str) -> None:
        if not _is_distinctive(field):
            for home in (file.path, *self._homes_of(file, base)):
                for path, _ in self._imports.of(home):
                    self._show(self._file(path), {field})
            self._show(file, {field})
        elif field not in self._fields:
            self._fields.add(field)
            for entry in self._index.containing(field.encode()):
                self._await(self._file(entry.path))

    def _homes_of(self, file: _File, name: str) -> Iterator[str]:
        """Yields the files of the modules that a name is imported from; who else imports it has the same object."""
        for one in file.outline.imports if file.outline is not None and name else ():
            if name == (one.alias or one.module.split(".")[0]):
                yield from self._homes(file.path, one)

    # --------------------------------------------------------------- what is read by anchored definitions

    def _values_read(self) -> dict[str, set[str]]:
        """Returns the names that anchored definitions read, by the files in which they are bound, through all imports."""
        pending: list[tuple[str, frozenset[str], int]] = []
        for path in self.files:
            file = self._file(path)
            visible = self._visible(file) | file.local
            for d in file.outline.definitions if file.outline is not None else ():
                if d.owner or d.kind in (VARIABLE, BODY) or file.is_anchored(d, visible):
                    pending.append((path, d.mentions, _READ_THROUGH))
        found: dict[str, set[str]] = {}
        while pending:
            path, mentions, depth = pending.pop()
            known = found.setdefault(path, set())
            new = mentions - known
            known |= new
            outline = self._index[path].outline if new and depth else None
            for one in outline.imports if outline is not None else ():
                if one.name == "*" or (one.alias or one.module.split(".")[0]) in new:
                    wanted = frozenset(new | {one.name})
                    pending += [(home, wanted, depth - 1) for home in self._homes(path, one)]
        return found

    def _homes(self, path: str, one: Import) -> Iterator[str]:
        """Yields the files of the modules that an import names."""
        folder = os.path.dirname(path)
        inner = f"{one.module}.{one.name}" if one.module else one.name
        for dotted in dict.fromkeys((one.module, inner if one.name else "")):
            home = self._resolve(folder, one.level, dotted) if dotted or one.level else None
            if home is not None and home in self._index:
                yield home

    def _acting(self) -> set[str]:
        """Returns the files whose bodies change what anchored definitions read, or an HTTP library."""
        defined = {
            d.name
            for path in self._read
            if (outline := self._index[path].outline) is not None
            for d in outline.definitions
            if d.kind in (FUNCTION, CLASS)
        }
        found: set[str] = set()
        for path in sorted(filter(self._keeps_what_is_read, self._read)):
            for user, imports in self._imports.of(path):
                if any(self._acts(user, one, defined) for one in imports):
                    found.add(user)
        libraries = {
            one.module.split(".")[0]
            for path in self._read
            if (outline := self._index[path].outline) is not None
            for one in outline.imports
            if _is_of(one, self._packages)
        }
        for library in sorted(libraries):
            for entry in self._index.containing(library.encode()):
                outline = entry.outline
                if outline is not None and any(
                    _is_of(one, (library,)) and (one.alias or library, "") in outline.acts for one in outline.imports
                ):
                    found.add(entry.path)
        return found

    def _keeps_what_is_read(self, path: str) -> bool:
        """Whether what is read of a file is kept in its globals: objects that others can change."""
        outline = self._index[path].outline
        names = self._read[path]
        return outline is not None and any(
            d.kind == VARIABLE and not d.owner and d.name in names for d in outline.definitions
        )

    def _acts(self, path: str, one: Import, defined: set[str]) -> bool:
        """Whether the body of a file changes what an import of its names, or calls something that may."""
        outline = self._index[path].outline
        bound = one.alias or one.module.split(".")[0]
        acts = outline.acts if outline is not None else frozenset()
        return any(
            base == bound and (not name or (one.name if name == base else name) in defined) for base, name in acts
        )

    # ------------------------------------------------------------------- what is anchored

    def _visible(self, file: _File) -> frozenset[str]:
        """Returns the anchored names that the definitions of a file can mean."""
        return file.visible(self._fields)

    def _members(self, cls: ClassName, with_local: bool = False) -> list[Definition]:
        """Returns the anchored members of a class, its own and those of its bases, as an object of that class has them."""
        candidates: list[tuple[Definition, frozenset[str], _File]] = []
        is_whole = False
        for path, name in self._imports.bases(cls):
            file = self._file(path)
            if path != cls[0]:
                file.derived.add(cls[0])
            visible = self._visible(file) | (file.local if with_local else frozenset())
            for d in file.members.get(name, ()):
                candidates.append((d, visible, file))
            header = file.headers.get(name)
            is_whole = is_whole or (header is not None and self._header_is_anchored(file, header, visible))
        found = [
            d for d, visible, file in candidates if file.is_anchored(d, visible) or (is_whole and d.kind == FUNCTION)
        ]
        names = {d.name for d in found if d.name}
        rest = [d for d, _, _ in candidates if d not in found]
        while True:  # one that looks attributes up by names which are not written out may call any of them
            more = [d for d in rest if not names.isdisjoint(d.mentions) or (d.looks_up and names)]
            if not more:
                return found
            found += more
            names.update(d.name for d in more if d.name)
            rest = [d for d in rest if d not in more]

    def _header_is_anchored(self, file: _File, d: Definition, visible: frozenset[str]) -> bool:
        """Whether a class is anchored by its decorators, or by bases of which the project has no code."""
        if d.is_anchor:
            return True
        hits = visible & d.mentions
        if not hits:
            return False
        assert file.outline is not None
        bases = file.outline.bases.get(d.qualified, ())
        own = {base.split(".")[-1] for base in bases if self._imports.class_of(file.path, base) is not None}
        return bool(hits - own)

    def _has_any(self, file: _File) -> bool:
        if file.is_named:  # what only a comment names may still hold a key in another form
            return True
        if file.outline is None:
            return False
        visible = self._visible(file) | file.local
        if any(file.is_anchored(d, visible) for d in file.outline.definitions):
            return True
        return any(self._members((file.path, cls), with_local=True) for cls in file.outline.bases)


class _File:
    """A file as the slice sees it: what it defines, and which of the names in it are anchored so far."""

    def __init__(
        self, path: str, outline: Outline | None, concerns: bool, is_named: bool, packages: frozenset[str]
    ) -> None:
        """`concerns` and `is_named` are what the index says of its bytes; `packages` are those of the HTTP libraries."""
        self._packages = packages
        self.path = path
        self.outline = outline
        self.is_named = is_named
        self.is_waiting = False
        self.exported: set[str] = set()
        """The anchored names that it defines."""
        self.imported: set[str] = set()
        """The anchored names of others that it can mean."""
        self.fields: set[Field] = set()
        self.derived: set[str] = set()
        """The files whose classes have bases in this one."""
        self.members: dict[str, list[Definition]] = {}
        self.headers: dict[str, Definition] = {}
        imports = outline.imports if outline is not None else []
        self.sdk = frozenset(one.alias or SDK for one in imports if _is_of(one, (SDK,))) if concerns else frozenset()
        self._local: frozenset[str] | None = None
        self._seen: tuple[tuple[int, int, int], frozenset[str]] | None = None
        for d in outline.definitions if outline is not None else ():
            if d.kind == CLASS:
                self.headers[d.qualified] = d
            elif d.owner:
                self.members.setdefault(d.owner, []).append(d)

    def named(self, name: str, kind: str) -> Iterator[Definition]:
        """Yields its definitions of a name and a kind outside of classes."""
        for d in self.outline.definitions if self.outline is not None else ():
            if d.name == name and d.kind == kind and not d.owner:
                yield d

    @property
    def local(self) -> frozenset[str]:
        """The names that make a definition an entry point without anchoring what mentions it.

        In a file that names Checkout.com, those are the HTTP libraries, the SDK's methods, and words that only seem to speak
        of it.
        """
        if self._local is None:
            is_read = self.is_named and self.outline is not None
            self._local = frozenset(self._local_names()) if is_read else frozenset()
        return self._local

    def _local_names(self) -> Iterator[str]:
        assert self.outline is not None
        for one in self.outline.imports:
            if _is_of(one, self._packages):
                yield one.alias or one.module.split(".")[0]
        mentioned = {name for d in self.outline.definitions for name in d.mentions}
        yield from filter(_tells, mentioned)
        if self.sdk:
            yield from mentioned & _sdk_methods()

    def visible(self, fields: set[str]) -> frozenset[str]:
        """Returns the anchored names that its definitions can mean; `fields` are those that are seen everywhere."""
        version = (len(self.exported), len(self.imported), len(fields))  # all only grow
        if self._seen is None or self._seen[0] != version:
            self._seen = version, frozenset(self.exported | self.imported | fields | self.sdk)
        return self._seen[1]

    def is_anchored(self, d: Definition, visible: frozenset[str]) -> bool:
        """Whether a definition is anchored, given the anchored names that it can mean."""
        return d.is_anchor or not visible.isdisjoint(d.mentions)

    def passed_on(self) -> Iterator[str]:
        """Yields the names under which its own importers find anchored names that it imports itself."""
        for one in self.outline.imports if self.outline is not None and self.imported else ():
            if one.name == "*":
                yield from self.imported
            elif one.alias in self.imported:
                yield one.alias

    def names_through(self, imports: list[Import]) -> set[str]:
        """Returns the names by which a file can mean anchored ones of this, given how it imports it."""
        found: set[str] = set()
        stem = stem_of(self.path)
        for one in imports:
            if one.name in self.exported:
                found.add(one.alias)
            elif one.name in ("", "*", stem):
                found |= self.exported
        return found


def _is_client(bases: tuple[str, ...], anchored: list[Definition]) -> bool:
    """Whether whoever has an object of a class can reach Checkout.com by calling it; otherwise it only keeps values."""
    if any(base.rpartition(".")[2].endswith(_VALUE_CLASSES) for base in bases):
        return True
    return any(d.kind == FUNCTION and d.name not in _INITIALISERS for d in anchored)


def _is_routes(d: Definition) -> bool:
    """Whether a variable is a table of a web framework; `API_URLS` and a dispatch table called `routes` are none."""
    return d.kind == VARIABLE and not _ROUTERS.isdisjoint(d.mentions) and bool(_ROUTES.fullmatch(d.name))


def _mentions(d: Definition, names: tuple[frozenset[str], ...]) -> bool:
    return not any(several.isdisjoint(d.mentions) for several in names)


def _is_class_name(name: str) -> bool:
    return name[:1].isupper() and not name.isupper()


def _is_settings(path: str) -> bool:
    """Whether a file keeps settings, by its name or that of its folder: these are read without importing it."""
    folder, file = os.path.split(path)
    words = f"{os.path.splitext(file)[0]}_{os.path.basename(folder)}".lower().split("_")
    return not _SETTINGS.isdisjoint(words)


@cache
def _is_distinctive(name: str) -> bool:
    """Whether a name is made of several words, or is Checkout.com's own, so that it means the same wherever it stands."""
    return "cko" in name.lower() or len(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)) > 1


@cache
def _tells(name: str) -> bool:
    return concerns_checkout(name.encode("utf-8", "replace"))


@cache
def _sdk_methods() -> frozenset[str]:
    return frozenset(method.rpartition(".")[2] for method in sdk.methods())


def _is_of(one: Import, packages: frozenset[str] | tuple[str, ...]) -> bool:
    return one.level == 0 and one.module.split(".")[0] in packages
