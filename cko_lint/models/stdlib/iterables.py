"""Built-in functions that take iterables: lists of them, `map`, `zip`, `next`, `any` and the like."""

from __future__ import annotations

import itertools
import math
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import (
    escapes,
    futures,
    iteration,
    judgments,
    mappings,
    tests,
)
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.conditions import ALWAYS, conjoin
from cko_lint.logic.terms import symbol
from cko_lint.models.model import Model, first
from cko_lint.syntax import tree


def _reversed(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in _list("list")(engine, made) or ():
        content, text = alternative.content, v.text_of(alternative.content)
        if isinstance(content, v.Collection):
            content.items.reverse()
        elif text is not None:
            content = engine.new(v.Collection("list", [v.only(sign) for sign in reversed(text[:200])], len(text) > 200))
        else:
            content = symbol("reversed", v.as_symbol(content))
        found.append(v.Alternative(content, alternative.condition, alternative.origin))
    return tuple(found)


def _chain_map(engine: Engine, made: Call) -> v.Value:
    """`ChainMap(a, b)`: what the first of the dictionaries that has an entry has there."""
    mapping: v.Mapping = engine.new(v.Mapping())
    for value in reversed(made.arguments.positional):
        mappings.update(engine, mapping, value)
    return v.only(mapping)


def _list(kind: str) -> Model:
    def model(engine: Engine, made: Call) -> v.Value:
        if not made.arguments.positional:
            return v.only(engine.new(v.Collection(kind, [])))
        found = []
        for alternative in v.feasible(first(made), engine.path):
            content = alternative.content
            if isinstance(content, v.LibraryObject):  # one that is a tuple, too
                items = content.call_method(engine, "__iter__", made, content)
                content = items[0].content if items and isinstance(items[0].content, v.Collection) else content
            if isinstance(content, v.Collection):
                copy = engine.new(v.Collection(kind, list(content.items), content.open))
                found.append(v.Alternative(copy, alternative.condition))
            elif isinstance(content, v.Mapping):
                keys = [v.only(key) for key in content.entries]
                found.append(v.Alternative(engine.new(v.Collection(kind, keys, content.open)), alternative.condition))
            else:
                found.append(alternative)
        return tuple(found)

    return model


def _len(engine: Engine, made: Call) -> v.Value:
    """The length of a text, or of a tuple: to a list, somebody may add."""
    found = []
    for alternative in first(made):
        content: Any = alternative.content
        items = content.items if isinstance(content, v.Collection) and content.kind == "tuple" else None
        text = v.text_of(content)
        if items is not None and not content.open and all(a.content is not v.ABSENT for item in items for a in item):
            length: Any = len(items)
        else:
            length = len(text) if text is not None else symbol("length", v.as_symbol(content))
        found.append(v.Alternative(length, alternative.condition))
    return tuple(found)


def _product(engine: Engine, made: Call) -> v.Value | None:
    """`itertools.product(…)` of a few known lists: the list of all their combinations."""
    rows = [iteration.rounds(engine, value, made.frame) for value in made.arguments.positional]
    sizes = [len(row.elements) for row in rows]
    if not rows or made.arguments.keywords or made.arguments.open or math.prod(sizes) > _MOST_COMBINATIONS:
        return None
    if not all(row.certain for row in rows):
        return None
    combinations = itertools.product(*(row.elements for row in rows))
    made_rows = [engine.new(v.Collection("tuple", list(combination))) for combination in combinations]
    return v.only(engine.new(v.Collection("list", [v.only(row) for row in made_rows])))


_MOST_COMBINATIONS = 16


def _any(engine: Engine, made: Call) -> v.Value:
    return _quantified(engine, made, every=False)


def _all(engine: Engine, made: Call) -> v.Value:
    return _quantified(engine, made, every=True)


def _quantified(engine: Engine, made: Call, every: bool) -> v.Value:
    """`any(…)` and `all(…)` of a few known items, which is `or` and `and` between them; else one symbol for the same items."""
    tests.of_value(engine, iteration.element(engine, first(made)))
    content = first(made)[0].content if len(first(made)) == 1 else None
    if not isinstance(content, v.Collection) or content.open or len(content.items) > 8:
        return v.unknown("quantified", every, *(v.as_symbol(a.content) for a in first(made)[:1]))
    going = [ALWAYS]
    decided: list[v.Alternative] = []
    for item in content.items:
        found = []
        for condition in going:
            for further, outcome in tests.of_value(engine, v.feasible(item, engine.path)):
                joined = conjoin(condition, further)
                if joined is None:
                    continue
                if outcome is every:
                    found.append(joined)
                else:
                    decided.append(v.Alternative(not every, joined))
        if len(found) > 24:
            return v.unknown("quantified", engine.undo.now)
        going = found
    rest = tuple(v.Alternative(every, condition) for condition in going)
    return v.union([tuple(decided), rest]) or v.unknown("quantified", engine.undo.now)


def map_(engine: Engine, made: Call) -> v.Value:
    """`map(f, values)`: what the function makes of each element, or of any if these are not known."""
    with engine.stack.fetched_later():
        return _mapped(engine, made)


def _mapped(engine: Engine, made: Call) -> v.Value:
    earlier = len(engine.models.raised())
    rows = [iteration.rounds(engine, value, made.frame) for value in made.arguments.positional[1:]]
    if rows and all(row.certain for row in rows):
        results = [
            judgments.call(engine, first(made), Arguments(list(row), {}), made.node, made.frame)
            for row in zip(*(row.elements for row in rows), strict=False)
        ]
        return iteration.lazily(engine, v.only(engine.new(v.Collection("list", results))), earlier)
    elements = [iteration.element(engine, value) for value in made.arguments.positional[1:]]
    result = judgments.call(engine, first(made), Arguments(elements, {}), made.node, made.frame)
    return v.only(v.Deferred(result, repeats=True, pending=futures.raised_since(engine, earlier)))


def _filter(engine: Engine, made: Call) -> v.Value:
    values = made.arguments.positional[1] if len(made.arguments.positional) > 1 else v.NONE
    rounds = iteration.rounds(engine, values, made.frame)
    if rounds.certain:
        choices: list[iteration.Choice] = []
        for item in rounds.elements:
            said = item
            if any(a.content is not None for a in first(made)):
                said = judgments.call(engine, first(made), Arguments([item], {}), made.node, made.frame)
            choices.append((item, *tests.split(tests.of_value(engine, said))))
        return iteration.chosen(engine, choices)
    element = iteration.element(engine, values)
    if any(a.content is not None for a in first(made)):
        tests.of_value(engine, judgments.call(engine, first(made), Arguments([element], {}), made.node, made.frame))
    return v.only(v.Deferred(element, repeats=True))


def _zip(engine: Engine, made: Call) -> v.Value:
    contents: list[Any] = [value[0].content if len(value) == 1 else None for value in made.arguments.positional]
    if contents and all(isinstance(c, v.Collection) and not c.open for c in contents):
        rows = [engine.new(v.Collection("tuple", list(row))) for row in zip(*(c.items for c in contents), strict=False)]
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows])))
    elements = [iteration.element(engine, value) for value in made.arguments.positional]
    return v.only(v.Deferred(v.only(engine.new(v.Collection("tuple", elements))), repeats=True))


