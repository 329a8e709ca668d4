"""Makes the outline of a file of Python's own syntax tree, ten times as fast as LibCST's."""

from __future__ import annotations

import ast
import warnings
from typing import Any

from cko_lint.project.mentions import SELF, Mentions, called_path, stands_for_company
from cko_lint.project.outline import (
    BODY,
    CLASS,
    FIELD,
    FUNCTION,
    OWN_CLASS,
    PROPERTY,
    SCRIPT,
    VARIABLE,
    Definition,
    Import,
    Outline,
)  # fmt: skip
from cko_lint.syntax.ast_nodes import children, dotted, last_name, names_of_parameters, path_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PROPERTIES = frozenset({"property", "cached_property", "computed_field", "hybrid_property"})
_VALIDATORS = frozenset({"validator", "field_validator", "model_validator", "root_validator"})
# What a library passes to the functions that it calls, and a method's own object: others are not changed through these.
_PASSED = frozenset({"request", "response", "req", "resp", "prepared", "r", "self", "cls"})
_ENDING = frozenset({"exit", "_exit", "quit", "abort"})
_MOST_EXPRESSIONS = 40
_ENUMERATIONS = ("Enum", "Choices")
_DEFINING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_OF_THEIR_OWN = (*_DEFINING, ast.Lambda)


def outline(data: bytes) -> Outline | None:
    """Returns the outline of a file, or None if Python cannot decode or parse it."""
    if not _is_decodable(data):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    made = _Outliner()
    made.statements(module.body, "")
    return Outline(
        made.imports, made.definitions, made.bases, frozenset(made.changes()), frozenset(made.set_at_will), made.acts()
    )


def _is_decodable(data: bytes) -> bool:
    """Whether bytes are text in the encoding that they declare: `ast` does not look at that of comments."""
    try:
        data.decode()
    except UnicodeDecodeError:
        import tokenize

        try:
            data.decode(tokenize.detect_encoding(iter(data.splitlines(keepends=True)).__next__)[0])
        except (SyntaxError, UnicodeDecodeError, LookupError, StopIteration):
            return False
    return True


class _Outliner:
    """Goes over the statements of a module and its classes; what is inside of a function belongs to that function."""

    def __init__(self) -> None:
        self.imports: list[Import] = []
        self.definitions: list[Definition] = []
        self.bases: dict[str, tuple[str, ...]] = {}
        self.set_at_will: set[str] = set()
        self._changed: set[tuple[str, str]] = set()
        self._acts: set[tuple[str, str]] = set()
        self._called: set[str] = set()
        self._inside: dict[str, Mentions] = {}

    def acts(self) -> frozenset[tuple[str, str]]:
        """Returns what the body of the module does to others, itself or through its functions."""
        imported = {one.bound for one in self.imports}
        found, pending = set(self._acts), list(self._called)
        while pending:
            made = self._inside.pop(pending.pop(), None)
            if made is not None:
                found |= made.acts()
                pending += made.called
        own = {definition.name for definition in self.definitions} if "*" in imported else set()
        return frozenset(act for act in found if act[0] in imported or ("*" in imported and act[0] not in own))

    def changes(self) -> Iterator[str]:
        """Yields what functions change on objects which are not their own."""
        imported = {one.bound for one in self.imports}
        for base, name in self._changed:
            if name:
                yield name
            if base in imported:
                yield base

    def statements(self, body: Iterable[ast.stmt], owner: str) -> None:
        for statement in body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._function(statement, owner)
            elif isinstance(statement, ast.ClassDef):
                self._class(statement, owner)
            elif isinstance(statement, (ast.Import, ast.ImportFrom)):
                self._import(statement)
            else:
                self._statement(statement, owner)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, owner: str) -> None:
        names = {last_name(decorator) for decorator in node.decorator_list}
        self._acts.update(filter(None, map(called_path, node.decorator_list)))
        kind = PROPERTY if names & _PROPERTIES or names & _VALIDATORS else FUNCTION
        found = self._seen([node], is_function=True)
        if not owner:
            self._inside[node.name] = found
        parameters = names_of_parameters(node.args)
        others = [
            path
            for path in found.changed
            if path and path[0] not in _PASSED and not (path[0] in found.assigned and path[0] not in parameters)
        ]
        self._changed.update((*path, "")[:2] for path in others)  # type: ignore[misc]
        if node.name.startswith("test") or "fixture" in names:  # pytest passes what is called like its parameters
            found.mentions.update(parameters)
        fills = {path[0] for path in others} - parameters | found.bound.keys()
        if owner and any(path and path[0] == OWN_CLASS for path in found.changed):
            fills.add(OWN_CLASS)
        given_to = frozenset(filter(None, map(called_path, node.decorator_list)))
        self._add(owner, node.name, kind, found, decides=_may_decide(node), fills=frozenset(fills), given_to=given_to)
        known = _given(node.args)
        for name, several in found.values.items():
            known.setdefault(name, []).extend(several)
        for name, value in found.attributes_of_self:
            seen = self._seen(_made_of(value, known))
            self._add(owner, name, VARIABLE if owner else FIELD, seen, decides=_is_decision(value))
        for name, base, value in found.fields:
            self._add("", name, FIELD, self._seen(_made_of(value, known)), base=base)
        for name in found.bound if not owner else ():  # `global client`
            for value in found.values.get(name, ()):
                self._add("", name, VARIABLE, self._seen(_made_of(value, {})))

    def _class(self, node: ast.ClassDef, owner: str) -> None:
        name = f"{owner}.{node.name}" if owner else node.name
        self._acts.update(filter(None, map(called_path, node.decorator_list)))
        self._acts.update((path[0], "__init_subclass__") for path in map(path_of, node.bases) if path)
        found = self._seen([*node.bases, *node.decorator_list, *(keyword.value for keyword in node.keywords)])
        given_to = frozenset(filter(None, map(called_path, node.decorator_list)))
        self._add(owner, node.name, CLASS, found, given_to=given_to)
        self.bases[name] = tuple(filter(None, (dotted(base) for base in node.bases)))
        self.statements(node.body, name)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            self.imports += [Import(0, alias.name, "", alias.asname or "") for alias in node.names]
        else:
            self.imports += [
                Import(node.level, node.module or "", alias.name, alias.asname or alias.name) for alias in node.names
            ]

    def _statement(self, node: ast.stmt, owner: str) -> None:
        """A statement that binds names defines them; of a compound one each name is defined by the whole."""
        is_simple = isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr))
        inner = [] if is_simple else [n for n in ast.walk(node) if isinstance(n, _DEFINING)]
        found = self._seen([node])
        decides = isinstance(node, (ast.Assign, ast.AnnAssign)) and _is_decision(node.value)
        fills = frozenset(path[0] for path in found.changed if path)
        for name in found.bound or ("",):
            kind = VARIABLE if name else BODY
            self._add(owner, name, kind, found, decides=decides, fills=fills, given_to=frozenset(found.called_paths()))
        for name, base, value in found.fields:
            self._add("", name, FIELD, self._seen([value]), base=base)
        if isinstance(node, ast.If) and "__name__" in found.mentions:
            self._add(owner, SCRIPT, FUNCTION, found)
        else:
            self._acts |= found.acts()
            self._called |= found.called
        if inner:  # `if TYPE_CHECKING:`, `try:` around definitions
            self.statements(inner, owner)

    def _add(self, owner: str, name: str, kind: str, found: Mentions, **more: Any) -> None:
        mentions = frozenset(found.mentions)
        is_anchor = found.is_anchor or (found.names_company and not self._is_member_for_company(owner, name))
        self.definitions.append(Definition(owner, name, kind, mentions, is_anchor, found.looks_up, **more))

    def _is_member_for_company(self, owner: str, name: str) -> bool:
        """Whether a member of an enumeration, say of payment providers, stands for the company, and for no host."""
        is_enumeration = any(base.endswith(_ENUMERATIONS) for base in self.bases.get(owner, ()))
        return is_enumeration and stands_for_company(name)

    def _seen(self, nodes: list[ast.AST], is_function: bool = False) -> Mentions:
        found = Mentions()
        found.see(nodes, is_function)
        self.imports += found.imports
        self.set_at_will |= found.set_at_will
        return found


