"""What binary operators give."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import constants, formatting, judgments, lookup, mappings, strings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.logic.conditions import conjoin

MOST_PAIRS = 64
_METHODS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul", "|": "or",
    "&": "and", "^": "xor", "<<": "lshift", ">>": "rshift",
}  # fmt: skip
"""The methods of objects that operators call, without their underscores; those of the right operand begin with an `r`."""


def operate(engine: Engine, operator: str, left: v.Value, right: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns what a binary operator gives."""
    left, right = _members_as_constants(operator, left), _members_as_constants(operator, right)
    if operator == "+" and strings.is_textual(left) and strings.is_textual(right):
        pieces = [tuple(a for a in value if a.content is not None) for value in (left, right)]  # None raises an error
        return strings.concatenate(engine, pieces, node, frame) or v.unknown("operation", engine.undo.now)
    if operator == "%" and strings.is_template(left):
        return formatting.percent(engine, left, right, node, frame)
    found: list[v.Value] = []
    for a in v.feasible(left, engine.path):
        for b in v.feasible(right, engine.path):
            joined = conjoin(a.condition, b.condition)
            if joined is None or conjoin(engine.path, joined) is None or _raises(operator, a.content, b.content):
                continue
            found.append(v.restrict(_operation(engine, operator, a, b, node, frame), joined))
            if len(found) > MOST_PAIRS:
                return v.unknown("operation", engine.undo.now)
    return v.union(found) or v.unknown("operation", engine.undo.now)


def _members_as_constants(operator: str, value: v.Value) -> v.Value:
    """Returns a value in which members of an enumeration of strings or numbers are these, as they are to an operator."""
    if not any(isinstance(a.content, v.Instance) for a in value):
        return value
    return tuple(v.Alternative(_as_constant(operator, a.content), a.condition, a.origin) for a in value)


def _as_constant(operator: str, content: Any) -> Any:
    name = _METHODS.get(operator, "")
    is_own = isinstance(content, v.Instance) and lookup.find(content.cls, f"__{name}__") is not None
    return content if is_own else lookup.as_constant(content)


def _raises(operator: str, left: Any, right: Any) -> bool:
    """Whether an operator is certain to raise an error: None is added to a text, say."""
    return operator == "+" and any(
        one is None and isinstance(other, (str, bytes, v.Text)) for one, other in ((left, right), (right, left))
    )


def _operation(engine: Engine, operator: str, a: v.Alternative, b: v.Alternative, node: Any, frame: Frame) -> v.Value:
    left, right = a.content, b.content
    if operator == "+" and strings.is_textual((a,)) and strings.is_textual((b,)):
        return strings.concatenate(engine, [v.only(left, a.origin), v.only(right, b.origin)], node, frame)
    if operator == "|" and isinstance(left, v.Mapping) and isinstance(right, v.Mapping):
        made: v.Mapping = engine.new(v.Mapping(dict(left.entries), left.open))
        mappings.merge(engine, made, right)
        return v.only(made)
    if operator == "+" and isinstance(left, v.Collection) and isinstance(right, v.Collection):
        return v.only(engine.new(v.Collection(left.kind, [*left.items, *right.items], left.open or right.open)))
    if isinstance(left, v.Collection) and isinstance(right, v.Collection) and left.kind == right.kind == "set":
        combined = constants.combined(operator, left, right)
        if combined is not None:
            return v.only(engine.new(combined))
    defined = _by_method(engine, operator, a, b, node, frame)
    if defined is not None:
        return defined
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        result = constants.arithmetic(operator, left, right)
        if result is not None:
            return v.only(result)
    return v.unknown("operation", operator, v.as_symbol(left), v.as_symbol(right))


def _by_method(
    engine: Engine, operator: str, a: v.Alternative, b: v.Alternative, node: Any, frame: Frame
) -> v.Value | None:
    """Returns what the method of an operand gives, the left one's first; None if neither has one."""
    name = _METHODS.get(operator, "")
    if isinstance(a.content, v.LibraryObject):
        result = a.content.call_method(engine, f"__{name}__", Call(node, Arguments([(b,)], {}), frame), a.content)
        if result is not None:
            return result
    own = lookup.special(engine, a.content, f"__{name}__", [(b,)], node, frame)
    return own if own is not None else lookup.special(engine, b.content, f"__r{name}__", [(a,)], node, frame)


def augmented(engine: Engine, node: Any, frame: Frame) -> v.Value | None:
    """Evaluates `a += b`; None where the object of `a` was changed in place."""
    target = judgments.evaluate(engine, node.target, frame)
    value = judgments.evaluate(engine, node.value, frame)
    held = [a for a in v.feasible(target, engine.path) if isinstance(a.content, v.Mapping)]
    if node.operator == "|" and held:
        for alternative in held:
            with engine.under(alternative.condition) as can:
                if can:
                    mappings.update(engine, alternative.content, value)
        return None
    if node.operator == "+" and _extended(engine, target, value):
        return None
    for alternative in target:
        if isinstance(alternative.content, v.Collection):
            engine.open(alternative.content)
    if not any(isinstance(a.content, v.Instance) for a in target):
        return operate(engine, node.operator, target, value, node, frame)
    return v.union(_augmented(engine, node, a, value, frame) for a in v.feasible(target, engine.path))


def _augmented(engine: Engine, node: Any, alternative: v.Alternative, value: v.Value, frame: Frame) -> v.Value:
    """Returns what one content becomes, by the method that it has for this, or as the operator has it."""
    method = f"__i{_METHODS.get(node.operator, '')}__"
    with engine.under(alternative.condition) as can:
        made = lookup.special(engine, alternative.content, method, [value], node, frame) if can else None
    if made is not None:
        return v.restrict(made, alternative.condition)
    return operate(engine, node.operator, (alternative,), value, node, frame)


def _extended(engine: Engine, target: v.Value, value: v.Value) -> bool:
    """Adds the items of a list to another one, if it is known which ones."""
    usable = v.feasible(value, engine.path)
    if len(target) != 1 or len(usable) != 1:
        return False
    held, more = target[0].content, usable[0].content
    if not (isinstance(held, v.Collection) and isinstance(more, v.Collection)) or held.kind != "list" or more.open:
        return False
    for item in list(more.items):
        engine.append(held, item)
    return True
