"""The outline of a file: what it imports, what it defines, and which names each definition mentions.

It is made of Python's own syntax tree, ten times as fast as LibCST's, and is all that the slice needs to tell which functions
can have to do with Checkout.com.
"""

from __future__ import annotations

import ast
import warnings
from typing import Any, NamedTuple

from cko_lint.prefilter import is_anchor, is_key_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FUNCTION, PROPERTY, VARIABLE, FIELD, CLASS, BODY = "function", "property", "variable", "field", "class", "body"
"""The kinds of definitions. A FIELD is set on an object by an attribute or an item (`app.state.client = …`); a BODY is a
statement of the module, or of a class, that defines no name."""

_LONGEST_NAME = 120
_LONGEST_PIECE = 40
_MOST_EXPRESSIONS = 40
_PROPERTIES = frozenset({"property", "cached_property", "computed_field", "hybrid_property"})
_VALIDATORS = frozenset({"validator", "field_validator", "model_validator", "root_validator"})
CHANGING = frozenset(
    {"update", "setdefault", "pop", "popitem", "clear", "append", "extend", "insert", "add", "remove", "mount",
     "add_header", "add_unredirected_header"}
)  # fmt: skip
"""The methods that change the object that they are called on."""
# What a library passes to the functions that it calls, and a method's own object: others are not changed through these.
_PASSED = frozenset({"request", "response", "req", "resp", "prepared", "r", "self", "cls"})
_ANY = "*"
SCRIPT = "__main__"
"""The name of what a file does if it is run itself: `if __name__ == "__main__":`."""


class Definition(NamedTuple):
    """A function, class, variable or statement of a file, with the names that it mentions."""

    owner: str
    """The class around it, or empty."""
    name: str
    kind: str
    mentions: frozenset[str]
    is_anchor: bool = False
    """Whether its own text names Checkout.com: a host, or a key, or a name that only a key of Checkout.com's has."""
    looks_up: bool = False
    """Whether it gets attributes whose names are not written out."""
    decides: bool = False
    """Whether what runs after it may depend on it: it may raise, end the program or set a global, or is what programs branch on."""
    base: str = ""
    """Of a FIELD, the first name of what it is set on."""
    fills: frozenset[str] = frozenset()
    """The first names of what it changes, other than its own: `JOBS.append(job)` fills `JOBS`."""
    given_to: frozenset[tuple[str, str]] = frozenset()
    """The first and last names of its decorators, or of what a BODY calls."""

    @property
    def qualified(self) -> str:
        """Its name with those of the classes around it."""
        return f"{self.owner}.{self.name}" if self.owner else self.name

    def __repr__(self) -> str:
        return f"<{self.kind} {self.qualified}>"


class Import:
    """One name that an import statement binds: `from module import name as alias`, or a module where `name` is empty."""

    __slots__ = ("alias", "level", "module", "name")

    def __init__(self, level: int, module: str, name: str, alias: str) -> None:
        self.level = level
        self.module = module
        self.name = name
        self.alias = alias

    def __repr__(self) -> str:
        return f"<from {'.' * self.level}{self.module} import {self.name} as {self.alias}>"


class Outline:
    """What a file imports and defines.

    `bases` are the bases of its classes as they are written. `changes` are the names of attributes and globals that its
    functions change on objects which are not their own: `module.session.headers[…] = …` changes `session`,
    `Client.api_key = …` changes `api_key`. `set_at_will` are the names of objects whose attributes it sets under names that
    are not known. `acts` are what its body does to others when it is imported: the first name of what it changes, or of what it
    calls without keeping the result, and the last name of the latter.
    """

    __slots__ = ("acts", "bases", "changes", "definitions", "imports", "set_at_will")

    def __init__(
        self,
        imports: list[Import],
        definitions: list[Definition],
        bases: dict[str, tuple[str, ...]],
        changes: frozenset[str],
        set_at_will: frozenset[str],
        acts: frozenset[tuple[str, str]],
    ) -> None:
        self.acts = acts
        self.imports = imports
        self.definitions = definitions
        self.bases = bases
        self.changes = changes
        self.set_at_will = set_at_will


