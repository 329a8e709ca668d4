"""Texts: how they are put together, what their methods make of them, how they compare."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin
from cko_lint.logic.terms import Term, symbol, text_test

_MOST_PAIRS = 48
_MOST_PARTS = 150


def is_textual(value: v.Value) -> bool:
    """Whether a value can be part of a string: none of its contents is an object, and not all are numbers."""
    return any(isinstance(a.content, (str, bytes, v.Text)) for a in value) or all(
        isinstance(a.content, Term) for a in value
    )


def is_template(value: v.Value) -> bool:
    """Whether a value is a string that `%` fills in."""
    return any(isinstance(a.content, (str, bytes, v.Text)) for a in value)


def parts_of(content: Any, origin: v.Origin | None) -> list[v.Part]:
    """Returns a content as pieces of a text."""
    if isinstance(content, v.Text):
        return content.parts
    if isinstance(content, bytes):
        return [v.Part(content.decode("latin-1"), origin)]
    if isinstance(content, (str, Term)):
        return [v.Part(content, origin)]
    if content is None or isinstance(content, (int, float)):
        return [v.Part(str(content), origin)]
    if isinstance(content, v.Textual):
        return parts_of(content.text[0].content, origin)
    if isinstance(content, v.Instance) and "_value_" in content.attributes:
        value = content.attributes["_value_"]
        return parts_of(value[0].content, origin) if value else [v.Part("", origin)]
    return written_out(content) or [v.Part(symbol("text of", v.as_symbol(content)), origin)]


def written_out(content: Any, depth: int = 0) -> list[v.Part]:
    """Returns the text of a dictionary or list all of which is known, more or less as it is printed; nothing for others."""
    items: list[tuple[str, v.Value]] = []
    if isinstance(content, v.Instance):
        items = [(f"{name}=", value) for name, value in v.fields_shown(content).items()]
    elif isinstance(content, v.Mapping) and not content.open:
        items = [(f"'{name}': ", entry) for name, entry in content.entries.items()]
    elif isinstance(content, v.Collection) and not content.open:
        items = [("", item) for item in content.items]
    if not 0 < len(items) <= 20 or depth > 4:
        return []
    found = [v.Part("{" if isinstance(content, v.Mapping) else "[", None)]
    for name, value in items:
        if len(value) != 1 or value[0].content is v.ABSENT:
            if isinstance(content, v.Instance):
                continue
            return []
        inner = value[0].content
        if isinstance(inner, (v.Mapping, v.Collection, v.Instance)):
            parts = written_out(inner, depth + 1)
            if not parts and not isinstance(content, v.Instance) and not _is_empty(inner):
                return []
        else:
            parts = [] if isinstance(inner, v.Object) else parts_of(inner, value[0].origin)
        found += [v.Part(f"{name}'", None), *parts, v.Part("', ", None)]
    return found


AS_BYTES = "bytes"
"""The step of a text's way at which it was encoded; the kind of the symbol for what such a text looks like if it is written out."""


def _is_empty(content: v.Mapping | v.Collection | v.Instance) -> bool:
    if isinstance(content, v.Instance):
        return False
    return not (content.entries if isinstance(content, v.Mapping) else content.items)


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
    return _text(parts_of(content, alternative.origin)), alternative.condition


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


def _text(parts: list[v.Part]) -> Any:
    if len(parts) == 1:
        return parts[0].content
    return v.Text(parts)


def concatenate(engine: Engine, pieces: list[v.Value], node: Any, frame: Frame) -> v.Value:
    """Returns the pieces put one behind the other."""
    found: list[tuple[list[v.Part], Condition]] = [([], ALWAYS)]
    for piece in pieces:
        grown = []
        for parts, condition in found:
            for alternative in v.feasible(piece, engine.path):
                joined = conjoin(condition, alternative.condition)
                if joined is not None and conjoin(engine.path, joined) is not None:
                    grown.append((parts + parts_of(alternative.content, alternative.origin), joined))
        if len(grown) > _MOST_PAIRS or any(len(parts) > _MOST_PARTS for parts, _ in grown):
            return v.unknown("text", engine.undo.now)
        found = grown
    value = v.union([tuple(v.Alternative(_merged(parts), condition) for parts, condition in found)])
    engine.models.composed(engine, node, frame, pieces, value)
    return value


