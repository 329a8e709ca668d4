"""Dictionaries, lists and comprehensions as they are written."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, futures, iteration, judgments, mappings, tests
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.algebra import disjoin
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin
from cko_lint.syntax import tree


def dictionary(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `{…}`."""
    made: v.Mapping = engine.new(v.Mapping())
    for key, item in node.entries:
        value = judgments.evaluate(engine, item, frame)
        if key is None:
            mappings.update(engine, made, value)
            continue
        keys = v.feasible(judgments.evaluate(engine, key, frame), engine.path)
        for alternative in keys:
            name = mappings.key_of(alternative.content)
            if name is None:
                _put_anywhere(engine, made, (alternative,), value)
            elif alternative.condition and len(keys) == 1:
                engine.open(made)
            elif len(keys) == 1:
                made.entries[name] = originate(value, "key", str(name), frame.module, item)
            else:
                with engine.under(alternative.condition) as can:
                    if can:
                        engine.put(made, name, value)
    return v.only(made)


def sequence(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates a tuple, list or set that is written out."""
    items: list[v.Value] = []
    is_open = False
    for element in node.elements:
        if isinstance(element, tree.Starred):
            value = judgments.evaluate(engine, element.value, frame)
            if len(value) == 1 and isinstance(value[0].content, v.Collection):
                items.extend(value[0].content.items)
                is_open = is_open or value[0].content.open
            else:
                usable = [a for a in value if isinstance(a.content, v.Collection)]
                if len(usable) == len(value):
                    _spread_alternatives(items, usable)
                else:
                    is_open = True
        else:
            items.append(judgments.evaluate(engine, element, frame))
    return v.only(engine.new(v.Collection(node.kind, items, is_open)))


def _spread_alternatives(items: list[v.Value], usable: list[v.Alternative]) -> None:
    length = max(len(a.content.items) for a in usable)
    for index in range(length):
        options = []
        for alternative in usable:
            content = alternative.content
            item = content.items[index] if index < len(content.items) else v.only(v.ABSENT)
            options.append(v.restrict(item, alternative.condition))
        items.append(v.union(options))


def comprehension(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates a comprehension: of a known list item by item, of anything else by any one element."""
    if node.kind != "generator":
        return _comprehension(engine, node, frame)
    with engine.stack.fetched_later():
        return _comprehension(engine, node, frame)


def _comprehension(engine: Engine, node: Any, frame: Frame) -> v.Value:
    inner = Frame(frame.module, frame, engine.path)
    engine.undo.now += 1
    inner.made_at = engine.undo.now
    inner.function, inner.owner, inner.receiver = frame.function, None, frame.receiver
    inner.on_yield = None
    path = engine.path
    earlier = len(engine.models.raised())
    if node.kind == "dict" and len(node.loops) == 1:
        made_mapping = _known_dict(engine, node, frame, inner)
        if made_mapping is not None:
            return made_mapping
    if node.kind != "dict":
        found = _known(engine, node, frame, inner)
        if found is not None:
            return iteration.lazily(engine, found, earlier) if node.kind == "generator" else found
    for index, (target, iterable, conditions) in enumerate(node.loops):
        source = judgments.evaluate(engine, iterable, inner if index else frame)
        judgments.assign(engine, target, iteration.element(engine, source), inner)
        for condition in conditions:
            yes, _ = tests.branch(engine, condition, inner)
            if yes is not None:
                engine.path = conjoin(engine.path, yes) or engine.path
    if node.kind == "dict":
        key = judgments.evaluate(engine, node.key, inner)
        value = judgments.evaluate(engine, node.element, inner)
        engine.path = path
        made: v.Mapping = engine.new(v.Mapping())
        _put_anywhere(engine, made, key, value)
        return v.only(made)
    value = judgments.evaluate(engine, node.element, inner)
    engine.path = path
    pending = futures.raised_since(engine, earlier) if node.kind == "generator" else []
    return v.only(v.Deferred(value, repeats=True, pending=pending))


_MOST_CHOICES = 32


def _known(engine: Engine, node: Any, frame: Frame, inner: Frame) -> v.Value | None:
    """Evaluates a comprehension over known lists, round by round; None if one of them is not known."""
    choosing = _Choosing(engine, node, inner)
    path = engine.path
    is_known = choosing.add(judgments.evaluate(engine, node.loops[0][1], frame), 0, ALWAYS, [])
    engine.path = path
    if is_known:
        return iteration.chosen(engine, choosing.choices)
    for value, _, _ in choosing.choices:
        escapes.expose(engine, value, "it is evaluated another time")
    return None


class _Choosing:
    """The elements of a comprehension so far."""

    def __init__(self, engine: Engine, node: Any, inner: Frame) -> None:
        self._engine = engine
        self._node = node
        self._inner = inner
        self.choices: list[iteration.Choice] = []

    def add(self, source: v.Value, at: int, so_far: Condition, refused: list[Condition]) -> bool:
        """Adds what comes of one of the loops and those inside of it; returns False if not all are known.

        `so_far` is when it is reached, `refused` when the loops around it let nothing through.
        """
        engine = self._engine
        rounds = iteration.rounds(engine, source, self._inner)
        if not rounds.certain or len(self.choices) + len(rounds.elements) > _MOST_CHOICES:
            return False
        path = engine.path
        for element in rounds.elements:
            judgments.assign(engine, self._node.loops[at][0], element, self._inner)
            if not self._add_round(at, so_far, list(refused)):
                return False
            engine.path = path
        return True

    def _add_round(self, at: int, so_far: Condition, refused: list[Condition]) -> bool:
        yes = self._let_through(self._node.loops[at][2], so_far, refused)
        if yes is not None and at + 1 < len(self._node.loops):
            following = judgments.evaluate(self._engine, self._node.loops[at + 1][1], self._inner)
            return self.add(following, at + 1, yes, refused)
        value = judgments.evaluate(self._engine, self._node.element, self._inner) if yes is not None else ()
        self.choices.append((value, yes, disjoin(refused) if refused else None))
        return True

    def _let_through(self, tested: list[Any], so_far: Condition, refused: list[Condition]) -> Condition | None:
        """Returns when the conditions of a loop let an element through, None for never; `refused` gets when they do not."""
        engine, yes = self._engine, so_far
        for condition in tested:
            holds, fails = tests.branch(engine, condition, self._inner)
            refused += [fails] if fails is not None else []
            further = conjoin(yes, holds) if holds is not None else None
            joined = conjoin(engine.path, further) if further is not None else None
            if further is None or joined is None:
                return None
            yes, engine.path = further, joined
        return yes


def _known_dict(engine: Engine, node: Any, frame: Frame, inner: Frame) -> v.Value | None:
    """A dictionary made from one whose entries are known."""
    target, iterable, conditions = node.loops[0]
    rounds = iteration.rounds(engine, judgments.evaluate(engine, iterable, frame), frame)
    if not rounds.certain:
        return None
    made: v.Mapping = engine.new(v.Mapping())
    path = engine.path
    for element in rounds.elements:
        judgments.assign(engine, target, element, inner)
        possible = True
        for condition in conditions:
            yes, _ = tests.branch(engine, condition, inner)
            joined = conjoin(engine.path, yes) if yes is not None else None
            possible = possible and joined is not None
            engine.path = joined or engine.path
        if possible:
            keys = v.feasible(judgments.evaluate(engine, node.key, inner), engine.path)
            name = mappings.key_of(keys[0].content) if len(keys) == 1 else None
            value = judgments.evaluate(engine, node.element, inner)
            if name is not None:
                engine.put(made, name, value)
            else:
                _put_anywhere(engine, made, keys, value)
        engine.path = path
    return v.only(made)


def _put_anywhere(engine: Engine, made: v.Mapping, keys: v.Value, value: v.Value) -> None:
    """Adds an entry whose key is no constant, such as a task."""
    engine.open(made)
    made.any_key = v.union((made.any_key or (), keys))
    escapes.escape(engine, value, "it is stored in a dictionary")
