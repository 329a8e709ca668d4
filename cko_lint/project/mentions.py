"""What some code mentions, binds, changes and calls, by its names alone."""

from __future__ import annotations

import ast
import re
from typing import Any

from cko_lint.project.data_files import SUFFIXES
from cko_lint.project.outline import Import
from cko_lint.project.plain_headers import sets_plain_header, updates_plain_headers
from cko_lint.sources.prefilter import in_use, is_anchor, is_key_name
from cko_lint.syntax.ast_nodes import children, last_name, names_of_parameters, path_of, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHANGING_LIBRARIES = frozenset(
    {"update", "setdefault", "pop", "popitem", "clear", "append", "extend", "insert", "add", "remove", "mount",
     "add_header", "add_unredirected_header", "add_credentials", "add_certificate", "addRawHeader", "setRawHeaders"}
)  # fmt: skip
"""The methods that change the object that they are called on, and may change one that an HTTP library keeps."""
CHANGING = CHANGING_LIBRARIES | {"read", "read_dict", "read_file", "read_string", "set"}
"""The methods that change the object that they are called on: those, and what fills a `ConfigParser`."""
SELF = ("self", "cls")
_CONFIGURING = frozenset({"update", "from_mapping"})
"""The methods that fill the `config` of an application with what they are given."""
_ANY = "*"
_LONGEST_NAME = 120
_LONGEST_PIECE = 40
_LIKE_SECRET = re.compile(r"[sp]k_(?:sbox_|test_)?[A-Za-z0-9]{8}|(?:\d+[A-Za-z]+){3}").search
"""Finds what is no name but a key or another secret, or a part of one: the outlines are kept in the cache."""
_HOST = ("checkout", "com")
COMPANY = "checkout.com"
"""The domain alone, which is also what the company is called."""
_OF_COMPANY = frozenset({"checkout", "checkoutcom", "cko"})
_OF_SHOPS = frozenset({"checkout", "Checkout"})
"""What every shop has."""
_BEGINS_HOST = re.compile(r"https?://(?:[\w-]+\.)*\Z", re.IGNORECASE).match
"""Whether a text begins a URL whose host goes on in another piece."""
_MAY_BE_OF_HOST = re.compile("(?i:checkout|com)").search


