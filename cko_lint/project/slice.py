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

from cko_lint.project.acting import side_effect_modules
from cko_lint.project.django import settings_files
from cko_lint.project.imports import Importers, Resolve
from cko_lint.project.index import Index
from cko_lint.project.outline import BODY, CLASS, FIELD, FUNCTION, OWN_CLASS, VARIABLE, Definition, Outline
from cko_lint.project.sliced_file import Field, SlicedFile

_SETTINGS = frozenset({"settings", "config", "conf", "constants", "defaults", "configuration"})
# The tables of web frameworks: what is in them is called by the framework, and not by the code that reads the table.
_ROUTES = re.compile(r"(?:\w*_)?(?:url)?patterns|(?:\w*_)?(?:routes|urls)", re.IGNORECASE)
_ROUTERS = frozenset(
    {"path", "re_path", "url", "include", "route", "Route", "Mount", "WebSocketRoute", "RouteTableDef"}
)
_INITIALISERS = frozenset({"__init__", "__post_init__", "__new__", "model_post_init", "__init_subclass__"})
_SUBCLASSES = "__subclasses__"
_VALUE_CLASSES = ("Enum", "Choices", "NamedTuple", "DeclarativeContainer")

ClassName = tuple[str, str]
"""The file of a class, and its name with those of the classes around it."""


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
        self._files: dict[str, SlicedFile] = {}
        self._fields: set[str] = set()
        self._pending: deque[str] = deque()
        self._settings = frozenset(settings_files(index, resolve))
        self._settle()
        self.files = sorted(
            file.path for file in list(self._files.values()) if self._has_any(file) and not is_known(file.path)
        )
        """The files that have anchored definitions."""
        self.acting = sorted(set(side_effect_modules(index, self._imports, self._seeds(), packages)) - set(self.files))
        """The files without any whose bodies change what anchored definitions read: they are imported for just that."""
        own = frozenset(self.files)
        others = [path for path in self._files if path not in own]
        self.passing = {path: passed for path in others if (passed := self._passed_on(path, own))}
        """The files through whose imports others get anchored names, with those that define these."""

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

    def may_send(self, path: str, name: str) -> bool:
        """Whether a function of a file names Checkout.com, an HTTP library or a method of the SDK itself, by its qualified name."""
        file = self._file(path)
        found = (d for d in file.outline.definitions if d.qualified == name) if file.outline is not None else ()
        return any(d.is_anchor or not file.local.isdisjoint(d.mentions) for d in found)

    def mentioning(self, path: str, *names: frozenset[str]) -> frozenset[str]:
        """Returns the names of the functions of a file that mention one of each of some names."""
        outline = self._index[path].outline
        found = outline.definitions if outline is not None else ()
        return frozenset(d.name for d in found if not d.owner and _mentions(d, names))

    def globals_mentioning(self, path: str, names: frozenset[str]) -> frozenset[str]:
        """Returns the globals of a file that are made of something which mentions one of some names."""
        outline = self._index[path].outline
        found = outline.definitions if outline is not None else ()
        return frozenset(d.name for d in found if d.kind == VARIABLE and not d.owner and _mentions(d, (names,))) - names

    def classes_mentioning(self, path: str, *names: frozenset[str]) -> dict[str, frozenset[str]]:
        """Returns the names of the methods that do, by those of their classes in a file."""
        outline = self._index[path].outline
        found: dict[str, set[str]] = {}
        for d in outline.definitions if outline is not None else ():
            if d.owner and _mentions(d, names):
                found.setdefault(d.owner, set()).add(d.name)
        return {cls: frozenset(methods) for cls, methods in found.items()}

    def users(self, path: str, name: str) -> dict[str, frozenset[str]]:
        """Returns the names by which code can mention a global of a file: there, and in the files that import it.

        Of an attribute of a class, `Container.session`, that is its own name, where the class is there.
        """
        name, _, attribute = name.partition(".")
        found = {path: frozenset((name,))}
        pending = [(path, name)]
        while pending:
            home, known_as = pending.pop()
            for user, imports in self._imports.of(home):
                named = {
                    one.alias if one.name == known_as else known_as: one
                    for one in imports
                    if one.name in ("", "*", known_as)
                }
                for new in named.keys() - found.get(user, frozenset()):
                    found[user] = found.get(user, frozenset()) | {new}
                    if named[new].name:  # who imports it from there, such as from a package, has it too
                        pending.append((user, new))
        return dict.fromkeys(found, frozenset((attribute,))) if attribute else found

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
    def changes(self) -> dict[str, frozenset[str]]:
        """The names of attributes and globals that anchored files, and those that import them, change on others' objects.

        Each has the paths of these files.
        """
        found: dict[str, set[str]] = {}
        for path, outline in self._neighbours():
            for name in outline.changes:
                found.setdefault(name, set()).add(path)
        return {name: frozenset(paths) for name, paths in found.items()}

    @property
    def set_at_will(self) -> frozenset[str]:
        """The names of objects on which these files set attributes whose names are not known."""
        return frozenset().union(*(outline.set_at_will for _, outline in self._neighbours()))

    def _neighbours(self) -> Iterator[tuple[str, Outline]]:
        for path in {*self.files, *self.acting, *self._imports.users}:
            outline = self._index[path].outline
            if outline is not None:
                yield path, outline

    def _passed_on(self, path: str, own: frozenset[str]) -> tuple[str, ...]:
        """Returns the files of the slice, `own`, whose anchored names a file outside of it passes on."""
        found: dict[str, None] = {}
        pending, seen = [path], {path}
        while pending:
            file = self._file(pending.pop())
            passed = frozenset(file.passed_on())
            for one in file.outline.imports if file.outline is not None and passed else ():
                if one.name == "*" or one.alias in passed:
                    homes = [home for home in self._imports.homes(file.path, one) if home not in seen]
                    seen.update(homes)
                    found.update(dict.fromkeys(home for home in homes if home in own))
                    pending += [home for home in homes if home not in own]
        return tuple(found)

    # --------------------------------------------------------------------- the fixpoint

    def _settle(self) -> None:
        for name in self._index.data_names:  # what is loaded from there is seen by its name
            self._fields.add(name)
            for entry in self._index.containing(name.encode("utf-8", "replace")):
                self._await(self._file(entry.path))
        for entry in self._index:
            if entry.concerns and not self._is_known(entry.path):
                self._await(self._file(entry.path))
        while self._pending:
            file = self._files[self._pending.popleft()]
            file.is_waiting = False
            self._extend(file)

    def _file(self, path: str) -> SlicedFile:
        found = self._files.get(path)
        if found is None:
            entry = self._index[path]
            found = self._files[path] = SlicedFile(path, entry.outline, entry.concerns, entry.names, self._packages)
        return found

    def _await(self, file: SlicedFile) -> None:
        if not file.is_waiting and file.outline is not None:
            file.is_waiting = True
            self._pending.append(file.path)

    def _extend(self, file: SlicedFile) -> None:
        """Works out which names of a file are anchored, and tells those that can see the new ones."""
        names, fields = self._anchored_names(file)
        self._export(file, names)
        for field, base in fields - file.fields:
            file.fields.add((field, base))
            self._tell_of_field(file, field, base)

    def _export(self, file: SlicedFile, names: set[str]) -> None:
        """Makes names of a file anchored for all that can see them."""
        if not names <= file.exported:
            file.exported |= names
            self._tell_users(file)
            self._await(file)

    def _filled_by(self, file: SlicedFile, d: Definition) -> Iterator[tuple[str, str]]:
        """Yields the globals, with their files, that an anchored definition is put into when the module is imported.

        A decorator or a call of the body keeps what it is given: code that has the register has that too.
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
            for home, name in self._bound_to(file, first, CLASS) if first != last else ():
                if self._keeps_what_it_is_given(home, name, last):
                    yield home, name

    def _kept_by_bases(self, file: SlicedFile, cls: str) -> Iterator[tuple[str, str]]:
        """Yields the bases of an anchored class, and the globals, with their files, by which code gets at what is derived.

        `__init_subclass__` may keep each class that is derived, and `__subclasses__` gives them.
        """
        yield from self._kept_by_metaclass(file, cls)
        for path, base in self._imports.bases((file.path, cls))[1:]:
            home = self._file(path)
            for d in home.members.get(base, ()):
                if d.name == "__init_subclass__":
                    for filled in d.fills - {OWN_CLASS, base}:
                        yield from self._bound_to(home, filled, VARIABLE)
                    if not d.fills.isdisjoint((OWN_CLASS, base)):
                        yield path, base.partition(".")[0]
            yield from self._kept_by_metaclass(home, base)
            outline = home.outline
            asking = (d for d in outline.definitions if _SUBCLASSES in d.mentions) if outline is not None else ()
            if any(d.owner == base or base in d.mentions for d in asking):
                yield path, base.partition(".")[0]

    def _kept_by_metaclass(self, file: SlicedFile, cls: str) -> Iterator[tuple[str, str]]:
        """Yields the metaclass of a class, with its file, if it keeps the classes that are made."""
        header = file.headers.get(cls)
        for name in header.mentions if header is not None else ():
            found = self._imports.class_of(file.path, name) if _is_class_name(name) else None
            outline = self._index[found[0]].outline if found is not None else None
            if found is None or outline is None or not any(map(_is_metaclass, outline.bases[found[1]])):
                continue
            members = self._file(found[0]).members.get(found[1], ())
            if any(not d.fills.isdisjoint((OWN_CLASS, found[1])) for d in members):
                yield found[0], found[1].partition(".")[0]

    def _keeps_what_it_is_given(self, path: str, cls: str, method: str) -> bool:
        """Whether a method changes the class that it is called on, or the one that it is a method of."""
        for home, name in self._imports.bases((path, cls)):
            found = [d for d in self._file(home).members.get(name, ()) if d.name == method]
            if found:
                return any(not d.fills.isdisjoint((OWN_CLASS, name)) for d in found)
        return False

    def _has_method(self, file: SlicedFile, made: Definition, method: str) -> bool:
        """Whether an object is of a class of the project that has a method."""
        named = filter(_is_class_name, made.mentions)  # asking for each of them would read half of the project
        classes = (self._imports.class_of(file.path, mention) for mention in named)
        return any(
            method in {d.name for d in self._file(path).members.get(name, ())}
            for found in classes
            if found is not None
            for path, name in self._imports.bases(found)
        )

    def _bound_to(self, file: SlicedFile, name: str, kind: str, attribute: str = "") -> Iterator[tuple[str, str]]:
        """Yields the definitions of a kind that a name can stand for in a file, or an attribute of the module that it is."""
        if any(True for _ in file.named(name, kind)):
            yield file.path, name
        for one in file.outline.imports if file.outline is not None else ():
            if name != one.bound:
                continue
            for home in self._imports.homes(file.path, one):
                for wanted in {one.name, attribute} - {"", "*"}:
                    if any(True for _ in self._file(home).named(wanted, kind)):
                        yield home, wanted

    def _anchored_names(self, file: SlicedFile) -> tuple[set[str], set[Field]]:
        """Returns the anchored names that a file has for others, and its fields, that are seen without an import."""
        names: set[str] = set(file.passed_on())
        fields: set[Field] = set()
        assert file.outline is not None
        visible = self._visible(file)
        is_settings = self._is_settings(file)
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
                for home, name in (*self._filled_by(file, file.headers[cls]), *self._kept_by_bases(file, cls)):
                    self._export(self._file(home), {name})
            else:
                kept = {d.name for d in anchored if d.name and d.kind != FUNCTION}
                fields.update((name, "") for name in kept)
                if not all(
                    map(_is_distinctive, kept)
                ):  # code that is handed an object may read these without an import
                    names.update((cls.partition(".")[0], cls.rpartition(".")[2]))
        return names, fields

    def _is_settings(self, file: SlicedFile) -> bool:
        return _is_settings(file.path) or file.path in self._settings

    def _tell_users(self, file: SlicedFile) -> None:
        for path, imports in self._imports.of(file.path):
            self._show(self._file(path), file.names_through(imports))
        for path in file.derived:
            self._await(self._file(path))

    def _show(self, file: SlicedFile, names: set[str]) -> None:
        """Makes anchored names of others visible in a file."""
        if not names <= file.imported:
            file.imported |= names
            self._await(file)

    def _tell_of_field(self, file: SlicedFile, field: str, base: str) -> None:
        if not _is_distinctive(field):
            for home in (file.path, *self._homes_of(file, base)):
                for path in self._users_of(home):
                    self._show(self._file(path), {field})
            self._show(file, {field})
            if field.isupper() and self._is_settings(file):  # Django's are read off an object that is called so
                for needle in (f"settings.{field}", f'settings, "{field}"', f"settings, '{field}'"):
                    for entry in self._index.containing(needle.encode("utf-8", "surrogatepass")):
                        self._show(self._file(entry.path), {field})
        elif field not in self._fields:
            self._fields.add(field)
            for entry in self._index.containing(field.encode("utf-8", "surrogatepass")):
                self._await(self._file(entry.path))

    def _users_of(self, home: str) -> list[str]:
        """Returns the files that import a file, themselves or from a package that passes its names on."""
        found: dict[str, None] = {}
        pending = [home]
        while pending:
            for path, imports in self._imports.of(pending.pop()):
                if path not in found:
                    found[path] = None
                    if os.path.basename(path) == "__init__.py" or any(one.name == "*" for one in imports):
                        pending.append(path)
        return list(found)

    def _homes_of(self, file: SlicedFile, name: str) -> Iterator[str]:
        """Yields the files of the modules that a name is imported from; who else imports it has the same object."""
        for one in file.outline.imports if file.outline is not None and name else ():
            if name == one.bound:
                yield from self._imports.homes(file.path, one)

    def _seeds(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yields what anchored definitions, and the bodies of their files, mention, with the file."""
        for path in self.files:
            file = self._file(path)
            visible = self._visible(file) | file.local
            for d in file.outline.definitions if file.outline is not None else ():
                if d.owner or d.kind in (VARIABLE, BODY) or file.is_anchored(d, visible):
                    yield path, d.mentions

    # ------------------------------------------------------------------- what is anchored

    def _visible(self, file: SlicedFile) -> frozenset[str]:
        """Returns the anchored names that the definitions of a file can mean."""
        return file.visible(self._fields)

    def _members(self, cls: ClassName, with_local: bool = False) -> list[Definition]:
        """Returns the anchored members of a class, its own and those of its bases, as an object of that class has them."""
        candidates: list[tuple[Definition, frozenset[str], SlicedFile]] = []
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

    def _header_is_anchored(self, file: SlicedFile, d: Definition, visible: frozenset[str]) -> bool:
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

    def _has_any(self, file: SlicedFile) -> bool:
        if file.is_named:  # what only a comment names may still hold a key in another form
            return True
        if file.outline is None:
            return False
        visible = self._visible(file) | file.local
        if any(file.is_anchored(d, visible) for d in file.outline.definitions):
            return True
        return any(self._members((file.path, cls), with_local=True) for cls in file.outline.bases)


def _is_client(bases: tuple[str, ...], anchored: list[Definition]) -> bool:
    """Whether code that has an object of a class can reach Checkout.com by calling it; otherwise it only keeps values."""
    if any(base.rpartition(".")[2].endswith(_VALUE_CLASSES) for base in bases):
        return True
    return any(d.kind == FUNCTION and d.name not in _INITIALISERS for d in anchored)


def _is_routes(d: Definition) -> bool:
    """Whether a variable is a table of a web framework; `API_URLS` and a dispatch table called `routes` are none."""
    return d.kind == VARIABLE and not _ROUTERS.isdisjoint(d.mentions) and bool(_ROUTES.fullmatch(d.name))


def _mentions(d: Definition, names: tuple[frozenset[str], ...]) -> bool:
    return not any(several.isdisjoint(d.mentions) for several in names)


def _is_metaclass(base: str) -> bool:
    return base == "type" or base.endswith("Meta")


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
