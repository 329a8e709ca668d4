"""The modules of a project: found by file or by name, parsed once, whichever files the run was given."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from cko_lint.files import shown
from cko_lint.lines import split_lines
from cko_lint.project.files import python_files
from cko_lint.project.roots import module_name, project_root, search_roots
from cko_lint.syntax import source as syntax
from cko_lint.syntax import tree
from cko_lint.syntax.positions import Span, spans

_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+(?P<module>[.\w]+)[ \t]+import[ \t]+\(?(?P<names>[^)#\n]*(?:\n[^)#\n=]*(?=\)))?)"
    rb"|import[ \t]+(?P<plain>[^#\n]+))",
    re.MULTILINE,
)
_DOTTED = re.compile(r"\w+(\.\w+)*")
_SDK = "checkout_sdk"
# What a file of a package means by these names are not its neighbours, whatever they are called.
_OF_OTHERS = frozenset({*sys.stdlib_module_names, "aiohttp", "httpx", "requests", "urllib3"})
_SDK_FILES = (("checkout_sdk.py", "environment.py", "exception.py"), ("api_client.py", "errors.py"))
_LARGEST_FILE = 2_000_000


class Module:
    """One file of the project, parsed. `frame` holds its names once it has been run."""

    def __init__(self, path: str, shown: str, name: str, data: bytes, parsed: syntax.Parsed) -> None:
        self.path = path
        self.shown = shown
        self.name = name
        self.data = data
        self.parsed = parsed
        self.frame: Any = None
        self.running = False
        self.condition: Any = None
        """What holds once the module has been imported: otherwise its body would have raised."""
        self.is_package = os.path.basename(path) in ("__init__.py", "__init__.pyi")
        self._spans: dict[int, Span] | None = None
        self._lines: list[str] | None = None
        self._rebound: dict[str, list[tree.Node]] | None = None
        self.changes_elsewhere = frozenset(changed_elsewhere(parsed.body))
        self.set_at_will = frozenset(_set_at_will(parsed.body))
        """The names of objects whose attributes are set under names that are not known."""

    def span(self, node: tree.Node) -> Span:
        """Returns where a node stands; the first call computes it for the whole file."""
        if self._spans is None:
            self._spans = spans(self.parsed.cst)
        return self._spans.get(id(node.cst), (1, 1, 1, 1))

    def has(self, node: tree.Node) -> bool:
        """Whether a node is one of this file's."""
        self.span(node)
        return self._spans is not None and id(node.cst) in self._spans

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        if self._lines is None:
            self._lines = split_lines(self.parsed.text)
        return self._lines

    @property
    def rebound(self) -> dict[str, list[tree.Node]]:
        """The global names that functions of this module assign, or whose objects they change, with those functions."""
        if self._rebound is None:
            self._rebound = {}
            for name, function in _rebound(self.parsed.body):
                self._rebound.setdefault(name, []).append(function)
        return self._rebound

    def __repr__(self) -> str:
        return f"<module {self.name}>"


