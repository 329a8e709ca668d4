"""Strings whose pieces are known or holes."""

from __future__ import annotations

from cko_lint.logic.terms import Term, symbol
from cko_lint.values.alternatives import Origin


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
