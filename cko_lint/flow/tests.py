"""What a test can come out as, and under which conditions."""

from __future__ import annotations

from typing import Any

from cko_lint.flow import classes, expressions, imports
from cko_lint.flow import values as v
from cko_lint.flow.conditions import ALWAYS, Condition, both, common, either, unless, when
from cko_lint.flow.engine import Engine, Frame
from cko_lint.flow.symbols import Symbol, symbol
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
    if len(yes) <= 1 and len(no) <= 1:
        return (yes[0] if yes else None), (no[0] if no else None)
    if len(yes) == 1 and not yes[0].excluded:
        return yes[0], _negation(yes[0], no)
    if len(no) == 1 and not no[0].excluded:
        return _negation(no[0], yes), no[0]
    if not yes or not no:
        return (either(yes) if yes else None), (either(no) if no else None)
    return _by_atom(yes, no)


def _negation(single: Condition, several: list[Condition]) -> Condition:
    """One side of a test is a plain conjunction; the other is exactly its negation."""
    negated = both(common(several), unless(single))
    return negated if negated is not None else either(several)


_oriented: dict[frozenset[frozenset[Condition]], frozenset[Condition]] = {}


def forget_all() -> None:
    """Forgets the tests that were seen; between runs in one process."""
    _oriented.clear()


def _by_atom(yes: list[Condition], no: list[Condition]) -> tuple[Condition, Condition]:
    """Both sides are disjunctions: one atom stands for the whole test, the same one when it is asked the other way round."""
    pair = frozenset((frozenset(yes), frozenset(no)))
    first = _oriented.setdefault(pair, frozenset(yes))
    atom, outcome = symbol("any", first), first == frozenset(yes)
    held = both(common(yes), when(atom, outcome)) or when(atom, outcome)
    failed = both(common(no), when(atom, not outcome)) or when(atom, not outcome)
    return held, failed


def outcomes(engine: Engine, node: Any, frame: Frame) -> Outcomes:
    """Returns each way a test can come out, with its condition."""
    if isinstance(node, tree.Boolean):
        return _boolean(engine, node, frame)
    if isinstance(node, tree.Unary) and node.operator == "not":
        return [(condition, not outcome) for condition, outcome in outcomes(engine, node.operand, frame)]
    return of_value(engine, expressions.evaluate(engine, node, frame))


def of_value(engine: Engine, value: v.Value) -> Outcomes:
    """Returns the ways in which the truth of a value can come out."""
    found: Outcomes = []
    for alternative in v.feasible(value, engine.path):
        result = truth(engine, alternative.content)
        if isinstance(result, bool):
            found.append((alternative.condition, result))
            continue
        atom, holds = result
        engine.models.tested(engine, atom)
        for outcome in (True, False):
            joined = both(alternative.condition, when(atom, outcome))
            if joined is not None and both(engine.path, joined) is not None:
                found.append((joined, outcome is holds))
    return found[:_MOST_OUTCOMES]


def _special_truth(engine: Engine, instance: v.Instance) -> bool | tuple[Symbol, bool] | None:
    """Returns what an object of the project says of its own truth; None if it says nothing, and is true."""
    for name in ("__bool__", "__len__"):
        value = classes.special(engine, instance, name, [], None, imports.frame_of(engine, instance.cls.module))
        if value is not None:
            usable = v.feasible(value, engine.path)
            if len(usable) == 1:
                return truth(engine, usable[0].content)
            return symbol("truth", *(v.as_symbol(a.content) for a in usable)), True
    return None


def truth(engine: Engine, content: Any) -> bool | tuple[Symbol, bool]:
    """Returns whether a content is true, or the atom that decides it and what the atom must be for it to be true."""
    if isinstance(content, Symbol):
        if content.kind == "not":
            return content.parts[0], False
        return (content, True) if content.kind in _ATOMS else (symbol("truth", content), True)
    if isinstance(content, v.Text):
        return (
            True
            if any(isinstance(p.content, str) and p.content for p in content.parts)
            else (symbol("truth", content.symbol), True)
        )
    if isinstance(content, v.Mapping):
        if (
            content.entries
            and not content.open
            and any(all(a.content is not v.ABSENT for a in e) for e in content.entries.values())
        ):
            return True
        return False if not content.entries and not content.open else (symbol("truth", v.as_symbol(content)), True)
    if isinstance(content, v.Collection):
        if content.items and not content.open:
            return True
        return False if not content.items and not content.open else (symbol("truth", v.as_symbol(content)), True)
    special = _special_truth(engine, content) if isinstance(content, v.Instance) else None
    if special is not None:
        return special
    if isinstance(content, v.LibraryObject) or (isinstance(content, v.Instance) and content.library is not None):
        library = content.library if isinstance(content, v.Instance) else content
        told = engine.models.truth(engine, library)
        if isinstance(told, bool):
            return told
        return (told, True) if told is not None else True
    if content is v.ABSENT:
        return False
    if content is None or isinstance(content, (str, bytes, int, float)):
        return bool(content)
    if isinstance(content, v.External):
        if content.name == "typing.TYPE_CHECKING":
            return False
        return symbol("truth", content), True
    return True


_ATOMS = frozenset(
    {"==", "in", "is", "<", "<=", ">", ">=", "startswith", "endswith", "contains", "isinstance", "any", "truth"}
)


def _boolean(engine: Engine, node: Any, frame: Frame) -> Outcomes:
    stop = node.operator == "or"
    found: Outcomes = []
    for condition, outcome in outcomes(engine, node.left, frame):
        if outcome is stop:
            found.append((condition, outcome))
            continue
        with engine.under(condition) as can:
            if not can:
                continue
            for further, result in outcomes(engine, node.right, frame):
                joined = both(condition, further)
                if joined is not None:
                    found.append((joined, result))
    return found[:_MOST_OUTCOMES]


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
            values = [expressions.evaluate(engine, option.value, frame) for option in options]
            if len(values) == 1:
                found = of_value(engine, expressions.compare(engine, "==", subject, values[0]))
            else:
                choice = engine.new(v.Collection("tuple", values))
                found = of_value(engine, expressions.compare(engine, "in", subject, v.only(choice)))
            yes, no = split(found)
            return yes, no, []
    atom = symbol("matches", id(pattern), v.as_symbol(subject[0].content) if subject else None)
    names = [(name, False) for name in getattr(pattern, "names", [])]
    return when(atom, True), when(atom, False), names
