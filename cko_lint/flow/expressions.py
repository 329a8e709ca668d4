"""How expressions are evaluated: one function a shape, each giving all that the expression can be."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from cko_lint.flow import attributes, bystanders, calls, classes, displays, statements, strings, tests
from cko_lint.flow import values as v
from cko_lint.flow.engine import Arguments, Call, Engine, Frame
from cko_lint.logic.conditions import conjoin, when
from cko_lint.logic.terms import And, Not, Term, Truth, compared, equals, one_of, opposite, symbol
from cko_lint.syntax import tree

_MOST_PAIRS = 64


def evaluate(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Returns what an expression can be on the current path."""
    engine.step()
    return _EXPRESSIONS[type(node)](engine, node, frame)


def _name(engine: Engine, node: Any, frame: Frame) -> v.Value:
    found = engine.name(frame, node.id)
    if found is not None:
        return found
    if node.id in _BUILTINS:
        return v.only(v.External(node.id))
    return v.unknown("global", frame.module.path, node.id)


_BUILTINS = frozenset(dir(builtins)) | {"ExceptionGroup", "BaseExceptionGroup", "exit", "quit"}


def _constant(engine: Engine, node: Any, frame: Frame) -> v.Value:
    value = node.value
    if isinstance(value, (str, bytes)):
        return v.only(value, v.Origin("literal", "", frame.module, node, None))
    return v.only(value)


def _fstring(engine: Engine, node: Any, frame: Frame) -> v.Value:
    pieces: list[v.Value] = []
    for part in node.parts:
        if isinstance(part, str):
            pieces.append(v.only(part))
        else:
            value = evaluate(engine, part.value, frame)
            pieces.append(strings.formatted(value) if part.plain else strings.shown(value))
    return strings.concatenate(engine, pieces, node, frame)


def _conditional(engine: Engine, node: Any, frame: Frame) -> v.Value:
    yes, no = tests.branch(engine, node.test, frame)
    found = []
    for condition, branch in ((yes, node.body), (no, node.orelse)):
        if condition is None:
            continue
        with engine.under(condition) as can:
            if can:
                found.append(v.restrict(evaluate(engine, branch, frame), condition))
    return v.union(found) or v.unknown("conditional", id(node))


def _boolean(engine: Engine, node: Any, frame: Frame) -> v.Value:
    left = bystanders.decided(engine, evaluate(engine, node.left, frame))
    keeps = node.operator == "or"
    found: list[v.Value] = []
    for alternative in v.feasible(left, engine.path):
        result = tests.truth(engine, alternative.content)
        if isinstance(result, bool):
            outcomes = [(alternative.condition, result)]
        else:
            atom, holds = result
            engine.models.tested(engine, atom)
            outcomes = [
                (joined, outcome is holds)
                for outcome in (True, False)
                if (joined := conjoin(alternative.condition, when(atom, outcome))) is not None
            ]
        for condition, outcome in outcomes:
            if conjoin(engine.path, condition) is None:
                continue
            if outcome is keeps:
                found.append((v.Alternative(alternative.content, condition, alternative.origin),))
                continue
            with engine.under(condition) as can:
                if can:
                    found.append(v.restrict(evaluate(engine, node.right, frame), condition))
    return v.union(found) or v.unknown("boolean", id(node))


def _unary(engine: Engine, node: Any, frame: Frame) -> v.Value:
    value = bystanders.decided(engine, evaluate(engine, node.operand, frame))
    found = []
    for alternative in value:
        content = alternative.content
        if node.operator == "not":
            result = tests.truth(engine, content)
            made: Any = not result if isinstance(result, bool) else (Not(result[0]) if result[1] else result[0])
        elif isinstance(content, (int, float)):
            made = -content if node.operator == "-" else content
        else:
            made = symbol("unary", node.operator, v.as_symbol(content))
        found.append(v.Alternative(made, alternative.condition))
    return tuple(found)


def _compare(engine: Engine, node: Any, frame: Frame) -> v.Value:
    left = evaluate(engine, node.left, frame)
    found: v.Value | None = None
    for operator, comparator in node.comparisons:
        right = evaluate(engine, comparator, frame)
        result = compare(engine, operator, left, right)
        found = result if found is None else _and(engine, found, result)
        left = right
    assert found is not None
    return found


def _and(engine: Engine, one: v.Value, other: v.Value) -> v.Value:
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
            if len(found) > _MOST_PAIRS:
                return v.unknown("comparison", engine.births)
    return v.union([tuple(found)]) or v.unknown("comparison", engine.births)


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
        left, right = classes.as_constant(left), classes.as_constant(right)
    positive = _NEGATED.get(operator, operator)
    result = False if _cannot_be(positive, left, right) else strings.compare(positive, left, right)
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


