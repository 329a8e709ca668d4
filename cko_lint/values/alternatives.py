"""What a value is made of: alternatives, each a content with the condition it holds under and the way it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cko_lint.logic.conditions import ALWAYS, Condition

if TYPE_CHECKING:
    from cko_lint.project.modules import Module


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