def _may_decide(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function may raise, end the program or set a global, or gives what programs branch on: a flag, a comparison.

    One without parameters reads something, whatever that is.
    """
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    only_reads = all(argument.arg in SELF for argument in given) and not (node.args.vararg or node.args.kwarg)
    pending: list[ast.AST] = list(node.body)
    while pending:
        inner = pending.pop()
        if isinstance(inner, _OF_THEIR_OWN):
            continue
        if isinstance(inner, (ast.Raise, ast.Assert, ast.Global)):
            return True
        if isinstance(inner, ast.Call) and last_name(inner) in _ENDING:
            return True
        if isinstance(inner, ast.Return) and inner.value is not None and (only_reads or _is_decision(inner.value)):
            return True
        pending += children(inner)
    return False


def _is_decision(value: ast.AST | None) -> bool:
    """Whether a value is one that programs branch on."""
    if isinstance(value, ast.Constant):
        return value.value is not None and value.value is not ...
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.op, ast.Not)
    return isinstance(value, (ast.Compare, ast.BoolOp, ast.IfExp))


def _given(arguments: ast.arguments) -> dict[str, list[ast.AST]]:
    """Returns the defaults of parameters, and the dependencies that their annotations name, by their names."""
    found = _defaults(arguments)
    for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if isinstance(one.annotation, ast.Subscript) and last_name(one.annotation.value) == "Annotated":
            found.setdefault(one.arg, []).append(one.annotation.slice)
    return found


def _defaults(arguments: ast.arguments) -> dict[str, list[ast.AST]]:
    positional = [*arguments.posonlyargs, *arguments.args]
    given = positional[len(positional) - len(arguments.defaults) :]
    found: dict[str, list[ast.AST]] = {
        one.arg: [default] for one, default in zip(given, arguments.defaults, strict=True)
    }
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is not None:
            found[one.arg] = [default]
    return found


def _made_of(value: ast.AST, known: dict[str, list[ast.AST]]) -> list[ast.AST]:
    """Returns an expression with those that its names stand for in the function: `self.url = url` of a default."""
    found = [value]
    seen: set[str] = set()
    for node in found:
        if len(found) > _MOST_EXPRESSIONS:
            break
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and inner.id in known and inner.id not in seen:
                seen.add(inner.id)
                found += known[inner.id]
    return found
