"""Values: what an expression can be.

A value is a tuple of alternatives; each has a content, a condition and an origin. A content is a Python constant, a
`Text` with holes, a `Term`, or one of the objects below. Objects have an identity and change in place: every change
is made under the condition of the path that makes it, so no state is ever copied or merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cko_lint.logic.conditions import ALWAYS, Condition, conjoin, merge
from cko_lint.logic.terms import Term, symbol

if TYPE_CHECKING:
    from cko_lint.flow.project import Module

MOST_ALTERNATIVES = 24
MOST_MEMBERS = 64
"""Of a container that a value is looked for in: of a larger one, a test knows only which one it is."""


class Origin:
    """One step of the way a value came: what it was called there, and where that is."""

    __slots__ = ("kind", "module", "name", "node", "previous")

    def __init__(self, kind: str, name: str, module: Module, node: Any, previous: Origin | None) -> None:
        self.kind = kind
        self.name = name
        self.module = module
        self.node = node
        self.previous = previous

    def chain(self) -> list[Origin]:
        """Returns the steps from the last to the first."""
        found: list[Origin] = []
        step: Origin | None = self
        while step is not None and len(found) < 12:
            found.append(step)
            step = step.previous
        return found


class Alternative:
    """One thing that a value can be, under a condition."""

    __slots__ = ("condition", "content", "origin")

    def __init__(self, content: Any, condition: Condition = ALWAYS, origin: Origin | None = None) -> None:
        self.content = content
        self.condition = condition
        self.origin = origin

    def __repr__(self) -> str:
        return f"{self.content!r} if {self.condition!r}" if self.condition else repr(self.content)


Value = tuple[Alternative, ...]


class _Absent:
    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()
"""The content of a variable that is not set, or of a key that is not there."""


class Part:
    """A piece of a text: a known string or a symbol, with the origin it had before it was put into the text."""

    __slots__ = ("content", "origin")

    def __init__(self, content: str | Term, origin: Origin | None) -> None:
        self.content = content
        self.origin = origin


class Text:
    """A string whose pieces are known or holes."""

    __slots__ = ("parts",)

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts

    @property
    def known(self) -> str | None:
        """The whole string, if every piece of it is known."""
        if all(isinstance(part.content, str) for part in self.parts):
            return "".join(part.content for part in self.parts)  # type: ignore[misc]
        return None

    @property
    def symbol(self) -> Term:
        """A symbol that stands for this text in conditions."""
        return symbol("text", *(part.content for part in self.parts))

    def __repr__(self) -> str:
        return "".join(p.content if isinstance(p.content, str) else f"{{{p.content!r}}}" for p in self.parts)


class Object:
    """Anything with an identity. `born` orders objects by age, `base` is the path on which it was made."""

    __slots__ = ("base", "born")
    born: int
    base: Condition


class Mapping(Object):
    """A dictionary: the entries whose keys are known, each a value that may be ABSENT; `open` if there may be more."""

    __slots__ = ("any_key", "entries", "open")

    def __init__(self, entries: dict[Any, Value] | None = None, open: bool = False) -> None:
        self.entries = entries if entries is not None else {}
        self.open = open
        self.any_key: Value | None = None


class Collection(Object):
    """A tuple, list or set with its items; `open` if there may be more."""

    __slots__ = ("items", "kind", "open")

    def __init__(self, kind: str, items: list[Value], open: bool = False) -> None:
        self.kind = kind
        self.items = items
        self.open = open


class FunctionValue(Object):
    """A function of the project, with the names it closes over."""

    __slots__ = ("closure", "defaults", "flags", "guards", "module", "node", "owner", "retries", "wrapped")

    def __init__(
        self, node: Any, module: Module, closure: Any, defaults: dict[str, Value], flags: frozenset[str]
    ) -> None:
        self.node = node
        self.module = module
        self.closure = closure
        self.defaults = defaults
        self.flags = flags
        self.owner: ClassValue | None = None
        self.guards: list[Any] = []
        self.retries: list[Any] = []
        self.wrapped: FunctionValue | None = None

    def __repr__(self) -> str:
        return f"<function {getattr(self.node, 'name', 'lambda')}>"


class ClassValue(Object):
    """A class of the project: its names, and its bases, which may be External."""

    __slots__ = ("attributes", "bases", "fields", "flags", "init_only", "module", "node", "open", "secrets", "touched")

    def __init__(self, node: Any, module: Module, bases: list[Any]) -> None:
        self.node = node
        self.module = module
        self.bases = bases
        self.attributes: dict[str, Value] = {}
        self.fields: list[tuple[str, bool]] = []
        self.flags: frozenset[str] = frozenset()
        self.touched: frozenset[str] | None = None
        self.open = False
        self.secrets: set[str] = set()
        self.init_only: list[str] = []

    def __repr__(self) -> str:
        return f"<class {self.node.name}>"


def methods_of(cls: ClassValue) -> Iterator[FunctionValue]:
    """Yields the functions in a class and in those of the project which it derives from."""
    for base in (cls, *cls.bases):
        if isinstance(base, ClassValue):
            for value in list(base.attributes.values()):
                yield from (a.content for a in value if isinstance(a.content, FunctionValue))
            if base is not cls:
                yield from methods_of(base)


class Instance(Object):
    """An object of a project's class; `library` is its library half when a base comes from a library."""

    __slots__ = ("alive", "attributes", "cls", "library", "open", "written")

    def __init__(self, cls: ClassValue) -> None:
        self.cls = cls
        self.attributes: dict[str, Value] = {}
        self.written: dict[str, int] = {}
        """The attributes that were set since it was made, with the epoch of the entry point that did it last."""
        self.library: LibraryObject | None = None
        self.open = False
        self.alive: Condition = ALWAYS
        """What held when it was made: otherwise its initialiser would have raised."""

    def __repr__(self) -> str:
        return f"<instance of {self.cls.node.name}>"


