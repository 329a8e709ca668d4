"""The modules of a project: found by file or by name, parsed once and only if their syntax is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from cko_lint.project.bystanders import Bystanders
from cko_lint.project.data_files import LARGEST
from cko_lint.project.files import python_files
from cko_lint.project.index import Index
from cko_lint.project.rebound import rebound_in
from cko_lint.project.roots import module_name, project_root, search_roots
from cko_lint.project.surroundings import Surroundings
from cko_lint.sources.lines import split_lines, with_plain_ends
from cko_lint.sources.scan import shown
from cko_lint.syntax import source as syntax
from cko_lint.syntax import tree
from cko_lint.syntax.errors import Undecodable, Unparsable

_ADDONS = ("odoo.addons.", "openerp.addons.")
"""Where Odoo has the packages of all its addons, wherever their folders are."""
_SDK = "checkout_sdk"
_SDK_FILES = (("checkout_sdk.py", "environment.py", "exception.py"), ("api_client.py", "errors.py"))


class Module:
    """One file of the project, parsed when it is first asked for its syntax. `frame` holds its names once it has been run.

    A file that could not be read or parsed has no statements, and its names are not known.
    """

    def __init__(self, path: str, shown: str, name: str, read: Callable[[], bytes]) -> None:
        self.path = path
        self.shown = shown
        self.name = name
        self.frame: Any = None
        self.running = False
        self.condition: Any = None
        """What holds once the module has been imported: otherwise its body would have raised."""
        self.is_package = os.path.basename(path) in ("__init__.py", "__init__.pyi")
        self.looked_up: dict[object, Any] = {}
        """What was found out about places in it, by what tells these apart."""
        self._lines: list[str] | None = None
        self._rebound: dict[str, list[tree.Node]] | None = None
        self._read = read
        self._data: bytes | None = None
        self._source: bytes | None = None
        self._parsed: syntax.Parsed | None = None
        self._failure: Exception | None = None

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        if self._data is None:
            self._data = self._read()
        return self._data

    @property
    def source(self) -> bytes:
        """The bytes of the file with a line feed alone at the end of every line, for whoever searches in them."""
        if self._source is None:
            self._source = with_plain_ends(self.data)
        return self._source

    @property
    def parsed(self) -> syntax.Parsed:
        """The syntax of the file; without statements, and `failure` is set, where there is none."""
        if self._parsed is None:
            try:
                self._parsed = syntax.parse(syntax.decode(self.data))
            except (OSError, Undecodable, Unparsable) as error:
                self._failure = error
                self._parsed = syntax.parse("")
        return self._parsed

    @property
    def is_parsed(self) -> bool:
        """Whether its syntax has been asked for."""
        return self._parsed is not None

    @property
    def failure(self) -> Exception | None:
        """Why the file, or a part of it, could not be read or parsed; known only of what has been asked for."""
        return self._failure or (self._parsed.failure if self._parsed is not None else None)

    @property
    def cannot_be_parsed(self) -> bool:
        """Whether the file has no syntax that can be read."""
        return not self.parsed.body and self.failure is not None

    def span(self, node: tree.Node) -> tuple[int, int, int, int]:
        """Returns where a node stands; the first call computes it for the whole file."""
        return self.parsed.span(node) or (1, 1, 1, 1)

    def has(self, node: tree.Node) -> bool:
        """Whether a node is one of this file's."""
        return self.parsed.span(node) is not None

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
            for name, function in rebound_in(self.parsed.body):
                self._rebound.setdefault(name, []).append(function)
        return self._rebound

    def __repr__(self) -> str:
        return f"<module {self.name}>"


