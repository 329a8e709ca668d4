"""What a test can come out as, and under which conditions."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import bystanders, comparisons, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import ALWAYS, UNDECIDABLE, Condition, conjoin, partition, when
from cko_lint.logic.terms import symbol
from cko_lint.syntax import tree

Outcomes = list[tuple[Condition, bool]]


_MOST_OUTCOMES = 24


def branch(engine: Engine, node: Any, frame: Frame) -> tuple[Condition | None, Condition | None]:
    """Returns the conditions under which a test holds and does not; None where it cannot."""
    return split(outcomes(engine, node, frame))


def split(found: Outcomes) -> tuple[Condition | None, Condition | None]:
    """Returns the conditions under which a test with these outcomes holds and does not; None where it cannot."""
    yes = [condition for condition, outcome in found if outcome]
    no = [condition for condition, outcome in found if not outcome]
    return partition(yes, no)


def bounded(found: Outcomes) -> Outcomes:
    """Returns outcomes; of too many, only that the test can come out either way."""
    return found if len(found) <= _MOST_OUTCOMES else [(UNDECIDABLE, True), (UNDECIDABLE, False)]


def outcomes(engine: Engine, node: Any, frame: Frame) -> Outcomes:
    """Returns each way a test can come out, with its condition."""
    if isinstance(node, tree.Boolean):
        return _boolean(engine, node, frame)
    if isinstance(node, tree.Unary) and node.operator == "not":
        return [(condition, not outcome) for condition, outcome in outcomes(engine, node.operand, frame)]
    return of_value(engine, judgments.evaluate(engine, node, frame))


def of_value(engine: Engine, value: v.Value) -> Outcomes:
    """Returns the ways in which the truth of a value can come out."""
    found: Outcomes = []
    for alternative in v.feasible(bystanders.decided(engine, value), engine.path):
        result = judgments.truth(engine, alternative.content)
        if isinstance(result, bool):
            found.append((alternative.condition, result))
            continue
        atom, holds = result
        engine.models.tested(engine, atom)
        for outcome in (True, False):
            joined = conjoin(alternative.condition, when(atom, outcome))
            if joined is not None and conjoin(engine.path, joined) is not None:
                found.append((joined, outcome is holds))
    return bounded(found)


def _boolean(engine: Engine, node: Any, frame: Frame) -> Outcomes:
    stop = node.operator == "or"
    if isinstance(node.right, tree.Constant) and bool(node.right.value) is stop:  # `status == 200 or 201`
        judgments.evaluate(engine, node.left, frame)
        return [(ALWAYS, stop)]
    found: Outcomes = []
    for condition, outcome in outcomes(engine, node.left, frame):
        if outcome is stop:
            found.append((condition, outcome))
            continue
        with engine.under(condition) as can:
            if not can:
                continue
            for further, result in outcomes(engine, node.right, frame):
                joined = conjoin(condition, further)
                if joined is not None:
                    found.append((joined, result))
    return bounded(found)


def matches(
    engine: Engine, subject: v.Value, pattern: Any, frame: Frame
) -> tuple[Condition | None, Condition | None, list[tuple[str, bool]]]:
    """Returns when a `case` pattern fits and when not, and the names it binds (True: to the whole subject)."""
    if isinstance(pattern, tree.PatternCapture):
        names = [(pattern.name, True)] if pattern.name is not None else []
        if pattern.pattern is None:
            return ALWAYS, None, names
        yes, no, inner = matches(engine, subject, pattern.pattern, frame)
        return yes, no, inner + names
    if isinstance(pattern, (tree.PatternValue, tree.PatternOr)):
        options = pattern.patterns if isinstance(pattern, tree.PatternOr) else [pattern]
        if all(isinstance(option, tree.PatternValue) for option in options):
            values = [judgments.evaluate(engine, option.value, frame) for option in options]
            if len(values) == 1:
                found = of_value(engine, comparisons.compare(engine, "==", subject, values[0]))
            else:
                choice = engine.new(v.Collection("tuple", values))
                found = of_value(engine, comparisons.compare(engine, "in", subject, v.only(choice)))
            yes, no = split(found)
            return yes, no, []
    atom = symbol("matches", id(pattern), v.as_symbol(subject[0].content) if subject else None)
    names = [(name, False) for name in getattr(pattern, "names", [])]
    return when(atom, True), when(atom, False), names
