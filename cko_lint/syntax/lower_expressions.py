"""LibCST's expressions into those of `tree.py`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import libcst as cst

from cko_lint.syntax import tree

OPERATORS = {
    "Add": "+", "Subtract": "-", "Multiply": "*", "Divide": "/", "FloorDivide": "//", "Modulo": "%", "Power": "**",
    "BitAnd": "&", "BitOr": "|", "BitXor": "^", "LeftShift": "<<", "RightShift": ">>", "MatrixMultiply": "@",
    "Equal": "==", "NotEqual": "!=", "LessThan": "<", "LessThanEqual": "<=", "GreaterThan": ">",
    "GreaterThanEqual": ">=", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not",
    "And": "and", "Or": "or", "Not": "not", "Minus": "-", "Plus": "+", "BitInvert": "~",
}  # fmt: skip


def expression(node: Any) -> Any:
    """Returns the expression node for one of LibCST's."""
    return _EXPRESSIONS.get(type(node), _other)(node)


def _other(node: Any) -> tree.Node:
    return tree.Unknown(node)


def _name(node: cst.Name) -> tree.Node:
    return tree.Constant(node, _SINGLETONS[node.value]) if node.value in _SINGLETONS else tree.Name(node, node.value)


_SINGLETONS = {"None": None, "True": True, "False": False}


def _number(node: Any) -> tree.Node:
    try:
        return tree.Constant(node, ast.literal_eval(node.value))
    except (ValueError, SyntaxError):  # an integer of more digits than Python converts
        return tree.Unknown(node)


def _string(node: cst.SimpleString) -> tree.Node:
    text = node.value
    # Most strings have no prefix and no escape: what stands between the quotes is the value.
    if text[0] in "'\"" and "\\" not in text:
        quotes = 3 if text[:3] in ('"""', "'''") and len(text) >= 6 else 1
        return tree.Constant(node, text[quotes:-quotes])
    try:
        return tree.Constant(node, node.evaluated_value)
    except (ValueError, SyntaxError):
        return tree.Unknown(node)


def _concatenated(node: cst.ConcatenatedString) -> tree.Node:
    parts: list[Any] = []
    pending: list[Any] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, cst.ConcatenatedString):
            pending += [part.right, part.left]
        else:
            parts.append(expression(part))
    if all(isinstance(part, tree.Constant) for part in parts):
        values = [part.value for part in parts]
        if all(isinstance(value, str) for value in values):
            return tree.Constant(node, "".join(values))
        if all(isinstance(value, bytes) for value in values):
            return tree.Constant(node, b"".join(values))
        return tree.Unknown(node)
    flat: list[Any] = []
    for part in parts:
        if isinstance(part, tree.FString):
            flat += part.parts
        elif isinstance(part, tree.Constant):
            flat.append(str(part.value))
    return tree.FString(node, flat)


def _fstring(node: Any) -> tree.Node:
    parts: list[Any] = []
    raw = "r" in node.start.lower().rstrip("'\"")
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            text = part.value.replace("{{", "{").replace("}}", "}")
            parts.append(text if raw or "\\" not in text else _unescape(text))
        elif isinstance(part, cst.FormattedStringExpression):
            parts.append(tree.FormatPart(expression(part.expression), _conversion(part)))
        else:
            return tree.Unknown(node)
    return tree.FString(node, parts)


def _conversion(part: cst.FormattedStringExpression) -> str | None:
    if part.format_spec is not None:
        return None
    conversion = part.conversion or ("r" if part.equal is not None else "")
    return "r" if conversion == "a" else conversion


def _unescape(text: str) -> str:
    try:
        value = ast.literal_eval('"""' + text.replace('"', '\\"') + '"""')
    except (ValueError, SyntaxError):
        return text
    return str(value)


def _attribute(node: cst.Attribute) -> tree.Node:
    return tree.Attribute(node, expression(node.value), node.attr.value)


def _subscript(node: cst.Subscript) -> tree.Node:
    indices = [_slice(element.slice) for element in node.slice]
    index = indices[0] if len(indices) == 1 else tree.Sequence(node, "tuple", indices)
    return tree.Subscript(node, expression(node.value), index)


def _slice(node: Any) -> Any:
    if isinstance(node, cst.Index):
        return expression(node.value)
    bounds = [expression(b) if b is not None else None for b in (node.lower, node.upper, node.step)]
    return tree.Slice(node, *bounds)


def _call(node: cst.Call) -> tree.Node:
    arguments = [
        tree.Argument(arg, expression(arg.value), arg.keyword.value if arg.keyword else None, arg.star)
        for arg in node.args
    ]
    return tree.Call(node, expression(node.func), arguments)