def packed(made: Outline) -> bytes:
    """Returns an outline as bytes."""
    import json  # not before there is an outline to keep

    return json.dumps(
        (
            [(i.level, i.module, i.name, i.alias) for i in made.imports],
            [
                d._replace(mentions=sorted(d.mentions), fills=sorted(d.fills), given_to=sorted(d.given_to))  # type: ignore[arg-type]
                for d in made.definitions
            ],
            list(made.bases.items()),
            sorted(made.changes),
            sorted(made.set_at_will),
            sorted(made.acts),
        ),
        separators=(",", ":"),
    ).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> Outline | None:
    """Returns the outline that was packed, or None for anything else: what is kept may have been damaged or planted."""
    import json

    try:
        imports, definitions, bases, changes, set_at_will, acts = json.loads(data)
        return Outline(
            [Import(*one) for one in imports],
            [
                Definition(
                    owner,
                    name,
                    kind,
                    frozenset(mentions),
                    is_anchor,
                    looks_up,
                    decides,
                    base,
                    frozenset(fills),
                    frozenset((first, last) for first, last in given_to),
                )
                for owner, name, kind, mentions, is_anchor, looks_up, decides, base, fills, given_to in definitions
            ],
            {name: tuple(several) for name, several in bases},
            frozenset(changes),
            frozenset(set_at_will),
            frozenset((base, name) for base, name in acts),
        )
    except (ValueError, TypeError, RecursionError):
        return None


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
        self._inside: dict[str, _Seen] = {}

    def acts(self) -> frozenset[tuple[str, str]]:
        """Returns what the body of the module does to others, itself or through its functions."""
        imported = {one.alias or one.module.split(".")[0] for one in self.imports}
        found, pending = set(self._acts), list(self._called)
        while pending:
            made = self._inside.pop(pending.pop(), None)
            if made is not None:
                found |= made.acts()
                pending += made.called
        return frozenset(act for act in found if act[0] in imported)

    def changes(self) -> Iterator[str]:
        """Yields what functions change on objects which are not their own."""
        imported = {one.alias or one.module.split(".")[0] for one in self.imports}
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
        names = {_last_name(decorator) for decorator in node.decorator_list}
        self._acts.update(filter(None, map(_act, node.decorator_list)))
        kind = PROPERTY if names & _PROPERTIES or names & _VALIDATORS else FUNCTION
        found = self._seen([node], is_function=True)
        if not owner:
            self._inside[node.name] = found
        parameters = {argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)}
        others = [
            path
            for path in found.changed
            if path and path[0] not in _PASSED and not (path[0] in found.assigned and path[0] not in parameters)
        ]
        self._changed.update((*path, "")[:2] for path in others)  # type: ignore[misc]
        if node.name.startswith("test") or "fixture" in names:  # pytest passes what is called like its parameters
            found.mentions.update(parameters)
        fills = {path[0] for path in others} - parameters | found.bound.keys()
        given_to = frozenset(filter(None, map(_act, node.decorator_list)))
        self._add(owner, node.name, kind, found, decides=_may_decide(node), fills=frozenset(fills), given_to=given_to)
        known = _defaults(node.args)
        for name, several in found.values.items():
            known.setdefault(name, []).extend(several)
        for name, value in found.attributes_of_self:
            seen = self._seen(_made_of(value, known))
            self._add(owner, name, VARIABLE if owner else FIELD, seen, decides=_is_decision(value))
        for name, base, value in found.fields:
            self._add("", name, FIELD, self._seen(_made_of(value, known)), base=base)

    def _class(self, node: ast.ClassDef, owner: str) -> None:
        name = f"{owner}.{node.name}" if owner else node.name
        self._acts.update(filter(None, map(_act, node.decorator_list)))
        self._acts.update((path[0], "__init_subclass__") for path in map(_path, node.bases) if path)
        found = self._seen([*node.bases, *node.decorator_list, *(keyword.value for keyword in node.keywords)])
        given_to = frozenset(filter(None, map(_act, node.decorator_list)))
        self._add(owner, node.name, CLASS, found, given_to=given_to)
        self.bases[name] = tuple(filter(None, (_dotted(base) for base in node.bases)))
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
        inner = [n for n in ast.walk(node) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
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

    def _add(self, owner: str, name: str, kind: str, found: _Seen, **more: Any) -> None:
        mentions = frozenset(found.mentions)
        self.definitions.append(Definition(owner, name, kind, mentions, found.is_anchor, found.looks_up, **more))

    def _seen(self, nodes: list[ast.AST], is_function: bool = False) -> _Seen:
        found = _Seen()
        found.see(nodes, is_function)
        self.imports += found.imports
        self.set_at_will |= found.set_at_will
        return found


class _Seen:
    """What some code mentions, binds and changes."""

    def __init__(self) -> None:
        self.mentions: set[str] = set()
        self.bound: dict[str, None] = {}
        self.attributes_of_self: list[tuple[str, ast.AST]] = []
        self.fields: list[tuple[str, str, ast.AST]] = []
        self.changed: list[tuple[str, ...]] = []
        self.assigned: set[str] = set()
        self.values: dict[str, list[ast.AST]] = {}
        """What is assigned to each plain name."""
        self.words: set[str] = set()
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
        return set(filter(None, map(_act, self._statements)))

    def see(self, nodes: list[ast.AST], is_function: bool) -> None:
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
            elif kind in _SPECIAL:
                self._special(node, is_function)
            pending += ast.iter_child_nodes(node)
        if not self.is_anchor:
            self.is_anchor = any(is_key_name(name) for name in mentions)

    def _constant(self, value: object) -> None:
        if isinstance(value, bytes):
            value = value.decode("latin-1")
        if not isinstance(value, str) or not value:
            return
        if len(value) <= _LONGEST_PIECE:  # of a host that is put together
            self.words |= _HOST_WORDS.intersection(value.lower().replace("/", ".").split("."))
            self.is_anchor = self.is_anchor or len(self.words) == len(_HOST_WORDS)
        if is_anchor(value.encode("utf-8", "replace")):
            self.is_anchor = True
        if len(value) <= _LONGEST_NAME and value.replace(".", "").replace(":", "").replace("_", "").isalnum():
            self.mentions.add(value)
            if "." in value or ":" in value:
                self.mentions.update(value.replace(":", ".").split("."))

    def _special(self, node: ast.AST, is_function: bool) -> None:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if isinstance(node, ast.Import):
                self.imports += [Import(0, alias.name, "", alias.asname or "") for alias in node.names]
            else:
                self.imports += [Import(node.level, node.module or "", a.name, a.asname or a.name) for a in node.names]
        elif isinstance(node, ast.Call):
            self._call(node)
        elif isinstance(node, ast.Expr):
            self._statements.append(node.value)
        elif isinstance(node, ast.keyword):
            if node.arg:
                self.mentions.add(node.arg)
        elif isinstance(node, ast.Global):
            self.mentions.update(node.names)
            self.bound.update(dict.fromkeys(node.names))
        elif isinstance(
            node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor, ast.With, ast.AsyncWith)
        ):
            for target, value in _bindings(node):
                self._bind(target, value, is_function)
        elif isinstance(node, ast.NamedExpr):
            self.bound[node.target.id] = None
        elif isinstance(node, ast.Delete):
            for target in node.targets:
                self._bind(target, node, is_function)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            self.mentions.add(node.name)
            _without_docstring(node)

    def _call(self, node: ast.Call) -> None:
        name = _last_name(node.func)
        if isinstance(node.func, ast.Name):
            self.called.add(name)
        if name in ("getattr", "setattr", "attrgetter", "methodcaller"):
            key = node.args[1] if len(node.args) > 1 else node.args[0] if node.args else None
            known = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else _ANY
            self.looks_up = self.looks_up or known == _ANY
            if name == "setattr" and len(node.args) == 3:
                path = _path(node.args[0])
                self.changed.append((*path, known))
                if known == _ANY:
                    self.set_at_will.update(path[-1:])
        elif name in ("globals", "vars", "locals", "import_module", "import_string", "getmembers", "__import__"):
            self.looks_up = True
        elif name in CHANGING and isinstance(node.func, ast.Attribute):
            self.changed.append(_path(node.func.value))

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
            self.changed.append(_path(target))
            name = _last_name(target) if isinstance(target, ast.Attribute) else _key(target)
            if not name:
                return
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in _SELF:
                self.attributes_of_self.append((name, value))
            else:
                self.fields.append((name, (*_path(target), "")[0], value))


