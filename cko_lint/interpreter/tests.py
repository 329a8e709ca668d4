"""What a test can come out as, and under which conditions."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import bystanders, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.algebra import partition
from cko_lint.logic.conditions import ALWAYS, UNDECIDABLE, Condition, conjoin, when
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
    value = judgments.evaluate(engine, node, frame)
    engine.tested = frame.module, node
    found = of_value(engine, value)
    engine.tested = None
    return found


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
        possible = [
            (joined, outcome is holds)
            for outcome in (True, False)
            if (joined := conjoin(alternative.condition, when(atom, outcome))) is not None
            and conjoin(engine.path, joined) is not None
        ]
        if len(possible) > 1:
            engine.retested.tested(atom)
        elif engine.retested.may_differ(atom):
            return [(UNDECIDABLE, True), (UNDECIDABLE, False)]
        found += possible
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