class Mentions:
    """What some code mentions, binds and changes."""

    def __init__(self) -> None:
        self.mentions: set[str] = set()
        self.bound: dict[str, None] = {}
        self.attributes_of_self: list[tuple[str, ast.AST]] = []
        self.fields: list[tuple[str, str, ast.AST]] = []
        self.changed: list[tuple[str, ...]] = []
        self.assigned: set[str] = set()
        self.declared: set[str] = set()
        """What is declared as `global`."""
        self.values: dict[str, list[ast.AST]] = {}
        """What is assigned to each plain name."""
        self.words: set[str] = set()
        """The words of Checkout.com's host that stand where two pieces may meet."""
        self.names_company = False
        self.begins_host = False
        self.set_at_will: set[str] = set()
        self.imports: list[Import] = []
        self.called: set[str] = set()
        self.is_anchor = False
        self.looks_up = False
        self._statements: list[ast.AST] = []

    def acts(self) -> set[tuple[str, str]]:
        """Returns what the code changes, and what it calls for what that does, and not for what it returns."""
        return {(path[0], "") for path in self.changed if path} | self.called_paths()

    def called_paths(self) -> set[tuple[str, str]]:
        """Returns the first and the last names of what the code calls for what that does."""
        return set(filter(None, map(called_path, self._statements)))

    def see(self, nodes: list[ast.AST], is_function: bool) -> None:
        """Adds what some nodes, and all below them, mention; `is_function` if they are the body of one."""
        mentions = self.mentions
        pending = list(nodes)
        while pending:
            node = pending.pop()
            kind = type(node)
            if kind is ast.Name:
                mentions.add(node.id)  # type: ignore[attr-defined]
                continue
            if kind is ast.Constant:
                self._constant(node.value)  # type: ignore[attr-defined]
                continue
            if kind is ast.Attribute:
                mentions.add(node.attr)  # type: ignore[attr-defined]
            elif kind in _SEEN_BY:
                _SEEN_BY[kind](self, node, is_function)
            pending += children(node)
        if not self.is_anchor:
            self.is_anchor = any(map(is_key_name, mentions)) or _names_added(mentions)
        if self.begins_host and any(stands_for_company(name) and name not in _OF_SHOPS for name in mentions):
            self.is_anchor = True

    def _constant(self, value: object) -> None:
        if isinstance(value, bytes):
            value = value.decode("latin-1")
        if not isinstance(value, str) or not value:
            return
        self.begins_host = self.begins_host or _BEGINS_HOST(value) is not None
        if value.lower() == COMPANY:
            self.names_company = True
            self.mentions.update((value, *value.split(".")))
            return
        if len(value) <= _LONGEST_PIECE and _MAY_BE_OF_HOST(value):  # of a host that is put together
            self.words |= _words_of_host(value)
            self.is_anchor = self.is_anchor or len(self.words) == len(_HOST)
        if not self.is_anchor and _may_be_anchor(value) and is_anchor(value.encode("utf-8", "replace")):
            self.is_anchor = True
        if len(value) <= _LONGEST_NAME and value.endswith(SUFFIXES):
            self.mentions.add(value.rpartition("/")[2])
        is_name = len(value) <= _LONGEST_NAME and value.replace(".", "").replace(":", "").replace("_", "").isalnum()
        if is_name and not _LIKE_SECRET(value):
            self.mentions.add(value)
            if "." in value or ":" in value:
                self.mentions.update(value.replace(":", ".").split("."))

    def _import(self, node: ast.Import, is_function: bool) -> None:
        self.imports += [Import(0, alias.name, "", alias.asname or "") for alias in node.names]

    def _import_from(self, node: ast.ImportFrom, is_function: bool) -> None:
        self.imports += [Import(node.level, node.module or "", a.name, a.asname or a.name) for a in node.names]

    def _statement(self, node: ast.Expr, is_function: bool) -> None:
        self._statements.append(node.value)

    def _keyword(self, node: ast.keyword, is_function: bool) -> None:
        if node.arg:
            self.mentions.add(node.arg)

    def _global(self, node: ast.Global, is_function: bool) -> None:
        self.mentions.update(node.names)
        self.declared.update(node.names)
        self.bound.update(dict.fromkeys(node.names))

    def _binding(self, node: ast.AST, is_function: bool) -> None:
        for target, value in _bindings(node):
            self._bind(target, value, is_function)

    def _walrus(self, node: ast.NamedExpr, is_function: bool) -> None:
        self.bound[node.target.id] = None

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, is_function: bool) -> None:
        self.mentions.add(node.name)
        _without_docstring(node)

    def _call(self, node: ast.Call, is_function: bool) -> None:
        name = last_name(node.func)
        if isinstance(node.func, ast.Name):
            self.called.add(name)
        if name in ("getattr", "setattr", "attrgetter", "methodcaller"):
            key = node.args[1] if len(node.args) > 1 else node.args[0] if node.args else None
            known = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else _ANY
            self.looks_up = self.looks_up or known == _ANY
            if name == "setattr" and len(node.args) == 3:
                path = path_of(node.args[0])
                self.changed.append((*path, known))
                if known == _ANY:
                    self.set_at_will.update(path[-1:])
        elif name in ("globals", "vars", "locals", "import_module", "import_string", "getmembers", "__import__"):
            self.looks_up = True
        elif name in CHANGING and isinstance(node.func, ast.Attribute) and not updates_plain_headers(node):
            self.changed.append(path_of(node.func.value))
        if name in _CONFIGURING and isinstance(node.func, ast.Attribute) and last_name(node.func.value) == "config":
            base = (*path_of(node.func), "")[0]
            self.fields += [(key, base, value) for key, value in _entries_of(node)]

    def _bind(self, target: ast.AST, value: ast.AST, is_function: bool) -> None:
        if isinstance(target, (ast.Tuple, ast.List)):
            for element in target.elts:
                self._bind(element, value, is_function)
        elif isinstance(target, ast.Starred):
            self._bind(target.value, value, is_function)
        elif isinstance(target, ast.Name):
            self.assigned.add(target.id)
            self.values.setdefault(target.id, []).append(value)
            if not is_function:
                self.bound[target.id] = None
        elif isinstance(target, (ast.Attribute, ast.Subscript)):
            if not sets_plain_header(target):
                self.changed.append(path_of(target) or _behind_a_call(target))
            name = last_name(target) if isinstance(target, ast.Attribute) else _key(target)
            if not name:
                return
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in SELF:
                self.attributes_of_self.append((name, value))
            else:
                self.fields.append((name, (*path_of(target), "")[0], value))