def _binary(node: cst.BinaryOperation) -> tree.Node:
    operator = OPERATORS.get(type(node.operator).__name__, "?")
    return tree.Binary(node, operator, expression(node.left), expression(node.right))


def _boolean(node: cst.BooleanOperation) -> tree.Node:
    operator = OPERATORS[type(node.operator).__name__]
    return tree.Boolean(node, operator, expression(node.left), expression(node.right))


def _unary(node: cst.UnaryOperation) -> tree.Node:
    return tree.Unary(node, OPERATORS[type(node.operator).__name__], expression(node.expression))


def _comparison(node: cst.Comparison) -> tree.Node:
    comparisons = [
        (OPERATORS[type(target.operator).__name__], expression(target.comparator)) for target in node.comparisons
    ]
    return tree.Compare(node, expression(node.left), comparisons)


def _conditional(node: cst.IfExp) -> tree.Node:
    return tree.Conditional(node, expression(node.test), expression(node.body), expression(node.orelse))


def parameters(node: cst.Parameters) -> list[tree.Parameter]:
    """Returns the parameters of a function or a lambda, in order."""
    found = [_parameter(p, "positional") for p in (*node.posonly_params, *node.params)]
    if isinstance(node.star_arg, cst.Param):
        found.append(_parameter(node.star_arg, "args"))
    found += [_parameter(p, "keyword") for p in node.kwonly_params]
    if node.star_kwarg is not None:
        found.append(_parameter(node.star_kwarg, "kwargs"))
    return found


def _parameter(node: cst.Param, kind: str) -> tree.Parameter:
    default = expression(node.default) if node.default is not None else None
    annotation = expression(node.annotation.annotation) if node.annotation is not None else None
    return tree.Parameter(node.name.value, kind, default, annotation)


def _lambda(node: cst.Lambda) -> tree.Node:
    return tree.Lambda(node, parameters(node.params), expression(node.body))


def _dict(node: cst.Dict) -> tree.Node:
    entries = [
        (expression(element.key), expression(element.value))
        if isinstance(element, cst.DictElement)
        else (None, expression(element.value))
        for element in node.elements
    ]
    return tree.DictDisplay(node, entries)


def _sequence(kind: str) -> Callable[[Any], tree.Node]:
    def lower(node: Any) -> tree.Node:
        return tree.Sequence(node, kind, [expression_of_element(element) for element in node.elements])

    return lower


def expression_of_element(element: Any) -> Any:
    """Returns the expression of an element of a tuple, list or set."""
    value = expression(element.value)
    return tree.Starred(element, value) if isinstance(element, cst.StarredElement) else value


def _comprehension(kind: str) -> Callable[[Any], tree.Node]:
    def lower(node: Any) -> tree.Node:
        loops = []
        loop = node.for_in
        while loop is not None:
            tests = [expression(test.test) for test in loop.ifs]
            loops.append((expression(loop.target), expression(loop.iter), tests))
            loop = loop.inner_for_in
        if kind == "dict":
            return tree.Comprehension(node, kind, expression(node.value), expression(node.key), loops)
        return tree.Comprehension(node, kind, expression(node.elt), None, loops)

    return lower


def _await(node: cst.Await) -> tree.Node:
    return tree.Await(node, expression(node.expression))


def _yield(node: cst.Yield) -> tree.Node:
    if isinstance(node.value, cst.From):
        return tree.Yield(node, expression(node.value.item), True)
    return tree.Yield(node, expression(node.value) if node.value is not None else None, False)


def _walrus(node: cst.NamedExpr) -> tree.Node:
    return tree.Walrus(node, expression(node.target), expression(node.value))


_EXPRESSIONS: dict[type, Callable[[Any], tree.Node]] = {
    cst.Name: _name, cst.Integer: _number, cst.Float: _number, cst.Imaginary: _number, cst.SimpleString: _string,
    cst.ConcatenatedString: _concatenated, cst.FormattedString: _fstring, cst.Attribute: _attribute,
    cst.Subscript: _subscript, cst.Call: _call, cst.BinaryOperation: _binary, cst.BooleanOperation: _boolean,
    cst.UnaryOperation: _unary, cst.Comparison: _comparison, cst.IfExp: _conditional, cst.Lambda: _lambda,
    cst.Dict: _dict, cst.Tuple: _sequence("tuple"), cst.List: _sequence("list"), cst.Set: _sequence("set"),
    cst.StarredElement: expression_of_element, cst.ListComp: _comprehension("list"),
    cst.SetComp: _comprehension("set"), cst.DictComp: _comprehension("dict"),
    cst.GeneratorExp: _comprehension("generator"), cst.Await: _await, cst.Yield: _yield, cst.NamedExpr: _walrus,
}  # fmt: skip
