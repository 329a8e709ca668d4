"""Exceptions that the project raises itself: of which classes they are, and whether a `try` lets them through."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, lookup
from cko_lint.interpreter.frames import Raised
from cko_lint.logic.terms import Term
from cko_lint.syntax import tree

_LEAVING = (tree.Return, tree.Break, tree.Continue)


def errors_of(several: Iterable[Raised]) -> tuple[Any, ...]:
    """Returns what is raised by any of them, or nothing if that is not known of one."""
    given = [raised.errors for raised in several]
    return tuple(error for errors in given for error in errors) if all(given) else ()


def lets_through(node: tree.Try, caught: list[v.Value | None], raised: Raised) -> bool:
    """Whether no handler of a `try` keeps an exception from leaving the function: it is for others, or raises too."""
    if any(isinstance(inner, _LEAVING) for inner in tree.walk(node.finalbody)):
        return False
    return all(
        _only_raises(handler) or (value is not None and raised.errors and not _may_catch(value, raised.errors))
        for handler, value in zip(node.handlers, caught, strict=True)
    )


def _only_raises(handler: Any) -> bool:
    return isinstance(handler.body[-1], tree.Raise) and not any(
        isinstance(inner, _LEAVING) for inner in tree.walk(handler.body)
    )


def _may_catch(caught: v.Value, errors: tuple[Any, ...]) -> bool:
    return not caught or any(_is_of(alternative.content, error) for alternative in caught for error in errors)


def _is_of(content: Any, error: Any) -> bool:
    """Whether an exception may be of a class, or of one of several, that an `except` names."""
    if isinstance(content, v.Collection):
        return content.open or any(_is_of(a.content, error) for item in content.items for a in item)
    bases = _bases(error)
    if isinstance(content, v.ClassValue):
        return bases is None or content in bases
    name = external.external_name(content)
    return name is None or bases is None or name in bases


def _bases(error: Any) -> set[Any] | None:
    """Returns the classes of the project, and the names of built-in ones, that an exception is of; None if not all are known."""
    cls = error.cls if isinstance(error, v.Instance) else error
    if isinstance(cls, Term) and cls.kind == "call":
        cls = cls.parts[0]
    found: set[Any] = set()
    for base in lookup.mro(cls) if isinstance(cls, v.ClassValue) else [cls]:
        if isinstance(base, v.ClassValue):
            if None in base.bases:
                return None
            found.add(base)
            continue
        built_in = getattr(builtins, external.external_name(base) or "", None)
        if not isinstance(built_in, type):
            return None
        found |= {one.__name__ for one in built_in.__mro__}
    return found
