"""Whether a value is true, or what decides that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import imports, judgments, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.handlers import ByContent
from cko_lint.logic.terms import Not, Term, Truth, symbol


def _special_truth(engine: Engine, instance: v.Instance) -> bool | tuple[Term, bool] | None:
    """Returns what an object of the project says of its own truth; None if it says nothing, and is true."""
    for name in ("__bool__", "__len__"):
        value = lookup.special(engine, instance, name, [], None, imports.frame_of(engine, instance.cls.module))
        if value is not None:
            usable = v.feasible(value, engine.path)
            if len(usable) == 1:
                return judgments.truth(engine, usable[0].content)
            return Truth(symbol("one of", *(v.as_symbol(a.content) for a in usable))), True
    return None


_NEVER_EMPTY = frozenset({"uuid", "time", "hmac", "hash"})


def _of_term(engine: Engine, content: Term) -> bool | tuple[Term, bool]:
    if isinstance(content, Not):
        return content.test, False
    if content.kind in _NEVER_EMPTY:
        return True
    return (content, True) if content.is_test else (Truth(content), True)


def _of_text(engine: Engine, content: v.Text) -> bool | tuple[Term, bool]:
    is_written = any(isinstance(part.content, str) and part.content for part in content.parts)
    return True if is_written else (Truth(content.symbol), True)


def _of_mapping(engine: Engine, content: v.Mapping) -> bool | tuple[Term, bool]:
    if content.open:
        return Truth(v.as_symbol(content)), True
    if any(all(a.content is not v.ABSENT for a in entry) for entry in content.entries.values()):
        return True
    return (Truth(v.as_symbol(content)), True) if content.entries else False


def _of_collection(engine: Engine, content: v.Collection) -> bool | tuple[Term, bool]:
    return (Truth(v.as_symbol(content)), True) if content.open else bool(content.items)


def _of_library_object(engine: Engine, content: v.LibraryObject) -> bool | tuple[Term, bool]:
    decided = content.truth()
    return decided if isinstance(decided, bool) else (decided, True)


def _of_instance(engine: Engine, content: v.Instance) -> bool | tuple[Term, bool]:
    special = _special_truth(engine, content)
    if special is not None:
        return special
    return _of_library_object(engine, content.library) if content.library is not None else True


def _of_external(engine: Engine, content: v.External) -> bool | tuple[Term, bool]:
    return False if content.name == "typing.TYPE_CHECKING" else (Truth(content), True)


def _of_constant(engine: Engine, content: Any) -> bool:
    return bool(content)


def _of_anything(engine: Engine, content: Any) -> bool:
    return content is not v.ABSENT


TRUTHS: ByContent[Callable[..., bool | tuple[Term, bool]]] = ByContent(
    {
        Term: _of_term, v.Text: _of_text, v.Mapping: _of_mapping, v.Collection: _of_collection, v.Instance: _of_instance,
        v.LibraryObject: _of_library_object, v.External: _of_external, type(None): _of_constant, str: _of_constant,
        bytes: _of_constant, int: _of_constant, float: _of_constant,
    },
    _of_anything,
)  # fmt: skip
"""Whether a content is true, or the term that decides it and what that must be."""