_HOST_WORDS = frozenset({"checkout", "com"})
_SELF = ("self", "cls")
_ENDING = frozenset({"exit", "_exit", "quit", "abort"})
_SPECIAL = frozenset(
    {
        ast.Import, ast.ImportFrom, ast.Call, ast.Expr, ast.keyword, ast.Global, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For,
        ast.AsyncFor, ast.With, ast.AsyncWith, ast.NamedExpr, ast.Delete, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
    }
)  # fmt: skip


def _bindings(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield target, node.value
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
        yield node.target, node  # the annotation may name a class
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.target, node.iter
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            if item.optional_vars is not None:
                yield item.optional_vars, item.context_expr


def _may_decide(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function may raise, end the program or set a global, or gives what programs branch on: a flag, a comparison.

    One without parameters reads something, whatever that is.
    """
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    only_reads = all(argument.arg in _SELF for argument in given) and not (node.args.vararg or node.args.kwarg)
    pending: list[ast.AST] = list(node.body)
    while pending:
        inner = pending.pop()
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        if isinstance(inner, (ast.Raise, ast.Assert, ast.Global)):
            return True
        if isinstance(inner, ast.Call) and _last_name(inner) in _ENDING:
            return True
        if isinstance(inner, ast.Return) and inner.value is not None and (only_reads or _is_decision(inner.value)):
            return True
        pending += ast.iter_child_nodes(inner)
    return False


def _is_decision(value: ast.AST | None) -> bool:
    """Whether a value is one that programs branch on."""
    if isinstance(value, ast.Constant):
        return value.value is not None and value.value is not ...
    if isinstance(value, ast.UnaryOp):
        return isinstance(value.op, ast.Not)
    return isinstance(value, (ast.Compare, ast.BoolOp, ast.IfExp))


def _act(node: ast.AST) -> tuple[str, str] | None:
    """Returns the first and the last name of what is called, by a statement or as a decorator."""
    path = _path(node.func if isinstance(node, ast.Call) else node)
    return (path[0], path[-1]) if path else None


def _without_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
    """What a docstring says is no code."""
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        node.body[0] = ast.copy_location(ast.Pass(), first)


def _defaults(arguments: ast.arguments) -> dict[str, list[ast.AST]]:
    """Returns the defaults of parameters, by their names."""
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


def _key(target: ast.Subscript) -> str:
    key = target.slice
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _path(node: ast.AST) -> tuple[str, ...]:
    """Returns the names in `a.b[…].c`, from the first one on; empty for what does not begin with a name."""
    names = []
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        node = node.value
    return (node.id, *reversed(names)) if isinstance(node, ast.Name) else ()


def _dotted(node: ast.AST) -> str:
    if isinstance(node, (ast.Subscript, ast.Call)):
        node = node.value if isinstance(node, ast.Subscript) else node.func
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""
