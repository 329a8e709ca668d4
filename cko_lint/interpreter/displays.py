"""Dictionaries, lists and comprehensions as they are written."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import futures, iteration, judgments, mappings, tests
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import ALWAYS, conjoin, disjoin
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
            if name is None or (alternative.condition and len(keys) == 1):
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
    inner = Frame(frame.module, frame, engine.path)
    engine.births += 1
    inner.born = engine.births
    inner.function, inner.owner, inner.receiver = frame.function, None, frame.receiver
    inner.on_yield = None
    path = engine.path
    earlier = len(engine.models.raised())
    if node.kind == "dict" and len(node.loops) == 1:
        made_mapping = _known_dict(engine, node, frame, inner)
        if made_mapping is not None:
            return made_mapping
    known: list[v.Value] | None = None
    for index, (target, iterable, conditions) in enumerate(node.loops):
        source = judgments.evaluate(engine, iterable, inner if index else frame)
        rounds = iteration.rounds(engine, source, frame)
        if len(node.loops) == 1 and rounds.certain and not conditions and node.kind in ("list", "generator", "set"):
            known = []
            for element in rounds.elements:
                judgments.assign(engine, target, element, inner)
                known.append(judgments.evaluate(engine, node.element, inner))
            break
        if len(node.loops) == 1 and rounds.certain and node.kind in ("list", "generator", "set"):
            chosen = _chosen(engine, node, rounds, inner)
            return iteration.lazily(engine, chosen, earlier) if node.kind == "generator" else chosen
        judgments.assign(engine, target, iteration.element(engine, source), inner)
        for condition in conditions:
            yes, _ = tests.branch(engine, condition, inner)
            if yes is not None:
                engine.path = conjoin(engine.path, yes) or engine.path
    if known is not None:
        engine.path = path
        found = v.only(engine.new(v.Collection("list", known)))
        return iteration.lazily(engine, found, earlier) if node.kind == "generator" else found
    if node.kind == "dict":
        key = judgments.evaluate(engine, node.key, inner)
        value = judgments.evaluate(engine, node.element, inner)
        engine.path = path
        made: v.Mapping = engine.new(v.Mapping(open=True))
        made.any_key = key
        engine.escape(value, "kept in a dictionary")
        return v.only(made)
    value = judgments.evaluate(engine, node.element, inner)
    engine.path = path
    pending = futures.raised_since(engine, earlier) if node.kind == "generator" else []
    return v.only(v.Deferred(value, repeats=True, pending=pending))


def _chosen(engine: Engine, node: Any, rounds: iteration.Rounds, inner: Frame) -> v.Value:
    """Those elements of a known list that the conditions of a comprehension let through."""
    target, _, conditions = node.loops[0]
    path = engine.path
    choices: list[iteration.Choice] = []
    for element in rounds.elements:
        judgments.assign(engine, target, element, inner)
        yes = ALWAYS
        outs = []
        value: v.Value = ()
        for condition in conditions:
            holds, fails = tests.branch(engine, condition, inner)
            outs += [fails] if fails is not None else []
            further = conjoin(yes, holds) if holds is not None else None
            joined = conjoin(engine.path, further) if further is not None else None
            if further is None or joined is None:
                break
            yes, engine.path = further, joined
        else:
            value = judgments.evaluate(engine, node.element, inner)
        choices.append((value, yes if value else None, disjoin(outs) if outs else None))
        engine.path = path
    return iteration.chosen(engine, choices)


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
            if name is None:
                engine.open(made)
            else:
                engine.put(made, name, judgments.evaluate(engine, node.element, inner))
        engine.path = path
    return v.only(made)
