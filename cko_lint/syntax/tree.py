"""The tree the analysis works on: Python without whitespace, parentheses, or more than one way to say the same.

Each node keeps the LibCST node it was made from (`cst`), for its position. Nodes compare by identity. They
are plain classes: as dataclasses they would double the import time of the linter.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any


class Node:
    """Anything with a place in the source."""

    __slots__ = ("cst",)

    def __init__(self, cst: Any) -> None:
        self.cst = cst


Body = list[Node]


class Parameter:
    """One parameter of a function: `kind` is positional, keyword, args or kwargs."""

    __slots__ = ("annotation", "default", "kind", "name")

    def __init__(self, name: str, kind: str, default: Any, annotation: Any) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation


class FormatPart:
    """A replacement field of an f-string: its expression, and what makes a text of it.

    `conversion` is "s" for `str`, "r" for `repr`, "" if the object is asked to format itself, and None if there is a format
    specification.
    """

    __slots__ = ("conversion", "value")

    def __init__(self, value: Any, conversion: str | None) -> None:
        self.value = value
        self.conversion = conversion


class Name(Node):
    """A name that is read or assigned."""

    __slots__ = ("id",)

    def __init__(self, cst: Any, id: str) -> None:
        self.cst = cst
        self.id = id


class Constant(Node):
    """A string, bytes, number, True, False or None."""

    __slots__ = ("value",)

    def __init__(self, cst: Any, value: Any) -> None:
        self.cst = cst
        self.value = value


class FString(Node):
    """An f-string: texts and replacement fields."""

    __slots__ = ("parts",)

    def __init__(self, cst: Any, parts: list[str | FormatPart]) -> None:
        self.cst = cst
        self.parts = parts


class Attribute(Node):
    """`base.name`."""

    __slots__ = ("base", "name")

    def __init__(self, cst: Any, base: Any, name: str) -> None:
        self.cst = cst
        self.base = base
        self.name = name


class Subscript(Node):
    """`base[index]`; several indices are a tuple."""

    __slots__ = ("base", "index")

    def __init__(self, cst: Any, base: Any, index: Any) -> None:
        self.cst = cst
        self.base = base
        self.index = index


class Slice(Node):
    """`lower:upper:step`."""

    __slots__ = ("lower", "step", "upper")

    def __init__(self, cst: Any, lower: Any, upper: Any, step: Any) -> None:
        self.cst = cst
        self.lower = lower
        self.upper = upper
        self.step = step


class Argument(Node):
    """One argument of a call; `star` is empty, `*` or `**`."""

    __slots__ = ("keyword", "star", "value")

    def __init__(self, cst: Any, value: Any, keyword: str | None, star: str) -> None:
        self.cst = cst
        self.value = value
        self.keyword = keyword
        self.star = star


class Call(Node):
    """`function(arguments)`."""

    __slots__ = ("arguments", "function")

    def __init__(self, cst: Any, function: Any, arguments: list[Argument]) -> None:
        self.cst = cst
        self.function = function
        self.arguments = arguments


class Binary(Node):
    """`left operator right`."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, cst: Any, operator: str, left: Any, right: Any) -> None:
        self.cst = cst
        self.operator = operator
        self.left = left
        self.right = right


