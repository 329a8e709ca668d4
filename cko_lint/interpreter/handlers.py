"""Tables of handlers: what answers a judgment, by the type of a node or of a content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from cko_lint.logic.terms import Term
from cko_lint.values import Value

H = TypeVar("H")


class ByContent(Generic[H]):
    """Handlers by the type of a content: that of its class, or of the nearest class which that is derived from."""

    def __init__(self, handlers: Mapping[type, H], default: H) -> None:
        self._known = dict(handlers)
        self._default = default

    def of(self, content: object) -> H:
        """Returns the handler of a content."""
        kind = type(content)
        found = self._known.get(kind)
        if found is None:
            found = next((self._known[base] for base in kind.__mro__ if base in self._known), self._default)
            self._known[kind] = found
        return found


class Handlers(NamedTuple):
    """What answers the judgments of an engine. The arguments of each are those of its judgment."""

    expressions: Mapping[type, Callable[..., Value]]
    statements: Mapping[type, Callable[..., bool]]
    targets: Mapping[type, Callable[..., None]]
    callees: ByContent[Callable[..., Value]]
    run: Callable[..., Value]
    attributes: ByContent[Callable[..., Value]]
    setters: ByContent[Callable[..., None]]
    truths: ByContent[Callable[..., bool | tuple[Term, bool]]]
    left: Callable[..., Value | None]