class Project:
    """All that can be imported by the files of a run."""

    def __init__(self, overlay: Mapping[str, bytes] | None = None) -> None:
        """`overlay` has contents that count instead of those on disk, by real path."""
        self.modules: dict[str, Module | None] = {}
        self.failures: dict[str, Exception] = {}
        self._shown: dict[str, str] = {}
        self._names: dict[tuple[str, str], str | None] = {}
        self._files: dict[str, list[str]] = {}
        self._data: dict[str, bytes] = dict(overlay or {})

    def add(self, path: str, shown: str, data: bytes) -> Module | None:
        """Adds a file that the run was given; returns None, and keeps the error, if it cannot be parsed."""
        self._shown[path] = shown
        self._data[path] = data
        return self.load(path)

    def load(self, path: str) -> Module | None:
        """Returns the module in a file, or None if there is none or it cannot be parsed."""
        if path in self.modules:
            return self.modules[path]
        self.modules[path] = None
        try:
            data = self._data.pop(path) if path in self._data else read(path)
            parsed = syntax.parse(syntax.decode(data))
        except (OSError, syntax.Undecodable, syntax.Unparsable) as error:
            self.failures[path] = error
            return None
        module = Module(path, self._shown.get(path) or shown(path), module_name(path), data, parsed)
        self.modules[path] = module
        return module

    def named(self, dotted: str, importer: Module) -> Module | None:
        """Returns the project's module of a name as a file of the project would import it, or None."""
        folder = os.path.dirname(importer.path)
        key = (folder, dotted)
        if key not in self._names and dotted.split(".")[0] == _SDK and self._is_official(folder):
            self._names[key] = None
        path = self._path_of(folder, 0, dotted)
        return self.load(path) if path is not None else None

    def _is_official(self, folder: str) -> bool:
        """Whether the SDK that a folder would import is a copy of Checkout.com's own: that is known without reading it."""
        for root in search_roots(folder):
            package = os.path.join(root, _SDK)
            if os.path.isdir(package):
                return any(all(os.path.isfile(os.path.join(package, f)) for f in files) for files in _SDK_FILES)
        return False

    def relative(self, importer: Module, level: int, dotted: str) -> Module | None:
        """Returns the module that `from ..dotted import` names in a module, or None."""
        folder = os.path.dirname(importer.path)
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        path = _file_of(folder, dotted) if dotted else _package_file(folder)
        return self.load(path) if path is not None else None

    def root_of(self, path: str) -> str:
        """Returns the folder of the project that a file belongs to."""
        return project_root(os.path.dirname(path))

    def files(self, root: str) -> list[str]:
        """Returns the Python files of the project in a folder."""
        if root not in self._files:
            self._files[root] = [os.path.join(root, path) for path, _ in python_files(root)]
        return self._files[root]

    def containing(self, root: str, needles: tuple[bytes, ...]) -> Iterator[str]:
        """Yields the files below a folder that contain one of the given texts."""
        for path in self.files(root):
            try:
                data = self.text(path)
            except OSError:
                continue
            if any(needle in data for needle in needles):
                yield path

    def imports_any(self, path: str, targets: set[str]) -> bool:
        """Whether a file imports one of some files, by its import statements alone: it is not parsed for that."""
        folder = os.path.dirname(path)
        for match in _IMPORT.finditer(self.text(path)):
            module, names = (
                (match["module"] or b"").decode(),
                (match["names"] or match["plain"] or b"").decode("latin-1"),
            )
            listed = [name.split(" as ")[0].strip() for name in names.replace("\\", "").split(",")]
            level = len(module) - len(module.lstrip("."))
            base = module[level:]
            dotted = [base, *(f"{base}.{name}" if base else name for name in listed)] if match["module"] else listed
            if any(self._path_of(folder, level, name) in targets for name in dotted if _DOTTED.fullmatch(name)):
                return True
        return False

    def _path_of(self, folder: str, level: int, dotted: str) -> str | None:
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return _file_of(folder, dotted)
        key = (folder, dotted)
        if key not in self._names:
            roots = search_roots(folder)
            if dotted.split(".")[0] in _OF_OTHERS:
                roots = [root for root in roots if not os.path.isfile(os.path.join(root, "__init__.py"))]
            self._names[key] = next(filter(None, (_file_of(root, dotted) for root in roots)), None)
        return self._names[key]

    def text(self, path: str) -> bytes:
        """Returns the bytes of a file; reads it once."""
        module = self.modules.get(path)
        if module is not None:
            return module.data
        if path not in self._data:
            self._data[path] = read(path)
        return self._data[path]


def read(path: str) -> bytes:
    """Returns the bytes of a file; a file that is too large to be source counts as empty."""
    with open(path, "rb") as handle:
        return handle.read() if os.fstat(handle.fileno()).st_size <= _LARGEST_FILE else b""


def _file_of(root: str, dotted: str) -> str | None:
    base = os.path.join(root, *dotted.split("."))
    if os.path.isfile(base + ".py"):
        return base + ".py"
    return _package_file(base)


def _package_file(folder: str) -> str | None:
    path = os.path.join(folder, "__init__.py")
    return path if os.path.isfile(path) else None