_SEEN_BY: dict[type[ast.AST], Callable[[Mentions, Any, bool], None]] = {
    ast.Import: Mentions._import,
    ast.ImportFrom: Mentions._import_from,
    ast.Call: Mentions._call,
    ast.Expr: Mentions._statement,
    ast.keyword: Mentions._keyword,
    ast.Global: Mentions._global,
    ast.NamedExpr: Mentions._walrus,
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef), Mentions._definition),
    **dict.fromkeys((ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Delete), Mentions._binding),
    **dict.fromkeys((ast.For, ast.AsyncFor, ast.With, ast.AsyncWith), Mentions._binding),
}


def stands_for_company(name: str) -> bool:
    """Whether a name, such as that of a member of an enumeration of payment providers, is that of the company."""
    return name.lower().replace("_", "") in _OF_COMPANY


def _may_be_anchor(text: str) -> bool:
    """Whether a text has a part of what an anchor has: to look for that is cheaper than for the anchor."""
    return "sk_" in text or "pk_" in text or "checkout" in text.lower() or bool(in_use())


def _names_added(mentions: set[str]) -> bool:
    """Whether names of variables that settings add are mentioned."""
    added = in_use()
    return bool(added) and any(name.lower().encode("utf-8", "replace") in added for name in mentions)


def _entries_of(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    """Yields the entries that a call gives by name, or in a dictionary."""
    for keyword in node.keywords:
        if keyword.arg:
            yield keyword.arg, keyword.value
    for argument in node.args:
        if isinstance(argument, ast.Dict):
            for key, value in zip(argument.keys, argument.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, value


def _bindings(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield target, node.value
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
        yield node.target, node  # the annotation may name a class
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.target, node.iter
    elif isinstance(node, ast.Delete):
        for target in node.targets:
            yield target, node
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            if item.optional_vars is not None:
                yield item.optional_vars, item.context_expr


def called_path(node: ast.AST) -> tuple[str, str] | None:
    """Returns the first and the last name of what is called, by a statement or as a decorator."""
    path = path_of(node.func if isinstance(node, ast.Call) else node)
    return (path[0], path[-1]) if path else None


def _without_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
    """What a docstring says is no code."""
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        node.body[0] = ast.copy_location(ast.Pass(), first)


def _words_of_host(piece: str) -> set[str]:
    """Returns the word that a piece of a host ends with, or begins with: an address at `example.com` has neither."""
    words = [word for word in piece.lower().replace("/", ".").split(".") if word]
    first, last = _HOST
    return ({first} if words[-1:] == [first] else set()) | ({last} if words[:1] == [last] else set())


def _behind_a_call(target: ast.Attribute | ast.Subscript) -> tuple[str, ...]:
    """Returns the name that `get_client().key = …` sets, behind an empty one for the object."""
    return ("", target.attr) if isinstance(target, ast.Attribute) else ()


def _key(target: ast.Subscript) -> str:
    key = target.slice
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""


def changed_by(function: ast.AST) -> set[str]:
    """Returns the names of globals that a function may rebind, or change the objects of."""
    found, local = _changed_in(function)
    for inner in walk(function):
        if inner is not function and isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            found |= _changed_in(inner)[0] - local
    return found


def _changed_in(function: Any) -> tuple[set[str], set[str]]:
    """Returns what a function changes that is not its own, and the names of what is."""
    seen = Mentions()
    seen.see([function], is_function=True)
    local = (seen.assigned | names_of_parameters(function.args)) - seen.declared
    return ({path[0] for path in seen.changed if path} - local) | seen.declared, local
