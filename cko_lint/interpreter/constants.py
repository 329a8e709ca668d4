"""What Python makes of constants: comparisons, containment, arithmetic, and sets that are put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint import values as v


def compare(operator: str, left: Any, right: Any) -> bool | None:
    """Returns how two contents compare where both are known, else None."""
    a, known_a = _constant(left)
    b, known_b = _constant(right)
    if operator == "in":
        return _contains(right, a) if known_a else None
    if not (known_a and known_b):
        if operator in ("==", "is"):
            return _differ(left, right)
        return None
    if operator == "is":
        return a is b or a == b
    try:
        return bool(_OPERATORS[operator](a, b)) if operator in _OPERATORS else None
    except TypeError:
        return None


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _constant(content: Any) -> tuple[Any, bool]:
    text = v.text_of(content)
    if text is not None:
        return text, True
    if content is None or isinstance(content, (bool, int, float)):
        return content, True
    if isinstance(content, v.Instance) and "_value_" in content.attributes:
        return content, True
    return None, False


def _differ(left: Any, right: Any) -> bool | None:
    """Objects are never None, and the same as themselves."""
    for one, other in ((left, right), (right, left)):
        if other is None and isinstance(one, (v.Object, v.External, v.Bound, v.Text, v.ModuleValue)):
            return False
    if isinstance(left, v.Object) and left is right:
        return True
    return None


def _contains(container: Any, wanted: Any) -> bool | None:
    text = v.text_of(container)
    if text is not None and isinstance(wanted, str):
        return wanted in text
    if isinstance(container, v.Mapping):
        entry = container.entries.get(wanted)
        if entry is not None and all(a.content is not v.ABSENT for a in entry):
            return True
        return False if entry is None and not container.open else None
    if isinstance(container, v.Collection):
        known = True
        for item in container.items:
            if len(item) != 1:
                known = False
                continue
            value, certain = _constant(item[0].content)
            if certain and value == wanted:
                return True
            known = known and certain
        return False if known and not container.open else None
    return None


def arithmetic(operator: str, left: float, right: float) -> Any:
    """Returns a small arithmetic result, or None where it is none or too large to matter."""
    try:
        if operator == "+":
            return left + right
        if operator == "-":
            return left - right
        if operator == "*" and abs(left) < 1e9 and abs(right) < 1e9:
            return left * right
        if operator == "//":
            return left // right
        if operator == "%":
            return left % right
        if operator == "/":
            return left / right
    except (ZeroDivisionError, OverflowError):
        return None
    return None


def combined(operator: str, left: v.Collection, right: v.Collection) -> v.Collection | None:
    """Returns what an operator makes of two sets, or None where it is not known which of their elements are equal."""
    if operator == "|":
        return v.Collection("set", [*left.items, *right.items], left.open or right.open)
    mine, others = _elements(left), _elements(right)
    if mine is None or others is None or operator not in ("-", "&", "^"):
        return None
    found = [item for element, item in mine.items() if (element in others) is (operator == "&")]
    if operator == "^":
        found += [item for element, item in others.items() if element not in mine]
    return v.Collection("set", found)


def _elements(collection: v.Collection) -> dict[Any, v.Value] | None:
    """Returns the elements of a collection, with their values, where all are certain, and texts or numbers."""
    found = {}
    for item in collection.items:
        content = item[0].content if len(item) == 1 else collection
        element, is_known = _constant(content)
        if not is_known or isinstance(element, v.Instance):
            return None
        found[element] = item
    return None if collection.open else found
