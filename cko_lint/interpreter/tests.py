"""What a test can come out as, and under which conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import bystanders, comparisons, iteration, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.algebra import partition
from cko_lint.logic.conditions import ALWAYS, UNDECIDABLE, Condition, conjoin, when
from cko_lint.logic.terms import symbol
from cko_lint.syntax import tree

Outcomes = list[tuple[Condition, bool]]
Captures = list[tuple[str, "v.Value | None"]]
"""Names that a pattern binds, each with what it gets; None for what is not known."""


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


def matches(
    engine: Engine, subject: v.Value, pattern: Any, frame: Frame
) -> tuple[Condition | None, Condition | None, Captures]:
    """Returns when a `case` pattern fits and when not, and the names that it binds."""
    if isinstance(pattern, tree.PatternCapture):
        names: Captures = [(pattern.name, subject)] if pattern.name is not None else []
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
    if isinstance(pattern, tree.PatternSequence):
        found = [outcome for a in v.feasible(subject, engine.path) for outcome in _sequence(engine, a, pattern, frame)]
        yes, no = split(bounded(found))
        return yes, no, list(_captured(engine, subject, pattern, frame))
    atom = _fits(pattern, subject[0].content if subject else None)
    return when(atom, True), when(atom, False), [(name, None) for name in getattr(pattern, "names", [])]


def _fits(pattern: Any, content: Any) -> Any:
    return symbol("matches", id(pattern), v.as_symbol(content))


def _sequence(engine: Engine, alternative: v.Alternative, pattern: tree.PatternSequence, frame: Frame) -> Outcomes:
    """Returns in which ways a list can fit a pattern of its elements."""
    content, size = alternative.content, len(pattern.patterns)
    if content is None or isinstance(content, (str, bytes, int, float, v.Mapping)):
        return [(alternative.condition, False)]
    if not is_taken_apart(content):
        atom = _fits(pattern, content)
        both = [(conjoin(alternative.condition, when(atom, outcome)), outcome) for outcome in (True, False)]
        return [(condition, outcome) for condition, outcome in both if condition is not None]
    if len(content.items) != size if pattern.star is None else len(content.items) < size - 1:
        return [(alternative.condition, False)]
    going, found = [alternative.condition], []
    for place, element in _places(pattern):
        before, going = going, []
        for condition in before:
            yes, no, _ = matches(engine, content.items[place], element, frame)
            for further, outcome in ((yes, True), (no, False)):
                joined = conjoin(condition, further) if further is not None else None
                if joined is not None and outcome:
                    going.append(joined)
                elif joined is not None:
                    found.append((joined, False))
    return bounded([*found, *((condition, True) for condition in going)])


def is_taken_apart(content: Any) -> bool:
    """Whether the elements of a list are known, each for certain."""
    is_closed = isinstance(content, v.Collection) and not content.open
    return is_closed and all(a.content is not v.ABSENT for item in content.items for a in item)


def _places(pattern: tree.PatternSequence) -> list[tuple[int, Any]]:
    """Returns the patterns of single elements with the places of these, counted from the end behind a star."""
    star, size = pattern.star, len(pattern.patterns)
    numbered = enumerate(pattern.patterns)
    return [(at if star is None or at < star else at - size, element) for at, element in numbered if at != star]


def _captured(
    engine: Engine, subject: v.Value, pattern: tree.PatternSequence, frame: Frame
) -> Iterator[tuple[str, v.Value | None]]:
    for place, element in _places(pattern):
        for node in tree.walk(element):
            if isinstance(node, tree.PatternCapture) and node.name is not None:
                yield node.name, iteration.item(engine, subject, place, frame) if node is element else None
            elif isinstance(node, tree.PatternOther):
                yield from ((name, None) for name in node.names)
    star = pattern.star
    if star is not None and pattern.patterns[star].name is not None:
        behind = len(pattern.patterns) - star - 1
        yield pattern.patterns[star].name, iteration.rest(engine, subject, star, behind)
