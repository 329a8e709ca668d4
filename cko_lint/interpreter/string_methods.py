"""The methods of strings: tests, shapes, joining and splitting."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import formatting
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.interpreter.strings import AS_BYTES, concatenate, parts_of, text_of_parts
from cko_lint.logic.terms import text_test


def method(engine: Engine, content: Any, name: str, arguments: Arguments, node: Any, frame: Frame) -> v.Value | None:
    """Calls a method of a string, of a text with holes, or of something that may well be one; None if it is no such method."""
    if name == "format":
        text = v.text_of(content)
        return (
            formatting.format_text(engine, text, formatting.arguments_uncalled(arguments, node), node, frame)
            if text is not None
            else None
        )
    if name == "format_map" and arguments.positional:
        text, content = v.text_of(content), arguments.positional[0][0].content
        if text is None or not isinstance(content, v.Mapping):
            return None
        entries = {key: entry for key, entry in content.entries.items() if isinstance(key, str)}
        return formatting.format_text(engine, text, Arguments([], entries), node, frame)
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
                v.Alternative(
                    text_of_parts(before + parts_of(alternative.content, alternative.origin)), alternative.condition
                )
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
        return v.only(engine.new(v.Collection("tuple", [v.only(piece) for piece in pieces])))  # nothing is added to it
    return v.unknown(name, v.as_symbol(content), *[c for c in constants or [] if isinstance(c, (str, int))])