def _enumerate(engine: Engine, made: Call) -> v.Value:
    content = first(made)[0].content if len(first(made)) == 1 else None
    if isinstance(content, v.Collection) and not content.open:
        rows = [engine.new(v.Collection("tuple", [v.only(index), item])) for index, item in enumerate(content.items)]
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows])))
    pair = engine.new(
        v.Collection("tuple", [v.unknown("index", engine.undo.now), iteration.element(engine, first(made))])
    )
    return v.only(v.Deferred(v.only(pair), repeats=True))


def _next(engine: Engine, made: Call) -> v.Value:
    """`next(values)`: of what is made on the spot the first element, else any."""
    given = first(made)
    default = made.arguments.get(1, "default")
    content = given[0].content if len(given) == 1 and _is_made_here(made.node) else None
    if isinstance(content, v.Collection) and not content.open and content.items:
        return tuple(a for a in content.items[0] if a.content is not v.ABSENT) or iteration.element(engine, given)
    if isinstance(content, v.Deferred) and content.first is not None:
        found = tuple(a for a in content.first if a.content is not v.ABSENT)
        others = (v.restrict(default or (), a.condition) for a in content.first if a.content is v.ABSENT)
        return v.union((found, *others)) or iteration.element(engine, given)
    element = iteration.element(engine, given)
    return v.union((element, default)) if default is not None else element


def _is_made_here(node: Any) -> bool:
    """Whether no element of the argument can have been taken before."""
    argument = node.arguments[0].value if isinstance(node, tree.Call) and node.arguments else None
    if isinstance(argument, tree.Call):
        return isinstance(argument.function, tree.Name) and argument.function.id in (
            "enumerate",
            "filter",
            "iter",
            "zip",
        )
    return isinstance(argument, tree.Comprehension)


def _reduce(engine: Engine, made: Call) -> v.Value:
    """`reduce(f, values, initial)`: of a few known elements, what the function makes of one after the other."""
    if len(made.arguments.positional) < 2:
        return v.unknown("reduced", engine.undo.now)
    rounds = iteration.rounds(engine, made.arguments.positional[1], made.frame)
    initial = made.arguments.get(2, "initial")
    elements = [*([initial] if initial is not None else []), *rounds.elements]
    if not rounds.certain or not rounds.elements:  # a list that is empty in sight is there to be filled
        escapes.escape(engine, v.union(elements), "it is passed to `reduce` with elements that are not known")
        return _folded_once(engine, made, rounds.elements)
    result = elements[0]
    for element in elements[1:]:
        result = judgments.call(engine, first(made), Arguments([result, element], {}), made.node, made.frame)
    return result


def _folded_once(engine: Engine, made: Call, elements: list[v.Value]) -> v.Value:
    """What is made of elements that are not known: what the function does with any two of them is done."""
    so_far = v.unknown("reduced so far", engine.undo.now)
    element = elements[0] if elements else v.unknown("element", engine.undo.now)
    judgments.call(engine, first(made), Arguments([so_far, element], {}), made.node, made.frame)
    return v.unknown("reduced", engine.undo.now)


CALLS: dict[str, Model] = {
    "collections.ChainMap": _chain_map,
    "list": _list("list"),
    "tuple": _list("tuple"),
    "set": _list("set"),
    "frozenset": _list("set"),
    "sorted": _list("list"),
    "reversed": _reversed,
    "len": _len,
    "itertools.product": _product,
    "any": _any,
    "all": _all,
    "map": map_,
    "filter": _filter,
    "zip": _zip,
    "enumerate": _enumerate,
    "next": _next,
    "functools.reduce": _reduce,
}