def _ends_open(kept: list[v.Part]) -> bool:
    """Whether a text ends with a space behind which something was to stand: where the nothing came from tells why."""
    return bool(kept) and isinstance(kept[-1].content, str) and kept[-1].content.endswith(" ")


def _merged(parts: list[v.Part]) -> Any:
    kept = [part for part in parts if part.content != ""]
    if parts and parts[-1].content == "" and parts[-1].origin is not None and _ends_open(kept):
        return v.Text([*kept, parts[-1]])
    if not kept:
        return v.Text([v.Part("", None)])
    if len(kept) == 1:
        return v.Text(kept) if isinstance(kept[0].content, str) else kept[0].content
    return v.Text(kept)


_PERCENT = re.compile(r"%(?:\((\w+)\))?([-#0 +]*\d*(?:\.\d+)?)([a-zA-Z%])")


def percent(engine: Engine, left: v.Value, right: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns `template % values`."""
    found = []
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
            found.append(v.restrict(concatenate(engine, pieces, node, frame), joined))
    return v.union(found) or v.unknown("percent", engine.undo.now)


def _fill_percent(
    engine: Engine, text: str, given: v.Alternative, as_bytes: bool, node: Any, frame: Frame
) -> list[v.Value]:
    content = given.content
    items = (
        list(content.items)
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
    return concatenate(engine, pieces, node, frame)


# --------------------------------------------------------------------- methods


def method(engine: Engine, content: Any, name: str, arguments: Arguments, node: Any, frame: Frame) -> v.Value | None:
    """Calls a method of a string, of a text with holes, or of something that may well be one; None if it is no such method."""
    if name == "format":
        text = v.text_of(content)
        return format_text(engine, text, arguments, node, frame) if text is not None else None
    if name == "format_map" and arguments.positional:
        text, content = v.text_of(content), arguments.positional[0][0].content
        if text is None or not isinstance(content, v.Mapping):
            return None
        entries = {key: entry for key, entry in content.entries.items() if isinstance(key, str)}
        return format_text(engine, text, Arguments([], entries), node, frame)
    if name == "join":
        return _join(engine, content, arguments, node, frame)
    if name == "encode" and node is not None:
        return v.only(content, v.Origin(AS_BYTES, "", frame.module, node, None))
    if name in ("encode", "decode", "__str__"):
        return v.only(content.decode("latin-1") if isinstance(content, bytes) else content)
    if name in TESTS:
        return _test(content, name, arguments)
    if name in SHAPERS:
        return _shape(engine, content, name, arguments)
    if name in ("split", "rsplit", "partition", "rpartition", "splitlines"):
        return _split(engine, content, name, arguments)
    return None


TESTS = frozenset({"startswith", "endswith", "__contains__"})
SHAPERS = frozenset(
    {
        "strip",
        "lstrip",
        "rstrip",
        "lower",
        "upper",
        "replace",
        "removeprefix",
        "removesuffix",
        "title",
        "casefold",
        "capitalize",
    }
)


def _constants(arguments: Arguments) -> list[Any] | None:
    found: list[Any] = []
    for value in arguments.positional:
        if len(value) != 1:
            return None
        content = value[0].content
        if isinstance(content, v.Collection):
            texts = [v.text_of(item[0].content) if len(item) == 1 else None for item in content.items]
            if content.open or any(text is None for text in texts):
                return None
            found.append(tuple(texts))
        else:
            text = v.text_of(content)
            if text is None and not isinstance(content, int):
                return None
            found.append(text if text is not None else content)
    return found


def _test(content: Any, name: str, arguments: Arguments) -> v.Value | None:
    constants = _constants(arguments)
    if constants is None or not constants:
        asked = [v.as_symbol(x[0].content) for x in arguments.positional if len(x) == 1]
        return v.unknown(name, v.as_symbol(content), *asked)
    text = v.text_of(content)
    if text is not None:
        try:
            return v.only(bool(getattr(text, name)(*constants)))
        except TypeError:
            return v.unknown(name, text, *constants)
    wanted = constants[0] if isinstance(constants[0], tuple) else (constants[0],)
    if len(constants) > 1 or not all(isinstance(piece, str) for piece in wanted):
        return v.unknown(name, v.as_symbol(content), *constants)
    if isinstance(content, v.Text):
        decided = _decide(content, name, wanted)
        if decided is not None:
            return v.only(decided)
    return v.only(text_test(name, v.as_symbol(content), wanted))


def _decide(content: v.Text, name: str, wanted: tuple[str, ...]) -> bool | None:
    """Whether a text with holes begins or ends as asked, where its known end tells."""
    end = content.parts[0].content if name == "startswith" else content.parts[-1].content
    if not isinstance(end, str):
        return None
    if getattr(end, name)(wanted):
        return True
    reach = min(len(w) for w in wanted)
    return False if len(end) >= max(len(w) for w in wanted) and reach else None


def _shape(engine: Engine, content: Any, name: str, arguments: Arguments) -> v.Value | None:
    constants = _constants(arguments)
    text = v.text_of(content)
    if constants is None:
        return v.unknown(name, v.as_symbol(content), engine.undo.now)
    if text is not None:
        try:
            return v.only(getattr(text, name)(*constants))
        except TypeError:
            return None
    if isinstance(content, v.Text):
        return v.only(_shape_parts(content, name, constants))
    return v.unknown(name, v.as_symbol(content), *[c for c in constants if isinstance(c, (str, int))])


def _shape_parts(content: v.Text, name: str, constants: list[Any]) -> Any:
    """Shapes the known pieces of a text; strips only its ends, and leaves the holes as they are."""
    parts = list(content.parts)

    def apply(index: int, operation: str) -> None:
        part = parts[index]
        if isinstance(part.content, str):
            parts[index] = v.Part(getattr(part.content, operation)(*constants), part.origin)

    if name in ("strip", "lstrip", "removeprefix"):
        apply(0, "lstrip" if name == "strip" else name)
    if name in ("strip", "rstrip", "removesuffix"):
        apply(len(parts) - 1, "rstrip" if name == "strip" else name)
    if name in ("lower", "upper", "casefold", "title", "capitalize", "replace"):
        for index in range(len(parts)):
            apply(index, name)
    return v.Text(parts)


def _join(engine: Engine, content: Any, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    separator = v.text_of(content)
    given = arguments.positional[0] if arguments.positional else ()
    found = []
    for alternative in v.feasible(given, engine.path):
        items = alternative.content
        if separator is None or not isinstance(items, v.Collection) or items.open:
            found.append(v.restrict(v.unknown("join", v.as_symbol(content), v.as_symbol(items)), alternative.condition))
            continue
        pieces: list[v.Value] = []
        for index, item in enumerate(items.items):
            piece = strings_with_separator(separator, item, first=index == 0)
            pieces.append(piece)
        found.append(v.restrict(concatenate(engine, pieces, node, frame), alternative.condition))
    return v.union(found) or v.unknown("join", engine.undo.now)


def strings_with_separator(separator: str, item: v.Value, first: bool) -> v.Value:
    """Returns an item of a join with what stands before it; an item that is absent brings no separator."""
    options = []
    for alternative in item:
        if alternative.content is v.ABSENT:
            options.append(v.Alternative("", alternative.condition))
        else:
            before = [] if first else [v.Part(separator, None)]
            options.append(
                v.Alternative(_text(before + parts_of(alternative.content, alternative.origin)), alternative.condition)
            )
    return tuple(options)


def _split(engine: Engine, content: Any, name: str, arguments: Arguments) -> v.Value:
    text = v.text_of(content)
    constants = _constants(arguments)
    if text is not None and constants is not None:
        try:
            pieces = getattr(text, name)(*constants)
        except (TypeError, ValueError):
            return v.unknown(name, text)
        return v.only(engine.new(v.Collection("tuple", [v.only(piece) for piece in pieces])))  # nobody adds to it
    return v.unknown(name, v.as_symbol(content), *[c for c in constants or [] if isinstance(c, (str, int))])


# ------------------------------------------------------------------ comparison


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
