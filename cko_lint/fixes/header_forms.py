"""Brings the value of the `Authorization` header into the form `Bearer <key>`, and the header under its name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from cko_lint.findings import Location, Remedy
from cko_lint.fixes import basic_auth, bearer
from cko_lint.fixes.files import Files
from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Patch

_LITERAL = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z_-]*\s*:?\s*")
_TWICE = re.compile(r"(\s*bearer\s+)(?:bearer\s+)+", re.IGNORECASE)
_JOINED = re.compile(r"\s*bearer\s*", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{([^{}!:]+)\}")
_TEXTS = (ast.Constant, ast.JoinedStr)
_EXPRESSIONS = (ast.Name, ast.Attribute, ast.Subscript, ast.Call)


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what corrects the header at a place, by what is wrong with it."""
    (location,), (fault,) = remedy.places, remedy.words
    module = files.module(location.path)
    if module is None:
        return None
    if fault == "auth":
        return basic_auth.patches(module, location)
    if fault in ("bare", "header"):
        return _of_entry(module, location, is_renamed=fault == "header")
    node = module.node_at(location, ast.JoinedStr) or module.node_at(location, ast.Constant)
    return _of_text(module, node, fault) if node is not None else None


# ------------------------------------------------- the text that the value begins with


def _of_text(module: ModuleText, node: ast.Constant | ast.JoinedStr, fault: str) -> list[Patch] | None:
    match fault:
        case "template":
            return _formatted(module, node)
        case "masked":
            return _with_call(module, node, ".get_secret_value()")
        case "bytes":
            return _with_call(module, node, ".decode()")
    start, end = module.span(node)
    opening = _LITERAL.match(module.text, start)
    if opening is None:
        return None
    inside = opening.end()
    pattern = {"twice": _TWICE, "space": _JOINED}.get(fault, _SCHEME)
    scheme = pattern.match(module.text, inside, end - len(opening[2]))
    if scheme is None or not scheme[0]:
        return None
    is_whole = fault != "space" and scheme[0].strip().isalpha() and not scheme[0][-1:].isspace()
    return [Patch(module.path, inside, scheme.end(), "Bearer" if is_whole else "Bearer ")]


def _formatted(module: ModuleText, node: ast.Constant | ast.JoinedStr) -> list[Patch] | None:
    """Returns what makes an f-string of a text whose braces name what the program has."""
    start, end = module.span(node)
    text = module.text[start:end]
    opening = _LITERAL.match(text)
    names = [match[1].strip() for match in _PLACEHOLDER.finditer(text)]
    if opening is None or opening[1] or len(names) != 1 or not _is_known(module, node, names[0]):
        return None
    return [module.inserting(start, "f")] if text.count("{") == 1 else None


def _is_known(module: ModuleText, node: ast.expr, name: str) -> bool:
    """Whether an expression is a variable, or an attribute of one, that is assigned, imported, or a parameter here."""
    if not re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", name):
        return False
    root = name.partition(".")[0]
    return any(root in names for names in _known(module, node))


def _known(module: ModuleText, node: ast.expr) -> Iterator[set[str]]:
    scopes = [
        module.tree,
        *(outer for outer in module.around(node) if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef))),
    ]
    for scope in scopes:
        of_scope = None if scope is module.tree else scope
        yield {
            inner.id
            for inner in ast.walk(scope)
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store) and module.function(inner) is of_scope
        }
        if isinstance(scope, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield {argument.arg for argument in ast.walk(scope.args) if isinstance(argument, ast.arg)}
    for statement in module.tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            yield {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}


def _with_call(module: ModuleText, node: ast.expr, call: str) -> list[Patch] | None:
    """Returns what opens the one value that is put into a text, or added behind it."""
    value = _value_in(module, node)
    if value is None or not module.is_exact(value):
        return None
    match value:
        case ast.Call(func=ast.Name(id="str"), args=[inner], keywords=[]):
            return [module.replacing(value, f"{module.source(inner)}{call}")] if module.is_exact(inner) else None
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return [module.inserting(module.span(value)[1], call)]
    return None


def _value_in(module: ModuleText, node: ast.expr) -> ast.expr | None:
    """Returns the only value that a text takes: of an f-string, of `+`, of `%`, of `format`."""
    match node, module.parent(node):
        case ast.JoinedStr(values=parts), _:
            holes = [part.value for part in parts if isinstance(part, ast.FormattedValue) and part.conversion < 0]
            return holes[0] if len(holes) == 1 else None
        case _, ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right) if left is node:
            return right
        case _, ast.Attribute(attr="format") as method:
            match module.parent(method):
                case ast.Call(args=[argument], keywords=[]):
                    return argument
    return None


# ------------------------------------------------- the entry of the headers


def _of_entry(module: ModuleText, location: Location, is_renamed: bool) -> list[Patch] | None:
    """Returns what puts the header under its name, and `Bearer` before a value that is only the key."""
    found = _entry_at(module, location)
    if found is None:
        return None
    key, value = found
    quote = module.quote
    renamed = [module.replacing(key, f"{quote}Authorization{quote}")] if is_renamed else []
    if _has_scheme(module, value):
        return renamed or None
    with_bearer = _with_bearer(module, value)
    return [*renamed, *with_bearer] if with_bearer else None


def _entry_at(module: ModuleText, location: Location) -> tuple[ast.expr, ast.expr] | None:
    """Returns the name and the value of an entry: the value stands at the place, or the item that it is assigned to."""
    for node in module.all(ast.expr):
        if module.span(node) != (module.lines.index(location.start), module.lines.index(location.end)):
            continue
        match module.parent(node):
            case ast.Dict(keys=keys, values=values) if node in values:
                key = keys[values.index(node)]
                return (key, node) if isinstance(key, ast.Constant) else None
            case ast.Assign(targets=[ast.Subscript(slice=ast.Constant() as key) as target], value=value) if (
                target is node
            ):
                return key, value
    return None


def _has_scheme(module: ModuleText, value: ast.expr) -> bool:
    """Whether a value begins with `Bearer`, as far as it is written here."""
    return re.match(r"[fFrR]{0,2}[\"']{1,3}\s*bearer\s", module.source(value), re.IGNORECASE) is not None


def _with_bearer(module: ModuleText, value: ast.expr) -> list[Patch] | None:
    start, _ = module.span(value)
    if isinstance(value, _TEXTS):
        opening = _LITERAL.match(module.text, start)
        return [module.inserting(opening.end(), "Bearer ")] if opening is not None else None
    if isinstance(value, _EXPRESSIONS):
        return [module.replacing(value, bearer.value(module, module.source(value)))]
    return None
