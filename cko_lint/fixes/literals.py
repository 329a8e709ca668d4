"""Reads a key from an environment variable where it is written out: `"sk_…"` becomes `os.environ["CKO_SECRET_KEY"]`."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from cko_lint.findings import Remedy
from cko_lint.fixes import imports
from cko_lint.fixes.files import Files
from cko_lint.fixes.key_names import variable
from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Patch

_PREFIX = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_READERS = frozenset({"config", "env", "str", "get", "getenv"})
_SETTINGS = frozenset({"BaseSettings"})
_TEXTS = (ast.Constant, ast.JoinedStr)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class _Key(NamedTuple):
    """A key in a file: where its characters stand, and what is known of it."""

    module: ModuleText
    start: int
    end: int
    kind: str
    environment: str
    is_apart: bool
    """Whether the project has keys of both environments, so that they need variables of their own."""
    known: tuple[str, ...]


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what reads the key at the place; None for one in a comment, a docstring, or where no expression can be."""
    (location,), (kind, environment, apart, *known) = remedy.places, remedy.words
    module = files.module(location.path)
    if module is None:
        return None
    start, end = module.lines.index(location.start), module.lines.index(location.end)
    key = _Key(module, start, end, kind, environment, bool(apart), tuple(known))
    node = _node_of(key)
    if node is None or not _can_be_expression(module, node):
        return None
    return _without_default(key, node) or _instead(key, node)


def _node_of(key: _Key) -> ast.expr | None:
    """Returns the text that a key is in; where it is put together from pieces, all that makes it."""
    module = key.module
    formatted = module.smallest_around(key.start, key.end, ast.JoinedStr)
    constant = module.smallest_around(key.start, key.end, ast.Constant)
    if formatted is not None:
        return formatted
    if constant is not None and isinstance(constant.value, (str, bytes)):
        return constant
    return next((node for node in module.all(ast.expr) if module.span(node) == (key.start, key.end)), None)


def _can_be_expression(module: ModuleText, node: ast.expr) -> bool:
    """Whether another expression may stand there: not for a docstring, a pattern, the key of a dictionary, or an annotation."""
    parent = module.parent(node)
    match parent:
        case ast.Expr() | ast.MatchValue() | ast.Subscript():
            return False
        case ast.Dict(keys=keys):
            return node not in keys
        case ast.Tuple():
            return not isinstance(module.parent(parent), ast.Subscript)
        case ast.AnnAssign(value=value):
            return node is value
        case ast.arg():
            return False
    return parent is not None


# ----------------------------------------------------- a default of what reads a variable


def _without_default(key: _Key, node: ast.expr) -> list[Patch] | None:
    """Returns what takes the key out where it is only the default of a variable that is read anyway."""
    parent = key.module.parent(node)
    holder = key.module.parent(parent) if isinstance(parent, ast.keyword) else parent
    if isinstance(holder, ast.Call):
        return _without_default_of_call(key, node, holder)
    if isinstance(holder, ast.AnnAssign) and _is_setting(key.module, holder):
        return [Patch(key.module.path, key.module.span(holder.annotation)[1], key.module.span(holder)[1], "")]
    return None


def _without_default_of_call(key: _Key, node: ast.expr, call: ast.Call) -> list[Patch] | None:
    module = key.module
    name = call.args[0] if call.args else None
    is_default = node in call.args[1:2] or any(k.arg == "default" and k.value is node for k in call.keywords)
    if not (is_default and isinstance(name, ast.Constant) and isinstance(name.value, str)):
        return None
    if _called(call) not in _READERS or not module.is_exact(call):
        return None
    if _called(call) in ("getenv", "get"):
        said = imports.variable(module, module.span(call)[0], name.value)
        is_environ = _called(call) == "getenv" or "environ" in module.source(call.func)
        return [*said.patches, module.replacing(call, said.text)] if is_environ else None
    start, end = module.span(call)
    rest = [module.source(k) for k in call.keywords if k.value is not node]
    others = [module.source(argument) for argument in call.args if argument is not node]
    return [Patch(module.path, start, end, f"{module.source(call.func)}({', '.join((*others, *rest))})")]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_setting(module: ModuleText, assigned: ast.AnnAssign) -> bool:
    """Whether a field is read from the environment by the class that it is in."""
    cls = module.parent(assigned)
    bases = cls.bases if isinstance(cls, ast.ClassDef) else []
    return any((getattr(base, "attr", None) or getattr(base, "id", "")) in _SETTINGS for base in bases)