class Project:
    """All that can be imported by the files of one project."""

    def __init__(self, index: Index, packages: frozenset[str]) -> None:
        """`index` is that of the project's files, `packages` are the HTTP libraries that models answer for."""
        self.root = index.root
        self.index = index
        self._packages = packages
        self.eager: frozenset[str] = frozenset()
        """The files whose modules are run where they are imported, and not only when somebody asks for one of their names."""
        self.passing: dict[str, tuple[str, ...]] = {}
        """Other files through whose imports code gets names of those."""
        self.modules: dict[str, Module] = {}
        self._shown: dict[str, str] = {}
        self._names: dict[tuple[str, str], str | None] = {}
        self._roots: dict[str, str] = {}
        self._copies: dict[str, bool] = {}
        self._bystanders = Bystanders(index, self.path_of, packages)
        # What a file of a package means by these names are not its neighbours, whatever they are called.
        self._of_others = packages | sys.stdlib_module_names
        self._searched: dict[str, list[str]] = {}
        self._files: dict[str, list[str]] = {}
        self.surroundings = Surroundings(index.root, index.left_out)
        self._data_files: dict[str, bytes | None] = {}

    def data(self, path: str) -> bytes | None:
        """Returns the bytes of a file that a program loads as its settings; None if there is none, or it is too large."""
        if path not in self._data_files:
            self._data_files[path] = self.surroundings.data(path, LARGEST)
        return self._data_files[path]

    def uses_http(self, path: str) -> bool:
        """Whether a file imports an HTTP library that is no part of Python."""
        outline = self.index[path].outline
        packages = self._packages - sys.stdlib_module_names
        return outline is not None and any(one.package in packages for one in outline.imports)

    def forget_runs(self) -> None:
        """Forgets what running the modules has given: they can be run again."""
        for module in self.modules.values():
            module.frame = module.condition = None

    def add(self, path: str, shown: str) -> Module:
        """Adds a file that the run was given, under the path that reports show."""
        self._shown[path] = shown
        return self.load(path)

    def load(self, path: str) -> Module:
        """Returns the module in a file; it is read and parsed when it is first asked for its syntax."""
        found = self.modules.get(path)
        if found is None:
            name = self._shown.get(path) or shown(path)
            found = self.modules[path] = Module(path, name, module_name(path), lambda: self.index[path].data)
        return found

    def named(self, dotted: str, importer: Module) -> Module | None:
        """Returns the project's module of a name as a file of the project would import it, or None."""
        path = self.path_of(os.path.dirname(importer.path), 0, dotted)
        return self.load(path) if path is not None else None

    def _is_official(self, folder: str) -> bool:
        """Whether the SDK that a folder would import is a copy of Checkout.com's own: that is known without reading it."""
        for root in self._search_roots(folder):
            package = os.path.join(root, _SDK)
            if self.surroundings.has_folder(package):
                return self._is_copy_of_sdk(package)
        return False

    def is_of_sdk(self, path: str) -> bool:
        """Whether a file is of a copy of Checkout.com's own SDK."""
        before, name, _ = path.partition(f"{os.sep}{_SDK}{os.sep}")
        return bool(name) and self._is_copy_of_sdk(os.path.join(before, _SDK))

    def _is_copy_of_sdk(self, package: str) -> bool:
        if package not in self._copies:
            files = [[os.path.join(package, file) for file in several] for several in _SDK_FILES]
            self._copies[package] = any(all(map(self.surroundings.has_module, several)) for several in files)
        return self._copies[package]

    def relative(self, importer: Module, level: int, dotted: str) -> Module | None:
        """Returns the module that `from ..dotted import` names in a module, or None."""
        folder = os.path.dirname(importer.path)
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        path = self._file_of(folder, dotted) if dotted else self._package_file(folder)
        return self.load(path) if path is not None else None

    def is_bystander(self, path: str, name: str) -> bool:
        """Whether a name of a module outside of the slice stands for code that no request depends on."""
        return path not in self.eager and self._bystanders.has(path, name)

    def decides(self, path: str, name: str, member: str = "") -> bool:
        """Whether a bystander, or a member of one that is a class, may decide what runs afterwards."""
        return self._bystanders.decides(path, name, member)

    def root_of(self, path: str) -> str:
        """Returns the folder of the project that a file belongs to."""
        folder = os.path.dirname(path)
        if folder not in self._roots:
            self._roots[folder] = project_root(folder)
        return self._roots[folder]

    def files(self, root: str) -> list[str]:
        """Returns the Python files of the project in a folder."""
        if root not in self._files:
            self._files[root] = (
                self.index.paths
                if root == self.root
                else [os.path.join(root, path) for path, _, _ in python_files(root)]
            )
        return self._files[root]

    def containing(self, root: str, needles: tuple[bytes, ...]) -> Iterator[str]:
        """Yields the files below a folder that contain one of the given texts."""
        for path in self.files(root) if needles else ():
            data = self.text(path)
            if any(needle in data for needle in needles):
                yield path

    def path_of(self, folder: str, level: int, dotted: str) -> str | None:
        """Returns the file of the module that a name stands for in an import of a folder; `level` is that of its dots."""
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self._file_of(folder, dotted) if dotted else self._package_file(folder)
        if dotted.startswith(_ADDONS):
            dotted = dotted.split(".", 2)[2]
        key = (folder, dotted)
        if key not in self._names and dotted.split(".")[0] == _SDK and self._is_official(folder):
            self._names[key] = None
        if key not in self._names:
            roots = self._search_roots(folder)
            if dotted.split(".")[0] in self._of_others:
                roots = [root for root in roots if not self._package_file(root)]
            self._names[key] = next(filter(None, (self._file_of(root, dotted) for root in roots)), None)
        return self._names[key]

    def _search_roots(self, folder: str) -> list[str]:
        if folder not in self._searched:
            self._searched[folder] = search_roots(folder)
        return self._searched[folder]

    def text(self, path: str) -> bytes:
        """Returns the bytes of a file with a line feed alone at the end of every line; empty if it cannot be read."""
        return with_plain_ends(self.index[path].data)

    def _file_of(self, root: str, dotted: str) -> str | None:
        base = os.path.join(root, *dotted.split("."))
        if self.surroundings.has_module(base + ".py"):
            return base + ".py"
        return self._package_file(base)

    def _package_file(self, folder: str) -> str | None:
        path = os.path.join(folder, "__init__.py")
        return path if self.surroundings.has_module(path) else None