class LibraryObject(Object):
    """An object of a library that `clients/` models: `kind` is its class there."""

    __slots__ = ("attributes", "kind")

    def __init__(self, kind: str, attributes: dict[str, Any] | None = None) -> None:
        self.kind = kind
        self.attributes: dict[str, Any] = attributes if attributes is not None else {}

    def __repr__(self) -> str:
        return f"<{self.kind}>"


class External:
    """Something imported from outside the project, by its full name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, External) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"<external {self.name}>"


class Bound:
    """A method looked up on an object; `receiver` is the content it was looked up on."""

    __slots__ = ("function", "name", "receiver")

    def __init__(self, receiver: Any, name: str, function: Any = None) -> None:
        self.receiver = receiver
        self.name = name
        self.function = function

    def __repr__(self) -> str:
        return f"<{self.receiver!r}.{self.name}>"


class Super:
    """`super()` in a method of a class."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: ClassValue, receiver: Any) -> None:
        self.cls = cls
        self.receiver = receiver


class Partial:
    """A callable with some of its arguments given."""

    __slots__ = ("function", "keywords", "positional")

    def __init__(self, function: Any, positional: list[Value], keywords: dict[str, Value]) -> None:
        self.function = function
        self.positional = positional
        self.keywords = keywords


class ModuleValue:
    """A module of the project."""

    __slots__ = ("module",)

    def __init__(self, module: Module) -> None:
        self.module = module


class Unread:
    """A name that an import binds to something of a module which has not been run: that is done when the name is read."""

    __slots__ = ("_read", "_value")

    def __init__(self, read: Callable[[], Value]) -> None:
        self._read = read
        self._value: Value | None = None

    def value(self) -> Value:
        """Returns what the name stands for."""
        if self._value is None:
            self._value = self._read()
        return self._value


class Bystander:
    """A function or class of the project that a request does not depend on, unless it is given something that matters."""

    __slots__ = ("_read", "name", "path")

    def __init__(self, path: str, name: str, read: Callable[[], Value]) -> None:
        """`read` runs the module in the file at `path`, and returns what the name stands for there."""
        self.path = path
        self.name = name
        self._read = read

    def value(self) -> Value:
        """Returns the function or class itself."""
        return self._read()

    def __repr__(self) -> str:
        return f"<bystander {self.name}>"


class Deferred:
    """A future, task or generator: the value it will give, once or again and again; `first` if that is known, or ABSENT."""

    __slots__ = ("first", "pending", "repeats", "value")

    def __init__(
        self, value: Value, repeats: bool = False, pending: list[Any] | None = None, first: Value | None = None
    ) -> None:
        self.value = value
        self.first = first
        self.repeats = repeats
        self.pending = pending or []

    def settled(self) -> None:
        """What was raised while it was made is somebody else's to catch, out of sight."""
        for raised in self.pending:
            raised.guarded = True


def read(value: Value) -> Value:
    """Returns a value in which no name of an import is left unread."""
    if not any(isinstance(alternative.content, Unread) for alternative in value):
        return value
    return union(restrict(a.content.value(), a.condition) if isinstance(a.content, Unread) else (a,) for a in value)


