"""Expressions that are no call, attribute, item or display: each gives all that it can be."""

from __future__ import annotations

import builtins
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import (
    bystanders,
    comparisons,
    formatting,
    futures,
    judgments,
    operators,
    strings,
    tests,
    variables,
)
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import conjoin, when
from cko_lint.logic.terms import Not, symbol
from cko_lint.syntax import tree


def _name(engine: Engine, node: Any, frame: Frame) -> v.Value:
    found = variables.find(engine, frame, node.id)
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
            pieces.append(v.only(part, v.Origin("piece", "", frame.module, node, None)))
        else:
            value = formatting.uncalled(judgments.evaluate(engine, part.value, frame), part.value)
            pieces.append(formatting.converted(engine, value, part.conversion, node, frame))
    return strings.concatenate(engine, pieces, node, frame)


def _conditional(engine: Engine, node: Any, frame: Frame) -> v.Value:
    yes, no = tests.branch(engine, node.test, frame)
    found = []
    for condition, branch in ((yes, node.body), (no, node.orelse)):
        if condition is None:
            continue
        with engine.under(condition) as can:
            if can:
                found.append(v.restrict(judgments.evaluate(engine, branch, frame), condition))
    return v.union(found) or v.unknown("conditional", id(node))


def _boolean(engine: Engine, node: Any, frame: Frame) -> v.Value:
    left = bystanders.decided(engine, judgments.evaluate(engine, node.left, frame))
    keeps = node.operator == "or"
    found: list[v.Value] = []
    for alternative in v.feasible(left, engine.path):
        result = judgments.truth(engine, alternative.content)
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
                    found.append(v.restrict(judgments.evaluate(engine, node.right, frame), condition))
    return v.union(found) or v.unknown("boolean", id(node))


def _unary(engine: Engine, node: Any, frame: Frame) -> v.Value:
    value = bystanders.decided(engine, judgments.evaluate(engine, node.operand, frame))
    found = []
    for alternative in value:
        content = alternative.content
        if node.operator == "not":
            result = judgments.truth(engine, content)
            made: Any = not result if isinstance(result, bool) else (Not(result[0]) if result[1] else result[0])
        elif isinstance(content, (int, float)):
            made = -content if node.operator == "-" else content
        else:
            made = symbol("unary", node.operator, v.as_symbol(content))
        found.append(v.Alternative(made, alternative.condition))
    return tuple(found)


def _compare(engine: Engine, node: Any, frame: Frame) -> v.Value:
    left = judgments.evaluate(engine, node.left, frame)
    found: v.Value | None = None
    for operator, comparator in node.comparisons:
        right = judgments.evaluate(engine, comparator, frame)
        result = comparisons.compare(engine, operator, left, right)
        found = result if found is None else comparisons.conjunction(engine, found, result)
        left = right
    assert found is not None
    return found


def _binary(engine: Engine, node: Any, frame: Frame) -> v.Value:
    left = judgments.evaluate(engine, node.left, frame)
    right = judgments.evaluate(engine, node.right, frame)
    return operators.operate(engine, node.operator, left, right, node, frame)


def _await(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return futures.settle(engine, judgments.evaluate(engine, node.value, frame))


def _walrus(engine: Engine, node: Any, frame: Frame) -> v.Value:
    value = judgments.evaluate(engine, node.value, frame)
    judgments.assign(engine, node.target, value, frame)
    return value


def _starred(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return judgments.evaluate(engine, node.value, frame)


def _unknown(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return v.unknown("expression", id(node))


def _slice(engine: Engine, node: Any, frame: Frame) -> v.Value:
    return v.unknown("slice", id(node))


EXPRESSIONS = {
    tree.Name: _name, tree.Constant: _constant, tree.FString: _fstring, tree.Binary: _binary, tree.Boolean: _boolean,
    tree.Unary: _unary, tree.Compare: _compare, tree.Conditional: _conditional, tree.Starred: _starred, tree.Await: _await,
    tree.Walrus: _walrus, tree.Unknown: _unknown, tree.Slice: _slice,
}  # fmt: skip
"""What evaluates an expression."""
