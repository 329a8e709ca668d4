"""What there is of one call: its names, its arguments, and what catches and repeats around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from cko_lint import values as v
from cko_lint.logic.conditions import Condition
from cko_lint.project.modules import Module
from cko_lint.values import Value

OnYield = Callable[[Value, Any, "Frame"], "Value | None"]
"""What is called where a function yields, with the value, the node and the frame; it returns what the `yield` gives, if it knows."""


class Raised(NamedTuple):
    """When a function raises, and what; no `errors` if that is not known."""

    condition: Condition
    errors: tuple[Any, ...] = ()


class Frame:
    """The names of one call, class body or module, and what came of it so far."""

    def __init__(self, module: Module, parent: Frame | None, base: Condition) -> None:
        self.module = module
        self.parent = parent
        self.base = base
        self.names: dict[str, Value] = {}
        self.made_at = 0
        self.function: v.FunctionValue | None = None
        self.owner: v.ClassValue | None = None
        self.receiver: Any = None
        self.outer: set[str] = set()
        self.open = False
        self.returns: list[Value] = []
        self.yields: list[Value] = []
        self.raised: list[Raised] = []
        self.breaks = 0
        self.on_yield: OnYield | None = None

    @property
    def body(self) -> list[Any]:
        """The statements of the function, class or module whose names these are."""
        if self.function is not None and isinstance(self.function.node.body, list):
            return self.function.node.body
        return self.module.parsed.body

    @property
    def is_module(self) -> bool:
        """Whether these are the names of a module."""
        return self.parent is None


class Arguments:
    """The arguments of a call; `open` if there may be more than those that are known."""

    __slots__ = ("keywords", "open", "positional")

    def __init__(self, positional: list[Value], keywords: dict[str, Value], open: bool = False) -> None:
        self.positional = positional
        self.keywords = keywords
        self.open = open

    def get(self, index: int, name: str) -> Value | None:
        """Returns the argument at a position or of a name, or None where it is not given for certain."""
        if name in self.keywords:
            return self.keywords[name]
        if 0 <= index < len(self.positional):
            return self.positional[index]
        return None

    def all(self) -> list[Value]:
        """Returns all values that are passed."""
        return [*self.positional, *self.keywords.values()]


class Call:
    """A call as a model of a library sees it."""

    __slots__ = ("arguments", "frame", "node")

    def __init__(self, node: Any, arguments: Arguments, frame: Frame) -> None:
        self.node = node
        self.arguments = arguments
        self.frame = frame


Region = tuple[list[Any], list[Any]]


class Guard:
    """A `try` around what is running: the exceptions that its handlers name, innermost last in the engine's list.

    One without handlers catches by other means; `drops` if what it catches is forgotten (`contextlib.suppress`).
    """

    __slots__ = ("caught", "drops", "frame", "handlers", "module", "node", "regions")

    def __init__(
        self, node: Any, module: Module, handlers: list[Any], caught: list[Value | None], drops: bool = False
    ) -> None:
        self.node = node
        self.module = module
        self.handlers = handlers
        self.caught = caught
        self.drops = drops
        self.frame: Frame | None = None
        """The names that its handlers see."""
        self.regions: list[Region] = []
        """What it is around: the bodies of functions, each with the block in it."""


class Retry:
    """What calls a function again after some exceptions, and after results for which a predicate holds."""

    __slots__ = ("module", "node", "results", "types", "what")

    def __init__(self, node: Any, module: Module, types: Value, what: str, results: Value | None = None) -> None:
        self.node = node
        self.module = module
        self.types = types
        self.what = what
        self.results = results