class Boolean(Node):
    """`left and right`, `left or right`."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, cst: Any, operator: str, left: Any, right: Any) -> None:
        self.cst = cst
        self.operator = operator
        self.left = left
        self.right = right


class Unary(Node):
    """`operator operand`."""

    __slots__ = ("operand", "operator")

    def __init__(self, cst: Any, operator: str, operand: Any) -> None:
        self.cst = cst
        self.operator = operator
        self.operand = operand


class Compare(Node):
    """`left < a < b`, as pairs of operator and comparator."""

    __slots__ = ("comparisons", "left")

    def __init__(self, cst: Any, left: Any, comparisons: list[tuple[str, Any]]) -> None:
        self.cst = cst
        self.left = left
        self.comparisons = comparisons


class Conditional(Node):
    """`body if test else orelse`."""

    __slots__ = ("body", "orelse", "test")

    def __init__(self, cst: Any, test: Any, body: Any, orelse: Any) -> None:
        self.cst = cst
        self.test = test
        self.body = body
        self.orelse = orelse


class Lambda(Node):
    """`lambda parameters: body`."""

    __slots__ = ("body", "parameters")

    def __init__(self, cst: Any, parameters: list[Parameter], body: Any) -> None:
        self.cst = cst
        self.parameters = parameters
        self.body = body


class DictDisplay(Node):
    """`{key: value}`; the key of `**value` is None."""

    __slots__ = ("entries",)

    def __init__(self, cst: Any, entries: list[tuple[Any, Any]]) -> None:
        self.cst = cst
        self.entries = entries


class Sequence(Node):
    """A tuple, list or set that is written out."""

    __slots__ = ("elements", "kind")

    def __init__(self, cst: Any, kind: str, elements: list[Any]) -> None:
        self.cst = cst
        self.kind = kind
        self.elements = elements


class Starred(Node):
    """`*value`."""

    __slots__ = ("value",)

    def __init__(self, cst: Any, value: Any) -> None:
        self.cst = cst
        self.value = value


class Comprehension(Node):
    """A comprehension; each loop is a target, an iterable and its tests."""

    __slots__ = ("element", "key", "kind", "loops")

    def __init__(self, cst: Any, kind: str, element: Any, key: Any, loops: list[tuple[Any, Any, list[Any]]]) -> None:
        self.cst = cst
        self.kind = kind
        self.element = element
        self.key = key
        self.loops = loops


class Await(Node):
    """`await value`."""

    __slots__ = ("value",)

    def __init__(self, cst: Any, value: Any) -> None:
        self.cst = cst
        self.value = value


class Yield(Node):
    """`yield value`, or `yield from value` if it delegates."""

    __slots__ = ("delegates", "value")

    def __init__(self, cst: Any, value: Any, delegates: bool) -> None:
        self.cst = cst
        self.value = value
        self.delegates = delegates


class Walrus(Node):
    """`target := value`."""

    __slots__ = ("target", "value")

    def __init__(self, cst: Any, target: Any, value: Any) -> None:
        self.cst = cst
        self.target = target
        self.value = value


class Unknown(Node):
    """An expression that means nothing to the analysis."""

    __slots__ = ()


class Assign(Node):
    """`a = b = value`, or `a: annotation = value` with or without its value."""

    __slots__ = ("annotation", "targets", "value")

    def __init__(self, cst: Any, targets: list[Any], value: Any, annotation: Any) -> None:
        self.cst = cst
        self.targets = targets
        self.value = value
        self.annotation = annotation


class AugmentedAssign(Node):
    """`target += value`."""

    __slots__ = ("operator", "target", "value")

    def __init__(self, cst: Any, target: Any, operator: str, value: Any) -> None:
        self.cst = cst
        self.target = target
        self.operator = operator
        self.value = value


class Expression(Node):
    """An expression that stands alone."""

    __slots__ = ("value",)

    def __init__(self, cst: Any, value: Any) -> None:
        self.cst = cst
        self.value = value


class If(Node):
    """`if`, with `elif` as an `if` in its `orelse`."""

    __slots__ = ("body", "orelse", "test")

    def __init__(self, cst: Any, test: Any, body: Body, orelse: Body) -> None:
        self.cst = cst
        self.test = test
        self.body = body
        self.orelse = orelse


class While(Node):
    """`while`."""

    __slots__ = ("body", "orelse", "test")

    def __init__(self, cst: Any, test: Any, body: Body, orelse: Body) -> None:
        self.cst = cst
        self.test = test
        self.body = body
        self.orelse = orelse


class For(Node):
    """`for`, also `async for`."""

    __slots__ = ("body", "iterable", "orelse", "target")

    def __init__(self, cst: Any, target: Any, iterable: Any, body: Body, orelse: Body) -> None:
        self.cst = cst
        self.target = target
        self.iterable = iterable
        self.body = body
        self.orelse = orelse


class With(Node):
    """`with`, also `async with`; each item is an expression and a target or None."""

    __slots__ = ("body", "items")

    def __init__(self, cst: Any, items: list[tuple[Any, Any]], body: Body) -> None:
        self.cst = cst
        self.items = items
        self.body = body


class Try(Node):
    """`try`, also with `except*`."""

    __slots__ = ("body", "finalbody", "handlers", "orelse")

    def __init__(self, cst: Any, body: Body, handlers: list[Handler], orelse: Body, finalbody: Body) -> None:
        self.cst = cst
        self.body = body
        self.handlers = handlers
        self.orelse = orelse
        self.finalbody = finalbody


class Handler(Node):
    """`except type as name`."""

    __slots__ = ("body", "name", "type")

    def __init__(self, cst: Any, type: Any, name: str | None, body: Body) -> None:
        self.cst = cst
        self.type = type
        self.name = name
        self.body = body


class Match(Node):
    """`match subject`."""

    __slots__ = ("cases", "subject")

    def __init__(self, cst: Any, subject: Any, cases: list[Case]) -> None:
        self.cst = cst
        self.subject = subject
        self.cases = cases


class Case(Node):
    """`case pattern if guard`."""

    __slots__ = ("body", "guard", "pattern")

    def __init__(self, cst: Any, pattern: Any, guard: Any, body: Body) -> None:
        self.cst = cst
        self.pattern = pattern
        self.guard = guard
        self.body = body


class Return(Node):
    """`return value`."""

    __slots__ = ("value",)

    def __init__(self, cst: Any, value: Any) -> None:
        self.cst = cst
        self.value = value


class Raise(Node):
    """`raise value from cause`."""

    __slots__ = ("cause", "value")

    def __init__(self, cst: Any, value: Any, cause: Any) -> None:
        self.cst = cst
        self.value = value
        self.cause = cause


class Assert(Node):
    """`assert test, message`."""

    __slots__ = ("message", "test")

    def __init__(self, cst: Any, test: Any, message: Any) -> None:
        self.cst = cst
        self.test = test
        self.message = message


class Delete(Node):
    """`del targets`."""

    __slots__ = ("targets",)

    def __init__(self, cst: Any, targets: list[Any]) -> None:
        self.cst = cst
        self.targets = targets


class Global(Node):
    """`global names`, `nonlocal names`."""

    __slots__ = ("names",)

    def __init__(self, cst: Any, names: list[str]) -> None:
        self.cst = cst
        self.names = names


class Import(Node):
    """`import a.b as c`, as pairs of full name and alias."""

    __slots__ = ("names",)

    def __init__(self, cst: Any, names: list[tuple[str, str | None]]) -> None:
        self.cst = cst
        self.names = names


class ImportFrom(Node):
    """`from ..module import a as b`."""

    __slots__ = ("level", "module", "names")

    def __init__(self, cst: Any, module: str, level: int, names: list[tuple[str, str | None]]) -> None:
        self.cst = cst
        self.module = module
        self.level = level
        self.names = names


class Pass(Node):
    """A statement that does nothing here."""

    __slots__ = ()


class Break(Node):
    """`break`."""

    __slots__ = ()


class Continue(Node):
    """`continue`."""

    __slots__ = ()


class Deferred(ABC):
    """The body of a function that is parsed when it is needed."""

    node: Any
    """The function, as Python's own parser has it."""

    @property
    @abstractmethod
    def text(self) -> str:
        """The lines of the body."""

    @abstractmethod
    def holds(self, line: int) -> bool:
        """Whether a line of the file is one of them."""

    @abstractmethod
    def read(self, function: Function) -> Body:
        """Parses it, and returns its statements; `function` is the one whose body it is."""


