"""What is tested again after a call that may have changed it.

A term stands for what an attribute, an item or a call of something unknown gives, whenever it is read: `store.token` is one term
before and after `store.refresh()`. So the tests of a path decide it, unless something has happened since.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.frames import Arguments
from cko_lint.logic.terms import Term

_SHARED = frozenset({"call", "environment", "global", "setting"})
"""The kinds of terms for what any function may change, whatever it is given."""


_READING = frozenset({"attribute", "call", "contains", "in", "item", "member"})
"""The kinds of terms for something of what they are about, which may change."""


class Retested:
    """When each test could last come out either way, and when each holder was last in the hands of unknown code.

    Nothing of this is undone: a change that has happened on another path makes a test open, too.
    """

    def __init__(self) -> None:
        self._now = 0
        self._tested: dict[Term, int] = {}
        self._touched: dict[Any, int] = {}
        self._all = -1
        """When a function was last called that may do anything."""

    def tested(self, test: Term) -> None:
        """A test can come out either way."""
        self._now += 1
        self._tested[test] = self._now

    def called(self, callee: Any, arguments: Arguments, is_known: bool) -> None:
        """Something unknown is called; if it `is_known`, it is of a package that changes nothing but what it is given."""
        self.changed(callee, *(a.content for value in arguments.all() for a in value))
        if not is_known:
            self._all = self._now

    def changed(self, *contents: Any) -> None:
        """Something is set on these, or may be."""
        self._now += 1
        for content in contents:
            self._touched.update(dict.fromkeys(_holders_of(content), self._now))

    def may_differ(self, test: Term) -> bool:
        """Whether a test that the path decides may come out otherwise now."""
        since = self._tested.get(test)
        return since is not None and any(self._touched_at(part) > since for part in _holders_in(test))

    def _touched_at(self, part: Any) -> int:
        is_shared = not isinstance(part, Term) or part.kind in _SHARED
        return max(self._touched.get(part, -1), self._all if is_shared else -1)


def _holders_of(content: Any) -> Iterator[Any]:
    """Yields what a call may change: what its method belongs to, or what it is given."""
    if isinstance(content, v.External):
        yield from _names_in(content)
        return
    holder = v.as_symbol(content.receiver if isinstance(content, v.Bound) else content)
    while isinstance(holder, Term):
        yield holder
        holder = holder.parts[0] if holder.kind in ("attribute", "member") else None


def _names_in(content: v.External) -> tuple[str, str]:
    """Returns its name, and that of the object or module that it belongs to."""
    return content.name, content.name.rpartition(".")[0]


def _holders_in(test: Term, depth: int = 6) -> Iterator[Any]:
    """Yields what a test reads something of, and the terms for what is shared."""
    for part in test.parts:
        if isinstance(part, v.External):
            yield from _names_in(part)
        elif isinstance(part, Term) and depth:
            if test.kind in _READING or part.kind in _SHARED:
                yield part
            yield from _holders_in(part, depth - 1)
