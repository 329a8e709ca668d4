"""What a builder of the SDK was told so far, and the environments that it can be told."""

from __future__ import annotations

from cko_lint import values as v
from cko_lint.facts import Place
from cko_lint.interpreter.engine import Engine


class SdkEnvironment(v.LibraryObject):
    """`Environment.sandbox()` or `Environment.production()`."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Steps(v.WithAttributes):
    """What the steps of a builder were given, by their names, and where; `is_open` if there may have been others."""

    __slots__ = ("is_open", "places")

    def __init__(self, platform: str) -> None:
        super().__init__({"platform": v.only(platform), "environment": v.only(v.ABSENT)})
        self.places: dict[str, Place] = {}
        self.is_open = False

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Its methods only."""
        return None

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have told it something."""
        if not self.is_open:
            engine.undo.record(self, lambda: setattr(self, "is_open", False))
            self.is_open = True
