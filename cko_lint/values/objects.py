"""The objects that an expression can be: those with an identity change in place, the others stand for something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cko_lint.logic.conditions import ALWAYS, Condition
from cko_lint.logic.terms import Term, Truth, symbol
from cko_lint.values.alternatives import ABSENT, Alternative, Value

if TYPE_CHECKING:
    from cko_lint.project.modules import Module


class Object:
    """Anything with an identity. `made_at` orders objects by age, `base` is the path on which it was made."""

    __slots__ = ("base", "made_at")
    made_at: int
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

    __slots__ = (
        "annotations", "attributes", "bases", "fields", "flags", "init_only", "metaclass", "module", "node", "open", "secrets",
        "touched",
    )  # fmt: skip

    def __init__(self, node: Any, module: Module, bases: list[Any]) -> None:
        self.node = node
        self.module = module
        self.bases = bases
        self.attributes: dict[str, Value] = {}
        self.fields: list[tuple[str, bool]] = []
        self.flags: frozenset[str] = frozenset()
        self.touched: frozenset[str] | None = None
        self.open = False
        self.metaclass: ClassValue | None = None
        """Its metaclass, or that of a base, if it is of the project."""
        self.secrets: set[str] = set()
        self.init_only: list[str] = []
        self.annotations: dict[str, Any] = {}

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
        """The attributes that were set since it was made, with the age at which the entry point that set it last began."""
        self.library: LibraryObject | None = None
        self.open = False
        self.alive: Condition = ALWAYS
        """What held when it was made: otherwise its initialiser would have raised."""

    def __repr__(self) -> str:
        return f"<instance of {self.cls.node.name}>"


def fields_shown(instance: Instance) -> dict[str, Value]:
    """Returns the fields that are printed when an object of a data class is; none for a class that prints itself."""
    classes = [instance.cls, *(base for base in instance.cls.bases if isinstance(base, ClassValue))]
    is_data = not {"data", "settings"}.isdisjoint(instance.cls.flags)
    if not is_data or any({"__repr__", "__str__"} & set(cls.attributes) for cls in classes):
        return {}
    hidden = {
        name
        for cls in classes
        for name, value in cls.attributes.items()
        if any(isinstance(a.content, Field) and a.content.is_hidden for a in value)
    }
    return {name: value for name, value in instance.attributes.items() if name not in hidden}


class LibraryObject(Object):
    """An object of a library: each has a class of its own, with a slot for whatever is known of it, and answers for itself.

    Most of these classes are in `models/`; the ones below are those that the language needs to know of. `engine` is the
    interpreter, `call` how a method was called. A method that returns None, or False, knows nothing about what it is asked.
    """

    __slots__ = ()

    is_response = False
    """Whether it is judged by what the program does with it."""
    is_place = False
    """Whether it is there for functions to keep things in: it says itself what is there, and stays the object that it is."""

    def held(self) -> list[Any] | None:
        """Returns the contents that it keeps, which others may change; None if it stays what it is once it is made."""
        return None

    def get_attribute(self, engine: Any, name: str) -> Value | None:
        """Returns an attribute."""
        return None

    def set_attribute(self, engine: Any, name: str, value: Value) -> bool:
        """Sets an attribute; whether it is one that is known."""
        return False

    def call_method(self, engine: Any, name: str, call: Any, receiver: Any) -> Value | None:
        """Calls a method; `receiver` is the project's object where its class is derived from the library's."""
        return None

    def elements(self, engine: Any) -> Value | None:
        """Returns what a loop over it gets."""
        return None

    def repeats(self) -> Any:
        """Returns what repeats the body of a `with` that it is the manager of, a `Retry` of the interpreter."""
        return None

    def truth(self) -> Term | bool:
        """Returns whether it is true, or the term that decides it."""
        return True

    def tells(self) -> Term | None:
        """Returns what its text tells of it, such as the status of a response."""
        return None

    def element(self, engine: Any) -> Value | None:
        """Returns any of its elements, if it is one that is gone through."""
        return None

    def escape(self, engine: Any, reason: str) -> None:
        """Learns that code which cannot be analysed has it now."""

    def seen(self, engine: Any, reason: str) -> None:
        """Learns that such code may look at it, and leaves it as it is."""
        self.escape(engine, reason)

    def copied(self, engine: Any) -> Any:
        """Returns what `copy.copy` makes of it."""
        return self

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class WithAttributes(LibraryObject):
    """An object of a library whose attributes the program reads and sets by their names."""

    __slots__ = ("attributes",)

    def __init__(self, attributes: dict[str, Value] | None = None) -> None:
        self.attributes: dict[str, Value] = attributes if attributes is not None else {}

    def held(self) -> list[Any] | None:
        """What its attributes are; nothing of what others cannot change."""
        return [a.content for value in self.attributes.values() for a in value] if not self.is_place else None

    def get_attribute(self, engine: Any, name: str) -> Value | None:
        """Returns an attribute that is known."""
        return self.attributes.get(name)

    def set_attribute(self, engine: Any, name: str, value: Value) -> bool:
        """Sets an attribute on the current path."""
        engine.set_attribute(self, name, value)
        return True


class WithItems(LibraryObject):
    """What an object has of a dictionary, where its class is derived from one: `mapping` has its items."""

    __slots__ = ("mapping",)

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping

    def held(self) -> list[Any] | None:
        """Its items."""
        return [self.mapping]

    def truth(self) -> Term | bool:
        """It is true if it has any item."""
        entries = self.mapping.entries.values()
        if not self.mapping.open and not entries:
            return False
        is_certain = any(all(a.content is not ABSENT for a in entry) for entry in entries)
        return is_certain or Truth(symbol("object", self.mapping.made_at))

    def escape(self, engine: Any, reason: str) -> None:
        """What happens to it happens to its items, which are told themselves."""


def mapping_of(content: Any) -> Any:
    """Returns the dictionary that a content is, or whose items it has; else None."""
    if isinstance(content, Mapping):
        return content
    library = content.library if isinstance(content, Instance) else content
    return library.mapping if isinstance(library, WithItems) else None


class Textual(LibraryObject):
    """An object of a library that stands for a text, such as a URL."""

    __slots__ = ("text",)

    def __init__(self, text: Value) -> None:
        self.text = text


class Masked(Textual):
    """A text that shows asterisks wherever it is printed or formatted, such as pydantic's `SecretStr`."""

    __slots__ = ()

    def call_method(self, engine: Any, name: str, call: Any, receiver: Any) -> Value | None:
        """`get_secret_value()` is the text itself."""
        return self.text if name == "get_secret_value" else (Alternative(symbol("masked", self.made_at)),)


