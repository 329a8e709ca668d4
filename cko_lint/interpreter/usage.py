"""What a run has learnt of how a project uses its own code."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.frames import Frame
from cko_lint.values import Value

Holder = tuple[str, str] | tuple[int, str]
"""A global, by the path of its module and its name, or an attribute of a class as `Container.session`; an attribute, or a variable that functions inside of another one share, by the
`id` of the node of the class or of that function, and its name."""
Changed = dict[Holder, frozenset[int]]
"""What functions change, with the `id` of the nodes of these functions."""
SeenChanges = dict[int, tuple[Any, set[int]]]
"""Objects that were changed by functions which did not make them, by their `id`, with those of the nodes of these functions."""


class Usage:
    """Functions and classes are known by the `id` of their node.

    `constructed` are the objects that the project makes of a class, `called` the functions that it calls, `given_away` those that
    it passes to code which cannot be analysed, `derived` the classes that others are derived from, `nested` the functions that are
    made inside of others, `lambdas` those that the bodies of modules make without a name; `states` are what the methods of an object
    make of its attributes, `left` is what functions leave in globals that are None before, `kept` what they leave in objects that
    keep things for others, and whether other code changes it.

    `set_elsewhere` are names that some module sets on another one or on an object, with the paths of these modules, `set_at_will`
    those of objects on which it may set anything. `homes` are the globals that hold an object, by its `id`, `closures` those whose
    functions are made inside of another one, by the `id` of its names, `read` is what the entry point has read of objects that
    several functions share, by their `id`. `changed` is what functions change without naming it, as a run before has seen,
    `seen_changes` what this one sees; `handed_out` is what a function of this entry point has put where others find it, with that
    function, `changed_later` which functions change such objects after that, and `set_outside` are the attributes that functions,
    which are no methods, set on objects that they did not make.

    `defining` are the classes whose definition is running, `subclasses` the classes that are derived from one so far.
    """

    __slots__ = (
        "called", "changed", "changed_later", "closures", "constructed", "defining", "derived", "given_away", "handed_out", "homes", "kept",
        "lambdas", "left", "nested", "read", "seen_changes", "set_at_will", "set_elsewhere", "set_outside", "states", "subclasses",
    )  # fmt: skip

    def __init__(self) -> None:
        self.changed: Changed = {}
        self.seen_changes: SeenChanges = {}
        self.constructed: dict[int, list[v.Instance]] = {}
        self.called: set[int] = set()
        self.given_away: set[int] = set()
        self.defining: list[v.ClassValue] = []
        self.derived: set[int] = set()
        self.handed_out: dict[int, tuple[Holder, int, Any]] = {}
        self.changed_later: dict[Holder, set[int]] = {}
        self.closures: dict[int, list[tuple[str, str]]] = {}
        self.homes: dict[int, list[tuple[Frame, str]]] = {}
        self.kept: dict[tuple[str, str, str], tuple[Value, bool] | None] = {}
        self.lambdas: list[v.FunctionValue] = []
        self.nested: list[v.FunctionValue] = []
        self.left: dict[tuple[str, str], Value | None] = {}
        self.states: dict[int, list[dict[str, Value]]] = {}
        self.subclasses: dict[int, list[v.ClassValue]] = {}
        self.read: dict[Holder, dict[int, Any]] = {}
        self.set_outside: dict[Holder, set[int]] = {}
        self.set_elsewhere: dict[str, frozenset[str]] = {}
        self.set_at_will: frozenset[str] = frozenset()
