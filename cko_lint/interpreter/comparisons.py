"""How values compare: True, False, or the term that stands for the outcome."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import bystanders, constants, lookup, operators
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import conjoin
from cko_lint.logic.terms import And, Not, Term, Truth, compared, equals, one_of, opposite


def conjunction(engine: Engine, one: v.Value, other: v.Value) -> v.Value:
    """Returns what holds if both of two outcomes do."""
    found = []
    for a in one:
        for b in other:
            joined = conjoin(a.condition, b.condition)
            if joined is None:
                continue
            if isinstance(a.content, bool):
                found.append(v.Alternative(b.content if a.content else False, joined))
            elif isinstance(b.content, bool):
                found.append(v.Alternative(a.content if b.content else False, joined))
            else:
                found.append(v.Alternative(And(v.as_symbol(a.content), v.as_symbol(b.content)), joined))
    return v.union([tuple(found)])


_NEGATED = {"!=": "==", "not in": "in", "is not": "is"}


def compare(engine: Engine, operator: str, left: v.Value, right: v.Value) -> v.Value:
    """Returns what a comparison gives: True, False, or the symbol that stands for its outcome."""
    left, right = bystanders.decided(engine, left), bystanders.decided(engine, right)
    found = []
    for a in v.feasible(left, engine.path):
        for b in v.feasible(right, engine.path):
            joined = conjoin(a.condition, b.condition)
            if joined is None or conjoin(engine.path, joined) is None:
                continue
            found.append(v.Alternative(_comparison(operator, a.content, b.content), joined))
            if len(found) > operators.MOST_PAIRS:
                return v.unknown("comparison", engine.undo.now)
    return v.union([tuple(found)]) or v.unknown("comparison", engine.undo.now)


def _cannot_be(operator: str, left: Any, right: Any) -> bool:
    """Whether the content of an environment variable is asked whether it is None, or an object that marks "not given"."""
    if operator not in ("is", "=="):
        return False
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Term) and one.kind == "environment":
            marker = isinstance(other, Term) and other.kind == "call" and other.parts[0] == v.External("object")
            if other is None or marker:
                return True
    return False


def _comparison(operator: str, left: Any, right: Any) -> Any:
    if isinstance(left, v.Instance) is not isinstance(right, v.Instance):
        left, right = lookup.as_constant(left), lookup.as_constant(right)
    positive = _NEGATED.get(operator, operator)
    if positive == "in" and isinstance(right, v.Instance) and lookup.find(right.cls, "__contains__") is None:
        right = v.mapping_of(right) or right
    result = False if _cannot_be(positive, left, right) else constants.compare(positive, left, right)
    if result is None:
        result = _atom(positive, left, right)
    if positive is operator:
        return result
    return (not result) if isinstance(result, bool) else opposite(result)


def _atom(operator: str, left: Any, right: Any) -> Any:
    a, b = v.as_symbol(left), v.as_symbol(right)
    if operator == "is":
        operator = "=="
    if operator == "==":
        if isinstance(b, Term) and not isinstance(a, Term):
            a, b = b, a
        if b is True and isinstance(a, Term):
            return a if a.is_test or isinstance(a, Not) else Truth(a)
        if b is False and isinstance(a, Term):
            return opposite(a if a.is_test or isinstance(a, Not) else Truth(a))
        return equals(a, b)
    if operator == "in":
        container = _constants(right)
        return one_of(a, container if container is not None else b)
    return compared(operator, a, b)


def _constants(content: Any) -> tuple[Any, ...] | None:
    if isinstance(content, v.Mapping) and not content.open and len(content.entries) <= v.MOST_MEMBERS:
        return tuple(v.as_symbol(key) for key in content.entries)
    if not isinstance(content, v.Collection) or content.open or len(content.items) > v.MOST_MEMBERS:
        return None
    found = []
    for item in content.items:
        if len(item) != 1 or isinstance(item[0].content, Term):
            return None
        found.append(v.as_symbol(item[0].content))
    return tuple(found)