def changed_elsewhere(body: list[tree.Node]) -> Iterator[str]:
    """Yields the names of attributes and globals that functions change on objects which are not their own.

    `module.session.headers[…] = …` changes `session`, `Client.api_key = …` changes `api_key`.
    """
    imported = {
        (alias or name).split(".")[0]
        for node in tree.walk(body)
        if isinstance(node, (tree.Import, tree.ImportFrom))
        for name, alias in node.names
    }
    for node in tree.walk(body):
        if isinstance(node, tree.Function):
            yield from _changed_by(node, imported)


_PASSED_BY_LIBRARIES = frozenset({"request", "response", "req", "resp", "prepared", "r", "self", "cls"})


def _changed_by(function: Any, imported: set[str]) -> Iterator[str]:
    parameters = {p.name for p in function.parameters} - _PASSED_BY_LIBRARIES
    local = {
        target.id
        for node in tree.walk(function.body)
        if isinstance(node, tree.Assign)
        for target in node.targets
        if isinstance(target, tree.Name)
    }
    for node in tree.walk(function.body):
        for target in _changes(node):
            path = _path(target)
            if len(path) < 2 or path[0] in _PASSED_BY_LIBRARIES or (path[0] in local and path[0] not in parameters):
                continue
            yield path[1]
            if path[0] in imported:
                yield path[0]


def _set_by_name(node: Any) -> Any:
    """Returns the object of `setattr(object, name, value)`, with an attribute that stands for the one that it sets."""
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Name) and node.function.id == "setattr":
        if len(node.arguments) == 3:
            name = node.arguments[1].value
            given = name.value if isinstance(name, tree.Constant) and isinstance(name.value, str) else "*"
            return tree.Attribute(node.cst, node.arguments[0].value, given)
    return None


def _set_at_will(body: list[tree.Node]) -> Iterator[str]:
    for node in tree.walk(body):
        by_name = _set_by_name(node)
        if by_name is not None and by_name.name == "*":
            yield from _path(by_name.base)[-1:]


def _changes(node: Any) -> list[Any]:
    by_name = _set_by_name(node)
    if by_name is not None:
        return [by_name]
    if isinstance(node, (tree.Assign, tree.Delete)):
        return [target for target in node.targets if not isinstance(target, tree.Name)]
    if isinstance(node, tree.AugmentedAssign):
        return [node.target]
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute) and node.function.name in CHANGING:
        return [node.function.base]
    return []


def _path(node: Any) -> list[str]:
    found: list[str] = []
    while isinstance(node, (tree.Attribute, tree.Subscript)):
        if isinstance(node, tree.Attribute):
            found.append(node.name)
        node = node.base
    return [node.id, *reversed(found)] if isinstance(node, tree.Name) else []


CHANGING = frozenset(
    {"update", "setdefault", "pop", "popitem", "clear", "append", "extend", "insert", "add", "remove", "mount",
     "add_header", "add_unredirected_header"}
)  # fmt: skip


def _rebound(body: list[tree.Node]) -> Iterator[tuple[str, tree.Node]]:
    for node in body:
        for inner in tree.walk(node):
            if isinstance(inner, (tree.Function, tree.Lambda)):
                for name in _changed_in(inner):
                    yield name, inner


def _changed_in(function: Any) -> Iterator[str]:
    local = {parameter.name for parameter in function.parameters}
    body = function.body if isinstance(function.body, list) else [function.body]
    declared: set[str] = set()
    changed: set[str] = set()
    for node in tree.walk(body):
        if isinstance(node, tree.Global):
            declared.update(node.names)
        elif isinstance(node, (tree.Assign, tree.Delete)):
            for target in node.targets:
                if isinstance(target, tree.Name) and isinstance(node, tree.Assign):
                    local.add(target.id)
                elif not isinstance(target, tree.Name):
                    changed.update(_base_name(target))
        elif isinstance(node, tree.AugmentedAssign) and not isinstance(node.target, tree.Name):
            changed.update(_base_name(node.target))
        elif (by_name := _set_by_name(node)) is not None:
            changed.update(_base_name(by_name))
        elif (
            isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute) and node.function.name in CHANGING
        ):
            changed.update(_base_name(node.function.base))
    yield from declared
    yield from changed - local


def _base_name(node: Any) -> Iterator[str]:
    while isinstance(node, (tree.Attribute, tree.Subscript)):
        node = node.base
    if isinstance(node, tree.Name):
        yield node.id
