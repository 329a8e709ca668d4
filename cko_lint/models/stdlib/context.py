"""What each task has for itself: `ContextVar`."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.model import Model
from cko_lint.syntax import tree


class ContextVariable(v.WithAttributes):
    """A context variable: what runs now has set it, or it has its default, or it is out of sight.

    `is_set_elsewhere` if any file of the project seems to set it.
    """

    __slots__ = ("default", "is_set_elsewhere")

    def __init__(self, default: v.Value | None, is_set_elsewhere: bool) -> None:
        super().__init__({"value": v.only(v.ABSENT)})
        self.default = default
        self.is_set_elsewhere = is_set_elsewhere

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Its methods only."""
        return None

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`set` and `get`."""
        if name == "set" and call.arguments.positional:
            engine.set_attribute(self, "value", call.arguments.positional[0])
            escapes.expose_terms(engine, call.arguments.positional[0], "it is stored in a context variable")
            return v.unknown("token", self.made_at)
        if name != "get":
            return None
        default = self.default or call.arguments.get(0, "default")
        if self.is_set_elsewhere or default is None:
            default = v.unknown("context", self.made_at)
        return v.union(
            v.restrict(default, a.condition) if a.content is v.ABSENT else (a,)
            for a in v.feasible(self.attributes["value"], engine.path)
        )


def _variable(engine: Engine, made: Call) -> v.Value:
    default = made.arguments.keywords.get("default")
    return v.only(engine.new(ContextVariable(default, _is_set_somewhere(engine, made))))


def _is_set_somewhere(engine: Engine, made: Call) -> bool:
    """Whether any file of the project seems to set a variable: by the name that it is given in its module."""
    names = [
        target.id
        for node in made.frame.module.parsed.body
        if isinstance(node, tree.Assign) and node.value is made.node
        for target in node.targets
        if isinstance(target, tree.Name)
    ]
    if not names:
        return True
    needles = tuple(needle.encode() for name in names for needle in (f"{name}.set", f"{name} as "))
    return any(True for _ in engine.project.containing(engine.project.root, needles))


CALLS: dict[str, Model] = {"contextvars.ContextVar": _variable}