class Function(Node):
    """`def`, also `async def`; `yields` is found out when it is first asked for."""

    __slots__ = ("_body", "decorators", "is_async", "name", "parameters", "returns", "yields")

    def __init__(
        self,
        cst: Any,
        name: str,
        parameters: list[Parameter],
        body: Body,
        decorators: list[Any],
        returns: Any,
        is_async: bool,
        yields: bool | None,
    ) -> None:
        self.cst = cst
        self.name = name
        self.parameters = parameters
        self._body: Body | Deferred = body
        self.decorators = decorators
        self.returns = returns
        self.is_async = is_async
        self.yields = yields

    @property
    def body(self) -> Body:
        """Its statements."""
        if isinstance(self._body, Deferred):
            self._body = self._body.read(self)
        return self._body

    @property
    def deferred(self) -> Deferred | None:
        """Its body, as long as that has not been parsed."""
        return self._body if isinstance(self._body, Deferred) else None

    def defer(self, body: Deferred) -> None:
        """Gives it a body to be parsed when it is needed."""
        self._body = body


class Class(Node):
    """`class`."""

    __slots__ = ("bases", "body", "decorators", "keywords", "name")

    def __init__(
        self, cst: Any, name: str, bases: list[Any], keywords: dict[str, Any], body: Body, decorators: list[Any]
    ) -> None:
        self.cst = cst
        self.name = name
        self.bases = bases
        self.keywords = keywords
        self.body = body
        self.decorators = decorators


class PatternValue(Node):
    """A pattern that is a value."""

    __slots__ = ("value",)

    def __init__(self, cst: Any, value: Any) -> None:
        self.cst = cst
        self.value = value


class PatternOr(Node):
    """Patterns of which one has to fit."""

    __slots__ = ("patterns",)

    def __init__(self, cst: Any, patterns: list[Any]) -> None:
        self.cst = cst
        self.patterns = patterns


