"""When `case` patterns fit, and what the names in them get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import comparisons, iteration, judgments, kinds, lookup, tests
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.interpreter.tests import Outcomes
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin, when
from cko_lint.logic.terms import Term, symbol
from cko_lint.syntax import tree

Captures = list[tuple[str, v.Value]]
"""Names that a pattern binds, each with what it gets."""
Parts = list[tuple[v.Value, Any]]
"""What a pattern looks at inside of its subject, each with the pattern of that."""


def matches(
    engine: Engine, subject: v.Value, pattern: Any, frame: Frame
) -> tuple[Condition | None, Condition | None, Captures]:
    """Returns when a pattern fits and when not, and the names that it binds."""
    yes, no = tests.split(tests.bounded(_outcomes(engine, subject, pattern, frame)))
    return yes, no, list(_captured(engine, subject, pattern, frame))


def looks_at_parts(engine: Engine, subject: v.Value, pattern: Any, frame: Frame) -> bool:
    """Whether a pattern looks at parts of the subject that are not known."""
    if isinstance(pattern, (tree.PatternCapture, tree.PatternOr)):
        inner = pattern.patterns if isinstance(pattern, tree.PatternOr) else [pattern.pattern]
        return any(looks_at_parts(engine, subject, one, frame) for one in inner)
    if not isinstance(pattern, _OF_PARTS):
        return False
    for alternative in subject:
        shape = _shape(engine, alternative.content, pattern, frame)
        if not isinstance(shape, bool):
            return True
        parts = _parts(engine, alternative.content, pattern, frame) if shape else []
        if any(looks_at_parts(engine, part, element, frame) for part, element in parts):
            return True
    return False


def _outcomes(engine: Engine, subject: v.Value, pattern: Any, frame: Frame) -> Outcomes:
    """Returns each way in which a pattern can fit or not, with its condition."""
    if isinstance(pattern, tree.PatternCapture):
        return [(ALWAYS, True)] if pattern.pattern is None else _outcomes(engine, subject, pattern.pattern, frame)
    if isinstance(pattern, (tree.PatternValue, tree.PatternOr)):
        options = pattern.patterns if isinstance(pattern, tree.PatternOr) else [pattern]
        if not all(isinstance(option, tree.PatternValue) for option in options):
            return _any_of(engine, subject, options, frame)
        values = [judgments.evaluate(engine, option.value, frame) for option in options]
        if len(values) == 1:
            return tests.of_value(engine, comparisons.compare(engine, "==", subject, values[0]))
        choice = engine.new(v.Collection("tuple", values))
        return tests.of_value(engine, comparisons.compare(engine, "in", subject, v.only(choice)))
    alternatives = v.feasible(subject, engine.path)
    return [outcome for one in alternatives for outcome in _of_alternative(engine, one, pattern, frame)]


def _any_of(engine: Engine, subject: v.Value, options: list[Any], frame: Frame) -> Outcomes:
    going, found = [ALWAYS], []
    for option in options:
        outcomes = tests.bounded(_outcomes(engine, subject, option, frame))
        fitting, going = _further(going, outcomes)
        found += [(condition, True) for condition in fitting]
    return tests.bounded([*found, *((condition, False) for condition in going)])


def _further(going: list[Condition], outcomes: Outcomes) -> tuple[list[Condition], list[Condition]]:
    """Returns some conditions where the outcomes hold, and where they do not."""
    yes, no = tests.split(tests.bounded(outcomes))
    return tuple(  # type: ignore[return-value]
        [joined for one in going if side is not None and (joined := conjoin(one, side)) is not None]
        for side in (yes, no)
    )


def _of_alternative(engine: Engine, alternative: v.Alternative, pattern: Any, frame: Frame) -> Outcomes:
    shape = _shape(engine, alternative.content, pattern, frame)
    if shape is False:
        return [(alternative.condition, False)]
    going, found = [alternative.condition], []
    asked: list[Outcomes] = []
    if isinstance(shape, Term):
        asked.append([(when(shape, True), True), (when(shape, False), False)])
    for part, element in _parts(engine, alternative.content, pattern, frame):
        asked.append([(one.condition, one.content is not v.ABSENT) for one in part])
        asked.append(_outcomes(engine, _present(part), element, frame))
    for outcomes in asked:
        going, refused = _further(going, outcomes)
        found += [(condition, False) for condition in refused]
    return tests.bounded([*found, *((condition, True) for condition in going)])


def _present(part: v.Value) -> v.Value:
    return tuple(a for a in part if a.content is not v.ABSENT)


# ------------------------------------------------------------------ what a pattern asks of one content


def _shape(engine: Engine, content: Any, pattern: Any, frame: Frame) -> bool | Term:
    """Whether a content is what a pattern takes apart, whatever its parts are, or the term that decides it."""
    fits = symbol("matches", id(pattern), v.as_symbol(content))
    if isinstance(pattern, tree.PatternClass):
        is_known = len(pattern.patterns) == len(pattern.keywords) or _names(engine, pattern, frame) is not None
        return _is_of_class(engine, content, pattern, frame) if is_known else fits
    if content is None or isinstance(content, (str, bytes, int, float, v.Text)):
        return False
    if isinstance(pattern, tree.PatternMapping):
        if isinstance(content, v.Collection):
            return False
        return _has_keys(engine, content, pattern, frame) if isinstance(content, v.Mapping) else fits
    if isinstance(content, v.Mapping):
        return False
    if not is_taken_apart(content):
        return fits
    size = len(pattern.patterns)
    return len(content.items) == size if pattern.star is None else len(content.items) >= size - 1


def is_taken_apart(content: Any) -> bool:
    """Whether the elements of a list are known, each for certain."""
    is_closed = isinstance(content, v.Collection) and not content.open
    return is_closed and all(a.content is not v.ABSENT for item in content.items for a in item)


def _has_keys(engine: Engine, content: v.Mapping, pattern: Any, frame: Frame) -> bool | Term:
    keys = _keys(engine, pattern, frame)
    missing = [key for key in keys if key not in content.entries]
    if not missing:
        return True
    is_open = content.open or None in missing
    return symbol("matches", id(pattern), v.as_symbol(content)) if is_open else False


def _keys(engine: Engine, pattern: Any, frame: Frame) -> list[str | None]:
    values = [judgments.evaluate(engine, key, frame) for key in pattern.keys]
    return [v.text_of(value[0].content) if len(value) == 1 else None for value in values]


def _is_of_class(engine: Engine, content: Any, pattern: Any, frame: Frame) -> bool | Term:
    cls = _class(engine, pattern, frame)
    if isinstance(content, v.LibraryObject) and content.is_response and _is_named_response(cls):
        return True
    decided = kinds.is_instance(engine, content, cls)
    return decided if decided is not None else symbol("isinstance", v.as_symbol(content), v.as_symbol(cls))


def _is_named_response(cls: Any) -> bool:
    return isinstance(cls, v.External) and cls.name.endswith("Response")


def _class(engine: Engine, pattern: Any, frame: Frame) -> Any:
    value = v.resolve_bystanders(judgments.evaluate(engine, pattern.cls, frame))
    return value[0].content if len(value) == 1 else symbol("class", id(pattern))


# --------------------------------------------------------------------- what a pattern looks into


def _parts(engine: Engine, content: Any, pattern: Any, frame: Frame) -> Parts:
    """Returns the parts of a content that a pattern looks at; of those that are not known, none are of a list."""
    if isinstance(pattern, tree.PatternSequence):
        if not is_taken_apart(content):
            return []
        return [(content.items[place], element) for place, element in _places(pattern)]
    if isinstance(pattern, tree.PatternMapping):
        held = v.only(content)
        return [
            (_entry(engine, held, key, frame), element)
            for key, element in zip(_keys(engine, pattern, frame), pattern.patterns, strict=True)
        ]
    names = _names(engine, pattern, frame)
    return [
        (_attribute(engine, content, name, frame), element)
        for name, element in zip(names or (), pattern.patterns, strict=names is not None)
    ]


def _entry(engine: Engine, held: v.Value, key: str | None, frame: Frame) -> v.Value:
    if key is None:
        return v.unknown("captured", engine.undo.now)
    content = held[0].content
    known = content.entries.get(key) if isinstance(content, v.Mapping) else None
    return known if known is not None else iteration.item(engine, held, key, frame)


def _attribute(engine: Engine, content: Any, name: str, frame: Frame) -> v.Value:
    return judgments.get_attribute(engine, v.only(content), name, None, frame) if name else v.only(content)


def _places(pattern: tree.PatternSequence) -> list[tuple[int, Any]]:
    """Returns the patterns of single elements with the places of these, counted from the end behind a star."""
    star, size = pattern.star, len(pattern.patterns)
    numbered = enumerate(pattern.patterns)
    return [(at if star is None or at < star else at - size, element) for at, element in numbered if at != star]


def _names(engine: Engine, pattern: Any, frame: Frame) -> list[str] | None:
    """Returns the attributes that a class pattern looks at, "" for the object itself; None if they are not known."""
    count = len(pattern.patterns) - len(pattern.keywords)
    if not count:
        return list(pattern.keywords)
    cls = _class(engine, pattern, frame)
    if isinstance(cls, v.External):
        return ["", *pattern.keywords] if count == 1 and cls.name in _OF_THEMSELVES else None
    names = _positions(cls) if isinstance(cls, v.ClassValue) else []
    return [*names[:count], *pattern.keywords] if len(names) >= count else None


def _positions(cls: v.ClassValue) -> list[str]:
    """Returns the attributes that the positions of a class pattern stand for, as far as it is known which these are."""
    stated = lookup.find(cls, "__match_args__")
    if stated is not None:
        content = stated[0].content if len(stated) == 1 else None
        items = content.items if isinstance(content, v.Collection) and not content.open else []
        names = [v.text_of(item[0].content) if len(item) == 1 else None for item in items]
        return [name for name in names if name is not None] if None not in names else []
    has_fields = "data" in cls.flags and not any(map(_orders_its_fields, lookup.mro(cls)))
    return [name for name, _ in lookup.fields(cls)] if has_fields else []


def _orders_its_fields(base: Any) -> bool:
    """Whether some fields of a data class have no position: those that are only given by name, or not at all."""
    if not isinstance(base, v.ClassValue):
        return False
    nodes = tree.walk([*base.node.decorators, *base.node.body], lambda body: False)
    calls = (node for node in nodes if isinstance(node, tree.Call))
    return "_" in base.annotations or any(a.keyword in ("kw_only", "init") for call in calls for a in call.arguments)


def _captured(engine: Engine, subject: v.Value, pattern: Any, frame: Frame) -> Iterator[tuple[str, v.Value]]:
    """Yields the names that a pattern binds, each with what it gets where the pattern fits."""
    if isinstance(pattern, tree.PatternCapture):
        if pattern.name is not None:
            yield pattern.name, subject
        if pattern.pattern is not None:
            yield from _captured(engine, subject, pattern.pattern, frame)
    elif isinstance(pattern, tree.PatternOr):
        yield from _captured_by_one(engine, subject, pattern, frame)
    elif isinstance(pattern, tree.PatternSequence):
        for place, element in _places(pattern):
            yield from _captured(engine, iteration.item(engine, subject, place, frame), element, frame)
        star = pattern.star
        if star is not None and pattern.patterns[star].name is not None:
            behind = len(pattern.patterns) - star - 1
            yield pattern.patterns[star].name, iteration.rest(engine, subject, star, behind)
    elif isinstance(pattern, _OF_PARTS) and any(True for _ in _bound(pattern)):
        yield from _captured_in_parts(engine, subject, pattern, frame)


def _captured_by_one(engine: Engine, subject: v.Value, pattern: Any, frame: Frame) -> Iterator[tuple[str, v.Value]]:
    """Yields what the names of alternative patterns get: from the first of them that fits."""
    if not any(True for _ in _bound(pattern)):
        return
    found: dict[str, list[v.Value]] = {}
    going = [ALWAYS]
    for option in pattern.patterns:
        fitting, going = _further(going, _outcomes(engine, subject, option, frame))
        for name, value in _captured(engine, subject, option, frame):
            found.setdefault(name, []).extend(v.restrict(value, condition) for condition in fitting)
    for name, values in found.items():
        yield name, v.union(values) or v.unknown("captured", name, frame.made_at)


def _captured_in_parts(engine: Engine, subject: v.Value, pattern: Any, frame: Frame) -> Iterator[tuple[str, v.Value]]:
    found: dict[int, list[v.Value]] = {}
    left = []
    for alternative in v.feasible(subject, engine.path):
        if _shape(engine, alternative.content, pattern, frame) is not False:
            left.append(v.Alternative(_rest(engine, alternative.content, pattern, frame), alternative.condition))
            parts = _parts(engine, alternative.content, pattern, frame)
            for number, (part, _) in enumerate(parts):
                found.setdefault(number, []).append(v.restrict(_present(part), alternative.condition))
    for number, element in enumerate(pattern.patterns):
        part = v.union(found.get(number, ()))
        yield from _captured(engine, part or v.unknown("captured", number, frame.made_at), element, frame)
    if isinstance(pattern, tree.PatternMapping) and pattern.rest is not None:
        yield pattern.rest, tuple(left) or v.unknown("captured", pattern.rest, frame.made_at)


def _rest(engine: Engine, content: Any, pattern: Any, frame: Frame) -> Any:
    """Returns the dictionary of what a pattern does not look at, where that is known."""
    if not isinstance(pattern, tree.PatternMapping) or not isinstance(content, v.Mapping):
        return symbol("rest", id(pattern), v.as_symbol(content))
    keys = _keys(engine, pattern, frame)
    entries = {key: entry for key, entry in content.entries.items() if key not in keys}
    return engine.new(v.Mapping(entries, content.open or None in keys))


def _bound(pattern: Any) -> Iterator[str]:
    """Yields the names that a pattern binds."""
    for node in tree.walk(pattern):
        name = node.rest if isinstance(node, tree.PatternMapping) else getattr(node, "name", None)
        if name is not None and isinstance(node, (tree.PatternMapping, tree.PatternCapture)):
            yield name


_OF_PARTS = (tree.PatternSequence, tree.PatternClass, tree.PatternMapping)
_OF_THEMSELVES = frozenset(
    {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}
)
