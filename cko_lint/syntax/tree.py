"""The tree the analysis works on: Python without white space, parentheses, or more than one way to say the same.

Each node keeps the LibCST node it was made from (`cst`), for its position and for fixes. Nodes compare by identity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Union

if TYPE_CHECKING:
    import libcst


class Node:
    """Anything with a place in the source."""

    __slots__ = ("cst",)
    cst: libcst.CSTNode


def _node(name: str, fields: str) -> Any:  # a dataclass per shape would double the import time of the linter
    names = tuple(fields.split())
    arguments = ", ".join(names)
    lines = [f"def __init__(self, cst{', ' + arguments if names else ''}):", " self.cst = cst"]
    lines += [f" self.{field} = {field}" for field in names]
    scope: dict[str, Any] = {}
    exec("\n".join(lines), scope)  # noqa: S102  the same trick as collections.namedtuple
    return type(name, (Node,), {"__slots__": names, "__init__": scope["__init__"], "__match_args__": names})


Name = _node("Name", "id")
Constant = _node("Constant", "value")
FString = _node("FString", "parts")
Attribute = _node("Attribute", "base name")
Subscript = _node("Subscript", "base index")
Slice = _node("Slice", "lower upper step")
Argument = _node("Argument", "value keyword star")
Call = _node("Call", "function arguments")
Binary = _node("Binary", "operator left right")
Boolean = _node("Boolean", "operator left right")
Unary = _node("Unary", "operator operand")
Compare = _node("Compare", "left comparisons")
Conditional = _node("Conditional", "test body orelse")
Lambda = _node("Lambda", "parameters body")
DictDisplay = _node("DictDisplay", "entries")
Sequence = _node("Sequence", "kind elements")
Starred = _node("Starred", "value")
Comprehension = _node("Comprehension", "kind element key loops")
Await = _node("Await", "value")
Yield = _node("Yield", "value delegates")
Walrus = _node("Walrus", "target value")
Unknown = _node("Unknown", "children")

Assign = _node("Assign", "targets value annotation")
AugmentedAssign = _node("AugmentedAssign", "target operator value")
Expression = _node("Expression", "value")
If = _node("If", "test body orelse")
While = _node("While", "test body orelse")
For = _node("For", "target iterable body orelse")
With = _node("With", "items body")
Try = _node("Try", "body handlers orelse finalbody")
Handler = _node("Handler", "type name body")
Match = _node("Match", "subject cases")
Case = _node("Case", "pattern guard body")
Return = _node("Return", "value")
Raise = _node("Raise", "value cause")
Assert = _node("Assert", "test message")
Delete = _node("Delete", "targets")
Global = _node("Global", "names")
Import = _node("Import", "names")
ImportFrom = _node("ImportFrom", "module level names")
Pass = _node("Pass", "")
Break = _node("Break", "")
Continue = _node("Continue", "")
Function = _node("Function", "name parameters body decorators returns is_async scope")
Class = _node("Class", "name bases keywords body decorators")

PatternValue = _node("PatternValue", "value")
PatternOr = _node("PatternOr", "patterns")
PatternCapture = _node("PatternCapture", "pattern name")
PatternOther = _node("PatternOther", "names")


class Parameter:
    """One parameter of a function: `kind` is positional, keyword, args or kwargs."""

    __slots__ = ("annotation", "default", "kind", "name")

    def __init__(self, name: str, kind: str, default: Node | None, annotation: Node | None) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation


Body = list[Node]
Pattern = Union[Any, None]


def children(node: Any) -> list[Any]:
    """Returns the nodes directly below a node, of every kind."""
    found: list[Any] = []
    for field in type(node).__slots__:
        _collect(getattr(node, field), found)
    return found


def _collect(value: Any, found: list[Any]) -> None:
    if isinstance(value, Node):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _collect(item, found)
    elif isinstance(value, Parameter):
        _collect(value.default, found)
        _collect(value.annotation, found)
    elif isinstance(value, FormatPart):
        found.append(value.value)


def walk(nodes: Any) -> Any:
    """Yields every node below, and with, the given ones; iterative, so that depth costs no stack."""
    pending = list(nodes) if isinstance(nodes, list) else [nodes]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(children(node))


class FormatPart:
    """A replacement field of an f-string: its expression, and whether it is printed as it is (no `!r`, no format)."""

    __slots__ = ("plain", "value")

    def __init__(self, value: Node, plain: bool) -> None:
        self.value = value
        self.plain = plain
