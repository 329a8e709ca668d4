"""What a run has learnt of how a project uses its own code."""

from __future__ import annotations

from cko_lint import values as v
from cko_lint.values import Value


class Usage:
    """Functions and classes are known by the `id` of their node.

    `constructed` are the objects that the project makes of a class, `called` the functions that it calls, `given_away` those that
    it passes to code which cannot be analysed, `derived` the classes that others are derived from, `nested` the functions that are
    made inside of others, `lambdas` those that the bodies of modules make without a name; `states` are what the methods of an object
    make of its attributes, `left` is what functions leave in globals that are None before, `kept` what they leave in objects that
    keep things for others, and whether other code changes it. `set_elsewhere` are names that some module sets on another one or on
    an object, `defining` the classes whose definition is running, `set_at_will` those under which it may set anything, `subclasses` the classes that are derived from one so far.
    """

    __slots__ = (
        "called", "constructed", "defining", "derived", "given_away", "kept", "lambdas", "left", "nested", "set_at_will", "set_elsewhere",
        "states", "subclasses",
    )  # fmt: skip

    def __init__(self) -> None:
        self.constructed: dict[int, list[v.Instance]] = {}
        self.called: set[int] = set()
        self.given_away: set[int] = set()
        self.defining: list[v.ClassValue] = []
        self.derived: set[int] = set()
        self.kept: dict[tuple[str, str, str], tuple[Value, bool] | None] = {}
        self.lambdas: list[v.FunctionValue] = []
        self.nested: list[v.FunctionValue] = []
        self.left: dict[tuple[str, str], Value | None] = {}
        self.states: dict[int, list[dict[str, Value]]] = {}
        self.subclasses: dict[int, list[v.ClassValue]] = {}
        self.set_elsewhere: frozenset[str] = frozenset()
        self.set_at_will: frozenset[str] = frozenset()
