"""LibCST's tree into the tree of `tree.py`, in one pass over the fields that mean something."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from cko_lint.syntax import tree

_OPERATORS = {
    "Add": "+", "Subtract": "-", "Multiply": "*", "Divide": "/", "FloorDivide": "//", "Modulo": "%", "Power": "**",
    "BitAnd": "&", "BitOr": "|", "BitXor": "^", "LeftShift": "<<", "RightShift": ">>", "MatrixMultiply": "@",
    "Equal": "==", "NotEqual": "!=", "LessThan": "<", "LessThanEqual": "<=", "GreaterThan": ">",
    "GreaterThanEqual": ">=", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not",
    "And": "and", "Or": "or", "Not": "not", "Minus": "-", "Plus": "+", "BitInvert": "~",
}  # fmt: skip


def lower_module(module: cst.Module) -> list[tree.Node]:
    """Returns the statements of a module; what runs only when the module is a script is a function of it."""
    return [lowered for node in _statements(module.body) for lowered in _without_script(node)]


def _without_script(node: tree.Node) -> list[Any]:
    """Returns what whoever imports the module runs of a statement, and what the script runs of it as a function.

    The script calls the functions of the module with what it has set before.
    """
    asked = _asks_for_script(node.test) if isinstance(node, tree.If) else None
    if asked is None:
        return [node]
    assert isinstance(node, tree.If)
    is_script, rest = asked
    own, others = (node.body, node.orelse) if is_script else (node.orelse, node.body)
    if rest is not None:
        own = [tree.If(node.cst, rest, node.body, node.orelse)]
    if not own:
        return [node]
    assigned = tree.Global(node.cst, sorted(set(tree.bound_names(own))))
    return [*others, tree.Function(node.cst, tree.SCRIPT, [], [assigned, *own], [], None, False, None)]


def _asks_for_script(test: Any) -> tuple[bool, Any] | None:
    """Returns whether a test holds for a script or for everybody else, and what else it asks; None for other tests."""
    if isinstance(test, tree.Boolean) and test.operator == "and":
        for one, rest in ((test.left, test.right), (test.right, test.left)):
            asked = _asks_for_script(one)
            if asked == (True, None):
                return True, rest
        return None
    if not isinstance(test, tree.Compare) or len(test.comparisons) != 1:
        return None
    ((operator, right),) = test.comparisons
    sides = [test.left, right]
    if not any(isinstance(side, tree.Name) and side.id == "__name__" for side in sides):
        return None
    given = [c for side in sides for c in (side.elements if isinstance(side, tree.Sequence) else [side])]
    if operator not in ("==", "!=", "in", "not in") or not any(
        isinstance(constant, tree.Constant) and constant.value == "__main__" for constant in given
    ):
        return None
    return operator in ("==", "in"), None


# ------------------------------------------------------------------ statements


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
    operator = _OPERATORS.get(type(node.operator).__name__.replace("Assign", ""), "?")
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
    return tree.PatternOther(node, _captured(node))


def _element_pattern(node: Any) -> Any:
    if isinstance(node, cst.MatchStar):
        return tree.PatternCapture(node, None, node.name.value if node.name is not None else None)
    return _pattern(node.value)


def _captured(node: cst.CSTNode) -> list[str]:
    names: list[str] = []
    pending: list[cst.CSTNode] = [node]
    while pending:
        found = pending.pop()
        if isinstance(found, (cst.MatchAs, cst.MatchStar)) and found.name is not None:
            names.append(found.name.value)
        pending.extend(found.children)
    return names


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
        _parameters(node.params),
        body,
        [expression(decorator.decorator) for decorator in node.decorators],
        expression(node.returns.annotation) if node.returns is not None else None,
        node.asynchronous is not None,
        None,
    )


def _parameters(node: cst.Parameters) -> list[tree.Parameter]:
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

# ----------------------------------------------------------------- expressions


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
    operator = _OPERATORS.get(type(node.operator).__name__, "?")
    return tree.Binary(node, operator, expression(node.left), expression(node.right))


def _boolean(node: cst.BooleanOperation) -> tree.Node:
    operator = _OPERATORS[type(node.operator).__name__]
    return tree.Boolean(node, operator, expression(node.left), expression(node.right))


def _unary(node: cst.UnaryOperation) -> tree.Node:
    return tree.Unary(node, _OPERATORS[type(node.operator).__name__], expression(node.expression))


def _comparison(node: cst.Comparison) -> tree.Node:
    comparisons = [
        (_OPERATORS[type(target.operator).__name__], expression(target.comparator)) for target in node.comparisons
    ]
    return tree.Compare(node, expression(node.left), comparisons)


def _conditional(node: cst.IfExp) -> tree.Node:
    return tree.Conditional(node, expression(node.test), expression(node.body), expression(node.orelse))


def _lambda(node: cst.Lambda) -> tree.Node:
    return tree.Lambda(node, _parameters(node.params), expression(node.body))


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
