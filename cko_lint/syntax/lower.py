"""LibCST's tree into the tree of `tree.py`, in one pass over the fields that mean something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from cko_lint.syntax import tree
from cko_lint.syntax.lower_expressions import OPERATORS, expression, parameters
from cko_lint.syntax.script import without_script


def lower_module(module: cst.Module) -> list[tree.Node]:
    """Returns the statements of a module; what runs only when the module is a script is a function of it."""
    return [lowered for node in _statements(module.body) for lowered in without_script(node)]


def _statements(body: Sequence[Any]) -> list[tree.Node]:
    found: list[tree.Node] = []
    for statement in body:
        if isinstance(statement, cst.SimpleStatementLine):
            found.extend(_small(small) for small in statement.body)
        else:
            found.append(_STATEMENTS.get(type(statement), _other_statement)(statement))
    return found


def _suite(suite: Any) -> list[tree.Node]:
    if isinstance(suite, cst.SimpleStatementSuite):
        return [_small(small) for small in suite.body]
    return _statements(suite.body)


def _small(node: Any) -> tree.Node:
    return _STATEMENTS.get(type(node), _other_statement)(node)


def _other_statement(node: Any) -> tree.Node:
    return tree.Pass(node)


def _expression_statement(node: cst.Expr) -> tree.Node:
    return tree.Expression(node, expression(node.value))


def _assign(node: cst.Assign) -> tree.Node:
    return tree.Assign(node, [expression(target.target) for target in node.targets], expression(node.value), None)


def _annotated_assign(node: cst.AnnAssign) -> tree.Node:
    value = expression(node.value) if node.value is not None else None
    return tree.Assign(node, [expression(node.target)], value, expression(node.annotation.annotation))


def _augmented_assign(node: cst.AugAssign) -> tree.Node:
    operator = OPERATORS.get(type(node.operator).__name__.replace("Assign", ""), "?")
    return tree.AugmentedAssign(node, expression(node.target), operator, expression(node.value))


def _if(node: cst.If) -> tree.Node:
    return tree.If(node, expression(node.test), _suite(node.body), _orelse(node.orelse))


def _orelse(node: Any) -> list[tree.Node]:
    if node is None:
        return []
    return [_if(node)] if isinstance(node, cst.If) else _suite(node.body)


def _while(node: cst.While) -> tree.Node:
    return tree.While(node, expression(node.test), _suite(node.body), _orelse(node.orelse))


def _for(node: cst.For) -> tree.Node:
    return tree.For(node, expression(node.target), expression(node.iter), _suite(node.body), _orelse(node.orelse))


def _with(node: cst.With) -> tree.Node:
    items = [(expression(i.item), expression(i.asname.name) if i.asname else None) for i in node.items]
    return tree.With(node, items, _suite(node.body))


def _try(node: Any) -> tree.Node:
    handlers = [
        tree.Handler(
            handler,
            expression(handler.type) if handler.type is not None else None,
            handler.name.name.value if handler.name is not None and isinstance(handler.name.name, cst.Name) else None,
            _suite(handler.body),
        )
        for handler in node.handlers
    ]
    final = _suite(node.finalbody.body) if node.finalbody is not None else []
    return tree.Try(node, _suite(node.body), handlers, _orelse(node.orelse), final)


def _match(node: cst.Match) -> tree.Node:
    cases = [
        tree.Case(c, _pattern(c.pattern), expression(c.guard) if c.guard is not None else None, _suite(c.body))
        for c in node.cases
    ]
    return tree.Match(node, expression(node.subject), cases)


def _pattern(node: Any) -> Any:
    if isinstance(node, (cst.MatchValue, cst.MatchSingleton)):
        return tree.PatternValue(node, expression(node.value))
    if isinstance(node, cst.MatchOr):
        return tree.PatternOr(node, [_pattern(element.pattern) for element in node.patterns])
    if isinstance(node, cst.MatchAs):
        inner = _pattern(node.pattern) if node.pattern is not None else None
        return tree.PatternCapture(node, inner, node.name.value if node.name is not None else None)
    if isinstance(node, (cst.MatchList, cst.MatchTuple)):
        stars = [at for at, element in enumerate(node.patterns) if isinstance(element, cst.MatchStar)]
        patterns = [_element_pattern(element) for element in node.patterns]
        return tree.PatternSequence(node, patterns, stars[0] if stars else None)
    if isinstance(node, cst.MatchMapping):
        rest = node.rest.value if node.rest is not None else None
        keys = [expression(element.key) for element in node.elements]
        return tree.PatternMapping(node, keys, [_pattern(element.pattern) for element in node.elements], rest)
    patterns = [_element_pattern(element) for element in node.patterns]
    patterns += [_pattern(element.pattern) for element in node.kwds]
    return tree.PatternClass(node, expression(node.cls), patterns, [element.key.value for element in node.kwds])


def _element_pattern(node: Any) -> Any:
    if isinstance(node, cst.MatchStar):
        return tree.PatternCapture(node, None, node.name.value if node.name is not None else None)
    return _pattern(node.value)


def _return(node: cst.Return) -> tree.Node:
    return tree.Return(node, expression(node.value) if node.value is not None else None)


def _raise(node: cst.Raise) -> tree.Node:
    cause = expression(node.cause.item) if node.cause is not None else None
    return tree.Raise(node, expression(node.exc) if node.exc is not None else None, cause)


def _assert(node: cst.Assert) -> tree.Node:
    return tree.Assert(node, expression(node.test), expression(node.msg) if node.msg is not None else None)


def _delete(node: cst.Del) -> tree.Node:
    target = expression(node.target)
    return tree.Delete(node, target.elements if isinstance(target, tree.Sequence) else [target])


def _global(node: Any) -> tree.Node:
    return tree.Global(node, [item.name.value for item in node.names])


def _import(node: cst.Import) -> tree.Node:
    names = []
    for alias in node.names:
        dotted = _dotted(alias.name)
        name = alias.asname.name.value if alias.asname is not None else None  # type: ignore[union-attr]
        names.append((dotted, name))
    return tree.Import(node, names)


def _import_from(node: cst.ImportFrom) -> tree.Node:
    module = _dotted(node.module) if node.module is not None else ""
    if isinstance(node.names, cst.ImportStar):
        return tree.ImportFrom(node, module, len(node.relative), [("*", None)])
    names = [
        (_dotted(alias.name), alias.asname.name.value if alias.asname is not None else None)  # type: ignore[union-attr]
        for alias in node.names
    ]
    return tree.ImportFrom(node, module, len(node.relative), names)


def _dotted(node: Any) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return str(node.value)


def _function(node: cst.FunctionDef) -> tree.Node:
    body = _suite(node.body)
    return tree.Function(
        node,
        node.name.value,
        parameters(node.params),
        body,
        [expression(decorator.decorator) for decorator in node.decorators],
        expression(node.returns.annotation) if node.returns is not None else None,
        node.asynchronous is not None,
        None,
    )


def _class(node: cst.ClassDef) -> tree.Node:
    return tree.Class(
        node,
        node.name.value,
        [expression(arg.value) for arg in node.bases],
        {arg.keyword.value: expression(arg.value) for arg in node.keywords if arg.keyword is not None},
        _suite(node.body),
        [expression(decorator.decorator) for decorator in node.decorators],
    )


_STATEMENTS: dict[type, Callable[[Any], tree.Node]] = {
    cst.Expr: _expression_statement, cst.Assign: _assign, cst.AnnAssign: _annotated_assign,
    cst.AugAssign: _augmented_assign, cst.If: _if, cst.While: _while, cst.For: _for, cst.With: _with,
    cst.Try: _try, cst.TryStar: _try, cst.Match: _match, cst.Return: _return, cst.Raise: _raise,
    cst.Assert: _assert, cst.Del: _delete, cst.Global: _global, cst.Nonlocal: _global, cst.Import: _import,
    cst.ImportFrom: _import_from, cst.FunctionDef: _function, cst.ClassDef: _class,
    cst.Break: tree.Break, cst.Continue: tree.Continue, cst.Pass: tree.Pass,
}  # fmt: skip
