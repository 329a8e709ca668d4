"""Whether a test tells a 401 from a success: it is evaluated with 401 in place of the status, and with a success."""

from __future__ import annotations

import operator as op
from typing import Any

from cko_lint.logic.terms import Term

SUCCESSES = (200, 201, 202, 204)
TELLS = "tells"
TELLS_NO_CONTENT = "tells 204 only"
BLIND = "blind"


class _Undecided:
    def __repr__(self) -> str:
        return "UNDECIDED"


UNDECIDED = _Undecided()
IRRELEVANT = _Undecided()
"""What a part of a test is that has nothing to do with the status: the same for every status."""


def judge(test: Term, status: Term) -> str:
    """Returns TELLS if a test comes out differently for 401 than for a success, TELLS_NO_CONTENT if than for 204 only."""
    refused = evaluate(test, status, 401)
    if refused is UNDECIDED:
        return TELLS
    different = [code for code in SUCCESSES if not _same(evaluate(test, status, code), refused)]
    if not different:
        return BLIND
    return TELLS_NO_CONTENT if different == [204] else TELLS


def _same(one: Any, other: Any) -> bool:
    return (
        one is other or (type(one) is type(other) and one == other) or (one == other and isinstance(one, (bool, int)))
    )


def evaluate(content: Any, status: Term, code: int) -> Any:
    """Returns what a content is when the status is a given code; UNDECIDED where it depends on it in an unknown way."""
    if content is status:
        return code
    if isinstance(content, tuple):
        return tuple(evaluate(part, status, code) for part in content)
    if not isinstance(content, Term):
        return content
    if status not in content.sources:
        return _written_out(content)
    values = [evaluate(part, status, code) for part in content.parts]
    rule = _RULES.get(content.kind)
    if rule is None or any(value is UNDECIDED for value in values):
        return UNDECIDED
    try:
        return rule(*values)
    except Exception:  # what fails for this status is not known: a division by zero, an index out of range
        return UNDECIDED


def _written_out(content: Term) -> Any:
    """Returns the numbers of `range(…)`; IRRELEVANT for anything else."""
    bounds = content.parts
    is_range = content.kind == "range" and 1 <= len(bounds) <= 3 and all(isinstance(bound, int) for bound in bounds)
    return range(*bounds) if is_range and bounds[2:] != (0,) else IRRELEVANT


def _known(*values: Any) -> bool:
    return not any(value is IRRELEVANT or isinstance(value, Term) for value in values)


def _comparison(compare: Any) -> Any:
    def rule(left: Any, right: Any) -> Any:
        return compare(left, right) if _known(left, right) else UNDECIDED

    return rule


def _equal(left: Any, right: Any) -> Any:
    if not _known(left, right):
        return UNDECIDED
    if isinstance(left, str) != isinstance(right, str):
        return str(left) == str(right)
    return left == right


def _is_among(value: Any, numbers: range) -> bool:
    """Whether a value is one of some numbers, without going through them, as Python does for what is no integer."""
    return isinstance(value, (int, float)) and value == int(value) and int(value) in numbers


def _in(value: Any, container: Any) -> Any:
    if isinstance(container, range):
        return _is_among(value, container) if _known(value) else UNDECIDED
    if not _known(value) or not isinstance(container, tuple) or not _known(*container):
        return UNDECIDED
    return any(_equal(value, item) for item in container)


def _not(value: Any) -> Any:
    return not value if _known(value) else UNDECIDED


def _truth(value: Any) -> Any:
    return bool(value) if _known(value) else UNDECIDED


def _and(left: Any, right: Any) -> Any:
    if left is False or right is False:
        return False
    if left is IRRELEVANT or right is IRRELEVANT:
        return UNDECIDED if (left is IRRELEVANT) == (right is IRRELEVANT) else ("if", left, right)
    return bool(left and right)


_OPERATIONS: dict[str, Any] = {
    "//": op.floordiv, "%": op.mod, "-": op.sub, "+": op.add, "/": op.truediv, "*": op.mul, "&": op.and_, "|": op.or_,
    "^": op.xor, ">>": op.rshift,
}  # fmt: skip


def _operation(operator: str, left: Any, right: Any) -> Any:
    if not _known(left, right):
        return UNDECIDED
    apply = _OPERATIONS.get(operator)
    return apply(left, right) if apply is not None else UNDECIDED


def _text_operation(name: str) -> Any:
    def rule(text: Any, wanted: Any) -> Any:
        return getattr(str(text), name)(wanted) if _known(text) else UNDECIDED

    return rule


def _item(text: Any, index: Any) -> Any:
    return str(text)[int(index)] if _known(text, index) else UNDECIDED


def _whole(number: Any) -> Any:
    return int(number) if _known(number) else UNDECIDED


_RULES: dict[str, Any] = {
    "==": _equal,
    "in": _in,
    "<": _comparison(lambda a, b: a < b),
    "<=": _comparison(lambda a, b: a <= b),
    ">": _comparison(lambda a, b: a > b),
    ">=": _comparison(lambda a, b: a >= b),
    "not": _not,
    "truth": _truth,
    "and": _and,
    "operation": _operation,
    "startswith": _text_operation("startswith"),
    "endswith": _text_operation("endswith"),
    "item": _item,
    "int": _whole,
    "formatted": str,
    "text of": str,
    "text": lambda *parts: "".join(map(str, parts)) if _known(*parts) else UNDECIDED,
}
