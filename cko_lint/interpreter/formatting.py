"""How values are written into texts: by `str` and `repr`, `%`, `format` and f-strings."""

from __future__ import annotations

import re
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.interpreter.strings import AS_BYTES, concatenate, parts_of, text_of_parts
from cko_lint.logic.conditions import Condition, conjoin
from cko_lint.logic.terms import Term, symbol
from cko_lint.syntax import tree

_METHODS = {"": ("__format__", "__str__", "__repr__"), "s": ("__str__", "__repr__"), "r": ("__repr__",)}
"""The methods by which an object of the project makes a text of itself, the first that it has."""


def converted(engine: Engine, value: v.Value, conversion: str | None, node: Any, frame: Frame) -> v.Value:
    """Returns a value as a replacement field with a conversion gives it (see `tree.FormatPart`)."""
    if conversion is None:
        return shown(value)
    plainly = quoted if conversion == "r" else formatted
    if not any(isinstance(a.content, v.Instance) for a in value):
        return plainly(value)
    return v.union(
        _by_own_method(engine, a, _METHODS[conversion], node, frame) or plainly((a,))
        for a in v.feasible(value, engine.path)
    )


def _by_own_method(
    engine: Engine, given: v.Alternative, methods: tuple[str, ...], node: Any, frame: Frame
) -> v.Value | None:
    for name in methods:
        arguments = [v.only("")] if name == "__format__" else []
        made = lookup.special(engine, given.content, name, arguments, node, frame)
        if made is not None:
            return v.restrict(made, given.condition)
    return None


def uncalled(value: v.Value, expression: Any) -> v.Value:
    """Returns a value in which functions of the project stand for their names, if the expression is just one of these.

    Under another name, as a parameter has it, the program may have tried whether it can be called; and what a decorator makes of
    a function is not known.
    """
    return tuple(
        v.Alternative(symbol("uncalled", v.as_symbol(a.content)), a.condition, a.origin)
        if _is_called_so(a.content, tree.last_name(expression))
        else a
        for a in value
    )


def arguments_uncalled(arguments: Arguments, node: Any) -> Arguments:
    """Returns the arguments of a call that writes them into a text, likewise."""
    given = node.arguments if isinstance(node, tree.Call) else []
    places = [argument.value for argument in given if argument.keyword is None]
    if any(argument.star for argument in given) or len(places) != len(arguments.positional):
        return arguments
    named = {argument.keyword: argument.value for argument in given}
    positional = [uncalled(value, place) for value, place in zip(arguments.positional, places, strict=True)]
    keywords = {name: uncalled(value, named.get(name)) for name, value in arguments.keywords.items()}
    return Arguments(positional, keywords, arguments.open)


_OF_METHODS = frozenset({"staticmethod", "classmethod"})


def _is_called_so(content: Any, name: str) -> bool:
    function = content.function if isinstance(content, v.Bound) else content
    if not isinstance(function, v.FunctionValue) or not isinstance(function.node, tree.Function):
        return False
    decorators = {tree.last_name(decorator) for decorator in function.node.decorators}
    return function.node.name == name and function.flags <= {"static", "class"} and decorators <= _OF_METHODS


def formatted(value: v.Value) -> v.Value:
    """Returns a value as `str()` and `{}` in an f-string give it."""
    return tuple(
        a if isinstance(a.content, (str, v.Text, Term)) and not _is_bytes(a) else v.Alternative(*_as_text(a), a.origin)
        for a in value
    )


def _is_bytes(alternative: v.Alternative) -> bool:
    """Whether a text has been encoded on its way, and not been decoded since."""
    if isinstance(alternative.content, bytes):
        return True
    return alternative.origin is not None and any(step.kind == AS_BYTES for step in alternative.origin.chain())


def _as_text(alternative: v.Alternative) -> tuple[Any, Condition]:
    content = alternative.content
    if isinstance(content, v.Masked):  # pydantic's shows asterisks
        return symbol("masked", content.made_at), alternative.condition
    if _is_bytes(alternative):
        return symbol(AS_BYTES, v.as_symbol(content)), alternative.condition
    return text_of_parts(parts_of(content, alternative.origin)), alternative.condition


def quoted(value: v.Value) -> v.Value:
    """Returns a value as `repr()` and `!r` give it: a text in quotes, and what is no text as it is written out."""
    return tuple(v.Alternative(_in_quotes(a), a.condition, a.origin) for a in value)