def known(value: Value) -> Value:
    """Returns a value in which bystanders are the functions and classes that they stand for."""
    if not any(isinstance(alternative.content, Bystander) for alternative in value):
        return value
    return union(restrict(a.content.value(), a.condition) if isinstance(a.content, Bystander) else (a,) for a in value)


def only(content: Any, origin: Origin | None = None) -> Value:
    """Returns the value that is one content, always."""
    return (Alternative(content, ALWAYS, origin),)


def unknown(kind: str, *parts: Any) -> Value:
    """Returns the value that is one symbol."""
    return (Alternative(symbol(kind, *parts)),)


NONE: Value = only(None)


def restrict(value: Value, condition: Condition) -> Value:
    """Returns the alternatives that can be under a condition, with the condition added to each."""
    if not condition:
        return value
    found = []
    for alternative in value:
        joined = conjoin(alternative.condition, condition)
        if joined is not None:
            found.append(Alternative(alternative.content, joined, alternative.origin))
    return tuple(found)


def feasible(value: Value, path: Condition) -> Value:
    """Returns the alternatives that can be on a path, as they are."""
    if len(value) == 1 and not value[0].condition:
        return value
    return tuple(a for a in value if conjoin(path, a.condition) is not None)


def union(values: Iterable[Value]) -> Value:
    """Returns the alternatives of several values, and a single unknown if there are too many.

    Where one value holds under a condition and under its opposite, that condition makes no difference and is forgotten. Equal
    ones that are written in two places stay two: which of them it is may say something of another value.
    """
    found: dict[Any, list[Alternative]] = {}
    for value in values:
        for alternative in value:
            _add(found.setdefault(identity(alternative.content), []), alternative)
    alternatives = tuple(alternative for alike in found.values() for alternative in alike)
    if len(alternatives) > MOST_ALTERNATIVES:
        return unknown("many", frozenset(content for content in found if isinstance(content, (str, Term))))
    return alternatives


def _add(alike: list[Alternative], added: Alternative) -> None:
    """Adds an alternative to those that have the same content, as few as can say the same."""
    at = 0
    while at < len(alike):
        other = alike[at]
        whole = merge(other.condition, added.condition)
        if whole is other.condition:
            return
        is_one = whole is added.condition or _sources(other) == _sources(added)
        if whole is None or not is_one:
            at += 1
            continue
        del alike[at]  # and what they are together may go with another one
        added, at = Alternative(other.content, whole, other.origin), 0
    alike.append(added)


def _sources(alternative: Alternative) -> list[int]:
    """Returns what tells where the pieces of a value were written, as far as its steps lead back."""
    content = alternative.content
    origins = [part.origin for part in content.parts] if isinstance(content, Text) else [alternative.origin]
    return [id(origin.chain()[-1].node) for origin in origins if origin is not None]


def identity(content: Any) -> Any:
    """Returns a hashable that is equal for contents that are the same."""
    if isinstance(content, Text):
        return content.symbol
    if content is None or isinstance(content, (str, bytes, int, float, bool)):
        return (type(content), content)
    if isinstance(content, Bound):
        return ("bound", identity(content.receiver), content.name)
    if isinstance(content, (Term, External)):
        return content
    return id(content)


def as_symbol(content: Any) -> Any:
    """Returns what stands for a content inside of a symbol: constants as they are, objects by identity."""
    if isinstance(content, (str, bytes, int, float, bool, Term, External)) or content is None:
        return content
    if isinstance(content, Text):
        known = content.known
        return known if known is not None else content.symbol
    if isinstance(content, Bound):
        return symbol("member", as_symbol(content.receiver), content.name)
    if isinstance(content, Bystander):
        return symbol("bystander", content.path, content.name)
    made = symbol("object", getattr(content, "born", id(content)))
    statuses = _statuses_in(content)
    return symbol("items", made, *statuses) if statuses else made


def _statuses_in(content: Any) -> list[Term]:
    """Returns what a list or generator has of responses' statuses: a test of it is one of them."""
    if isinstance(content, Collection):
        items = content.items[:8]
    elif isinstance(content, Deferred) and content.repeats:
        items = [content.value]
    else:
        return []
    found: list[Term] = []
    for item in items:
        for alternative in item:
            inner = alternative.content
            if isinstance(inner, Term) and inner.sources:
                found.append(inner)
            elif isinstance(inner, Collection) and inner is not content:
                found += _statuses_in(inner)
    return found


def text_of(content: Any) -> str | None:
    """Returns the string that a content is as a whole, or None."""
    if isinstance(content, str):
        return content
    if isinstance(content, bytes):
        return content.decode("latin-1")
    return content.known if isinstance(content, Text) else None