# ----------------------------------------------------- a literal


def _instead(key: _Key, node: ast.expr) -> list[Patch] | None:
    module = key.module
    start, end = module.span(node)
    name = variable(key.kind, key.environment, _target(module, node), key.known, key.is_apart)
    if _is_whole(key, node):
        said = imports.variable(module, start, name)
        text = f"{said.text}.encode()" if _is_bytes(node) else said.text
        return [*said.patches, Patch(module.path, start, end, text)]
    return _within(key, node, name)


def _is_whole(key: _Key, node: ast.expr) -> bool:
    """Whether a text is the key and nothing else."""
    if (key.start, key.end) == key.module.span(node):
        return True
    value = node.value if isinstance(node, ast.Constant) else None
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    return isinstance(text, str) and text == key.module.text[key.start : key.end]


def _is_bytes(node: ast.expr) -> bool:
    constants = (inner for inner in ast.walk(node) if isinstance(inner, ast.Constant))
    return any(isinstance(constant.value, bytes) for constant in constants)


def _within(key: _Key, node: ast.expr, name: str) -> list[Patch] | None:
    """Returns what makes a text that holds the key an f-string, with the variable in the place of the key."""
    module = key.module
    start, end = module.span(node)
    match = _PREFIX.match(module.text, start)
    if match is None or not _is_one_token(module, start, end) or "b" in match[1].lower():
        return None
    is_formatted = isinstance(node, ast.JoinedStr)
    inside = module.text[match.end() : end - len(match[2])]
    if not is_formatted and (set(inside) & set("{}") or _is_template(module, node)):
        return None
    other = '"' if match[2][0] == "'" else "'"
    said = imports.variable(module, start, name, other)
    prefix = [] if is_formatted else [module.inserting(start, "f")]
    return [*said.patches, *prefix, Patch(module.path, key.start, key.end, f"{{{said.text}}}")]


def _is_one_token(module: ModuleText, start: int, end: int) -> bool:
    """Whether a text is written as one literal, and not as several that stand side by side."""
    try:
        return len(ast.parse(f"({module.text[start:end]}\n)").body) == 1 and module.is_one_literal(start, end)
    except SyntaxError:
        return False


def _is_template(module: ModuleText, node: ast.expr) -> bool:
    """Whether a text is formatted by `%` or a method, which an f-string may not be."""
    parent = module.parent(node)
    is_formatted = isinstance(parent, ast.Attribute) and parent.attr == "format"
    return is_formatted or (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mod) and parent.left is node)


def _target(module: ModuleText, node: ast.AST) -> list[str]:
    """Returns the names that a value stands under, the nearest first: arguments, entries of dictionaries, variables."""
    names: list[str] = []
    child = node
    for outer in module.around(node):
        match outer:
            case ast.keyword(arg=str(name)):
                names.append(name)
            case ast.Dict(keys=keys, values=values) if child in values:
                key = keys[values.index(child)] if isinstance(child, ast.expr) else None
                names += [key.value] if isinstance(key, ast.Constant) and isinstance(key.value, str) else []
            case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) | ast.NamedExpr(target=target):
                names.append(_name(target))
            case ast.arguments():
                names += _parameter(outer, child)
            case ast.ClassDef():
                return [*names, outer.name]
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                return names
        child = outer
    return names


def _parameter(arguments: ast.arguments, default: ast.AST) -> list[str]:
    """Returns the name of the parameter that has a default."""
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return [argument.arg for argument, value in pairs if value is default]


def _name(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
    return ""