class Field(LibraryObject):
    """What the body of a class says of a field: its default, or what makes one; `frame` has the names around it.

    `is_hidden` if it is left out where an object is printed.
    """

    __slots__ = ("converter", "default", "factory", "frame", "is_hidden", "made_by", "validator")

    def __init__(
        self,
        default: Value | None,
        factory: Value | None,
        converter: Value | None,
        validator: Value | None,
        frame: Any,
        is_hidden: bool = False,
    ) -> None:
        self.is_hidden = is_hidden
        self.default = default
        self.factory = factory
        self.converter = converter
        self.validator = validator
        self.frame = frame
        self.made_by: FunctionValue | None = None
        """The method that makes its default."""


class Dependency(LibraryObject):
    """The default of a parameter whose value a framework gets by calling `provider`; `frame` has the names around it."""

    __slots__ = ("frame", "provider")

    def __init__(self, provider: Value | None, frame: Any) -> None:
        self.provider = provider
        self.frame = frame


class AnnotatedDependency(LibraryObject):
    """A type of parameters whose value a framework gets from a dependency."""

    __slots__ = ("dependency",)

    def __init__(self, dependency: Dependency) -> None:
        self.dependency = dependency


class Suppressor(LibraryObject):
    """A context manager that drops errors of some types."""

    __slots__ = ("types",)

    def __init__(self, types: Value) -> None:
        self.types = types


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


class PartialMethod(Partial):
    """A method of a class with some of its arguments given: it is bound to the object that it is looked up on."""

    __slots__ = ()


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
        """What was raised while it was made is caught by code that cannot be analysed, if at all."""
        for raised in self.pending:
            raised.guarded = True