class PatternCapture(Node):
    """`pattern as name`, `name`, or `_`."""

    __slots__ = ("name", "pattern")

    def __init__(self, cst: Any, pattern: Any, name: str | None) -> None:
        self.cst = cst
        self.pattern = pattern
        self.name = name


class PatternSequence(Node):
    """`[one, two, *rest]`; `star` is the place of the starred one among the patterns, whose own pattern is a capture."""

    __slots__ = ("patterns", "star")

    def __init__(self, cst: Any, patterns: list[Any], star: int | None) -> None:
        self.cst = cst
        self.patterns = patterns
        self.star = star


class PatternClass(Node):
    """`Class(one, name=two)`: `patterns` are those of its positions, `keywords` the names of those behind them."""

    __slots__ = ("cls", "keywords", "patterns")

    def __init__(self, cst: Any, cls: Any, patterns: list[Any], keywords: list[str]) -> None:
        self.cst = cst
        self.cls = cls
        self.patterns = patterns
        self.keywords = keywords


class PatternMapping(Node):
    """`{"key": one, **rest}`: the keys with the patterns of what stands there, and the name that gets what is left."""

    __slots__ = ("keys", "patterns", "rest")

    def __init__(self, cst: Any, keys: list[Any], patterns: list[Any], rest: str | None) -> None:
        self.cst = cst
        self.keys = keys
        self.patterns = patterns
        self.rest = rest


def children(node: Node) -> list[Any]:
    """Returns the nodes directly below a node, of every kind."""
    found: list[Any] = []
    for field in _FIELDS[type(node)]:
        _collect(getattr(node, field), found)
    return found


_FIELDS = {kind: tuple(slot.lstrip("_") for slot in kind.__slots__) for kind in Node.__subclasses__()}


def _collect(value: Any, found: list[Any]) -> None:
    if isinstance(value, Node):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _collect(item, found)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, found)
    elif isinstance(value, Parameter):
        _collect(value.default, found)
        _collect(value.annotation, found)
    elif isinstance(value, FormatPart):
        found.append(value.value)


def blocks(node: Node) -> list[list[Any]]:
    """Returns the blocks of statements that a compound statement has, in order; none for a simple one."""
    if isinstance(node, (If, While, For)):
        return [node.body, node.orelse]
    if isinstance(node, Try):
        return [node.body, *(handler.body for handler in node.handlers), node.orelse, node.finalbody]
    if isinstance(node, (With, Function, Class)):
        return [node.body]
    if isinstance(node, Match):
        return [case.body for case in node.cases]
    return []


def last_name(node: Node) -> str:
    """Returns the last part of a dotted name, and "" for anything else."""
    if isinstance(node, Attribute):
        return str(node.name)
    return str(node.id) if isinstance(node, Name) else ""


def walk(nodes: Any, into: Callable[[Deferred], bool] | None = None) -> Iterator[Any]:
    """Yields every node below, and with, the given ones; iterative, so that depth costs no stack.

    `into` tells which bodies are worth parsing, if they have not been parsed; the others are passed over.
    """
    pending = list(nodes) if isinstance(nodes, list) else [nodes]
    while pending:
        node = pending.pop()
        yield node
        if into is not None and isinstance(node, Function) and node.deferred is not None and not into(node.deferred):
            for around in (node.decorators, node.parameters, node.returns):
                _collect(around, pending)
        else:
            pending.extend(children(node))


SCRIPT = "__main__"
"""The name of the function that stands for what a module does when it is run as a script."""


def bound_names(body: list[Any]) -> Iterator[str]:
    """Yields the names that statements bind, without those that functions and classes among them keep to themselves."""
    pending: list[Any] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, (Function, Class)):
            yield node.name
            continue
        if isinstance(node, (Import, ImportFrom)):
            yield from ((alias or name).split(".")[0] for name, alias in node.names)
        elif isinstance(node, Assign):
            yield from (name for target in node.targets for name in _targets(target))
        elif isinstance(node, (AugmentedAssign, For, Walrus)):
            yield from _targets(node.target)
        elif isinstance(node, With):
            yield from (name for _, target in node.items if target is not None for name in _targets(target))
        elif isinstance(node, (Handler, PatternCapture)) and node.name is not None:
            yield node.name
        elif isinstance(node, PatternMapping) and node.rest is not None:
            yield node.rest
        pending.extend(children(node))


def _targets(node: Any) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.id
    elif isinstance(node, Starred):
        yield from _targets(node.value)
    elif isinstance(node, Sequence):
        for element in node.elements:
            yield from _targets(element)