def _binary(engine: Engine, node: Any, frame: Frame) -> v.Value:
    left = evaluate(engine, node.left, frame)
    right = evaluate(engine, node.right, frame)
    return operate(engine, node.operator, left, right, node, frame)


def operate(engine: Engine, operator: str, left: v.Value, right: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns what a binary operator gives."""
    if operator == "+" and strings.is_textual(left) and strings.is_textual(right):
        return strings.concatenate(engine, [left, right], node, frame)
    if operator == "%" and strings.is_template(left):
        return strings.percent(engine, left, right, node, frame)
    found: list[v.Value] = []
    for a in v.feasible(left, engine.path):
        for b in v.feasible(right, engine.path):
            joined = conjoin(a.condition, b.condition)
            if joined is None or conjoin(engine.path, joined) is None:
                continue
            found.append(v.restrict(_operation(engine, operator, a, b), joined))
            if len(found) > _MOST_PAIRS:
                return v.unknown("operation", engine.births)
    return v.union(found) or v.unknown("operation", engine.births)


def _operation(engine: Engine, operator: str, a: v.Alternative, b: v.Alternative) -> v.Value:
    left, right = a.content, b.content
    if operator == "|" and isinstance(left, v.Mapping) and isinstance(right, v.Mapping):
        made: v.Mapping = engine.new(v.Mapping(dict(left.entries), left.open))
        displays.merge(engine, made, right)
        return v.only(made)
    if operator == "+" and isinstance(left, v.Collection) and isinstance(right, v.Collection):
        return v.only(engine.new(v.Collection(left.kind, [*left.items, *right.items], left.open or right.open)))
    if operator == "/" and isinstance(left, v.LibraryObject):
        result = engine.models.method(engine, left, "__truediv__", Call(None, Arguments([(b,)], {}), None), left)  # type: ignore[arg-type]
        if result is not None:
            return result
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        result = strings.arithmetic(operator, left, right)
        if result is not None:
            return v.only(result)
    return v.unknown("operation", operator, v.as_symbol(left), v.as_symbol(right))


def augmented(engine: Engine, node: Any, frame: Frame) -> v.Value | None:
    """Evaluates `a += b`; None where the object of `a` was changed in place."""
    target = evaluate(engine, node.target, frame)
    value = evaluate(engine, node.value, frame)
    mappings = [a.content for a in target if isinstance(a.content, v.Mapping)]
    if node.operator == "|" and mappings:
        for mapping in mappings:
            for alternative in v.feasible(value, engine.path):
                if isinstance(alternative.content, v.Mapping):
                    displays.merge(engine, mapping, alternative.content)
                else:
                    engine.open(mapping)
        return None
    for alternative in target:
        if isinstance(alternative.content, v.Collection):
            engine.open(alternative.content)
    return operate(engine, node.operator, target, value, node, frame)


# -------------------------------------------------------------------- displays


def _lambda(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return v.only(classes.make_function(engine, node, frame))


def _await(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return calls.settle(engine, evaluate(engine, node.value, frame))


def _walrus(engine: Engine, node: Any, frame: Frame) -> v.Value:
    value = evaluate(engine, node.value, frame)
    statements.assign(engine, node.target, value, frame)
    return value


def _starred(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return evaluate(engine, node.value, frame)


def _unknown(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return v.unknown("expression", id(node))


def _slice(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return v.unknown("slice", id(node))


def _attribute(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return attributes.read(engine, node, frame)


def _subscript(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return attributes.subscript(engine, node, frame)


def _call(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return calls.evaluate_call(engine, node, frame)


def _yield(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return calls.yielded(engine, node, frame)


def _dict(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return displays.dictionary(engine, node, frame)


def _sequence(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return displays.sequence(engine, node, frame)


def _comprehension(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return displays.comprehension(engine, node, frame)


_EXPRESSIONS: dict[type, Callable[[Engine, Any, Frame], v.Value]] = {
    tree.Name: _name, tree.Constant: _constant, tree.FString: _fstring, tree.Attribute: _attribute,
    tree.Subscript: _subscript, tree.Call: _call, tree.Binary: _binary, tree.Boolean: _boolean,
    tree.Unary: _unary, tree.Compare: _compare, tree.Conditional: _conditional, tree.Lambda: _lambda,
    tree.DictDisplay: _dict, tree.Sequence: _sequence, tree.Starred: _starred, tree.Comprehension: _comprehension,
    tree.Await: _await, tree.Yield: _yield, tree.Walrus: _walrus, tree.Unknown: _unknown, tree.Slice: _slice,
}  # fmt: skip