def _in_quotes(alternative: v.Alternative) -> Any:
    content = alternative.content
    if not isinstance(content, (str, v.Text, Term)):
        return formatted((alternative,))[0].content
    if isinstance(content, Term) and content.sources:
        return symbol("formatted", content)
    return v.Text([v.Part("'", None), *parts_of(content, alternative.origin), v.Part("'", None)])


def shown(value: v.Value) -> v.Value:
    """Returns a value as a format or `!r` gives it, which is not followed further."""
    return tuple(v.Alternative(symbol("formatted", v.as_symbol(a.content)), a.condition, a.origin) for a in value)


_PERCENT = re.compile(r"%(?:\((\w+)\))?([-#0 +]*\d*(?:\.\d+)?)([a-zA-Z%])")


def percent(engine: Engine, left: v.Value, right: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns `template % values`."""
    found, right = [], uncalled(right, getattr(node, "right", None))
    for template in v.feasible(left, engine.path):
        text = v.text_of(template.content)
        for given in v.feasible(right, engine.path):
            joined = conjoin(template.condition, given.condition)
            if joined is None or conjoin(engine.path, joined) is None:
                continue
            if text is None:
                found.append(
                    v.restrict(v.unknown("percent", v.as_symbol(template.content), v.as_symbol(given.content)), joined)
                )
                continue
            pieces = _fill_percent(engine, text, given, isinstance(template.content, bytes), node, frame)
            whole = concatenate(engine, _from(getattr(node, "left", None), pieces, frame), node, frame)
            found.append(v.restrict(whole, joined))
    return v.union(found) or v.unknown("percent", engine.undo.now)


def _from(template: Any, pieces: list[v.Value], frame: Frame) -> list[v.Value]:
    """Returns the pieces of a text whose first one is a piece of a template, if that is a literal which stands right there."""
    if not isinstance(template, tree.Constant) or not pieces:
        return pieces
    origin = v.Origin("piece", "", frame.module, template, None)
    return [v.only(pieces[0][0].content, origin), *pieces[1:]]


def _fill_percent(
    engine: Engine, text: str, given: v.Alternative, as_bytes: bool, node: Any, frame: Frame
) -> list[v.Value]:
    content = given.content
    items = (
        _items_uncalled(content, getattr(node, "right", None))
        if isinstance(content, v.Collection) and content.kind == "tuple"
        else [(v.Alternative(content, origin=given.origin),)]
    )
    pieces: list[v.Value] = []
    end = 0
    for match in _PERCENT.finditer(text):
        pieces.append(v.only(text[end : match.start()]))
        end = match.end()
        if match[3] == "%":
            pieces.append(v.only("%"))
            continue
        if match[1] is not None:
            value = content.entries.get(match[1]) if isinstance(content, v.Mapping) else None
        else:
            value = items.pop(0) if items else None
        if value is None:
            pieces.append(v.unknown("percent", v.as_symbol(content), match.start()))
        else:
            is_known = match[3] in "sdbr" and not match[2]
            conversion = ("r" if match[3] == "r" else "s") if is_known else None
            pieces.append(value if as_bytes and is_known else converted(engine, value, conversion, node, frame))
    pieces.append(v.only(text[end:]))
    return pieces


def _items_uncalled(content: v.Collection, node: Any) -> list[v.Value]:
    elements = node.elements if isinstance(node, tree.Sequence) else []
    if len(elements) != len(content.items):
        return list(content.items)
    return [uncalled(value, element) for value, element in zip(content.items, elements, strict=True)]


def format_text(engine: Engine, template: str, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Returns `template.format(…)`."""
    from string import Formatter

    pieces: list[v.Value] = []
    automatic = 0
    try:
        fields = list(Formatter().parse(template))
    except ValueError:
        return v.unknown("format", template)
    for literal, name, specification, conversion in fields:
        pieces.append(v.only(literal))
        if name is None:
            continue
        if not name:
            name, automatic = str(automatic), automatic + 1
        value = arguments.get(int(name), "") if name.isdigit() else arguments.keywords.get(name)
        if value is None:
            pieces.append(v.unknown("format", template, name))
        else:
            style = None if specification else "r" if conversion == "a" else conversion or ""
            pieces.append(converted(engine, value, style, node, frame))
    called_on = getattr(getattr(node, "function", None), "base", None)
    return concatenate(engine, _from(called_on, pieces, frame), node, frame)
