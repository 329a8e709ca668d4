"""Items of dictionaries, lists and objects: reading them, setting them, removing them."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, iteration, judgments, lookup, mappings
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.interpreter.handed_out import hand_out_from
from cko_lint.logic.conditions import conjoin, when
from cko_lint.logic.terms import Term, equals, symbol
from cko_lint.syntax import tree


def assign_item(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    """Runs `a[b] = value`."""
    holder = judgments.evaluate(engine, target.base, frame)
    index = judgments.evaluate(engine, target.index, frame)
    for alternative in v.feasible(holder, engine.path):
        with engine.under(alternative.condition) as can:
            if can:
                set_item(engine, alternative.content, index, value, frame, target)


def set_item(engine: Engine, content: Any, index: v.Value, value: v.Value, frame: Frame, node: Any) -> None:
    """Sets an item of one content."""
    if isinstance(content, v.Mapping):
        usable = v.feasible(index, engine.path)
        for key in usable:
            name = mappings.key_in(content, mappings.key_of(key.content))
            with engine.under(key.condition) as can:
                if can and name is not None:
                    engine.put(content, name, originate(value, "key", str(name), frame.module, node))
                    hand_out_from(engine, content, value)
                elif can:
                    engine.open(content)
                    escapes.escape(engine, value, "it is stored under an unknown key")
                    escapes.give_functions(engine, value)
        if content.made_at <= engine.undo.since:
            escapes.expose(engine, value, "it is stored in a dictionary")
    elif lookup.special(engine, content, "__setitem__", [index, value], node, frame) is not None:
        return
    elif isinstance(content, (v.LibraryObject, v.Instance)):
        library = content.library if isinstance(content, v.Instance) else content
        call = Call(node, Arguments([index, value], {}), frame)
        if library is None or library.call_method(engine, "__setitem__", call, content) is None:
            escapes.escape(engine, value, "it is stored in an object")
    elif isinstance(content, v.Collection):
        engine.open(content)
        escapes.escape(engine, value, "it is stored in a list")
    else:
        engine.retested.changed(content)
        if not _kept_in(engine, content, index, value, node, frame):
            escapes.escape(engine, value, "it is stored in an unknown object")


def _kept_in(engine: Engine, content: Any, index: v.Value, value: v.Value, node: Any, frame: Frame) -> bool:
    return engine.models.keep(engine, content, key_of_application(index), value, node, frame)


def key_of_application(index: v.Value) -> Any:
    """Returns the name under which an application keeps something: a text, or an object made for that."""
    if len(index) != 1:
        return None
    text = v.text_of(index[0].content)
    return index[0].content if text is None and isinstance(index[0].content, Term) else text


def delete_item(engine: Engine, target: Any, frame: Frame) -> None:
    """Runs `del a[b]`."""
    holder = judgments.evaluate(engine, target.base, frame)
    index = judgments.evaluate(engine, target.index, frame)
    for alternative in v.feasible(holder, engine.path):
        content = alternative.content
        with engine.under(alternative.condition) as can:
            if not can:
                continue
            if isinstance(content, v.Mapping):
                for key in v.feasible(index, engine.path):
                    name = mappings.key_in(content, mappings.key_of(key.content))
                    if name is None:
                        engine.open(content)
                    else:
                        engine.put(content, name, v.only(v.ABSENT))
            elif lookup.special(engine, content, "__delitem__", [index], target, frame) is not None:
                continue
            elif isinstance(content, (v.LibraryObject, v.Instance)):
                library = content.library if isinstance(content, v.Instance) else content
                if library is not None:
                    library.call_method(engine, "__delitem__", Call(target, Arguments([index], {}), frame), content)
            elif isinstance(content, v.External):
                engine.models.call(engine, f"{content.name}.__delitem__", Call(target, Arguments([index], {}), frame))


def subscript(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `a[b]`."""
    holder = judgments.evaluate(engine, node.base, frame)
    if isinstance(node.index, tree.Slice):
        return _slice(engine, holder, node, frame)
    index = judgments.evaluate(engine, node.index, frame)
    escapes.expose_terms(engine, index, "it is used as an index")
    found = []
    for alternative in v.feasible(holder, engine.path):
        content = alternative.content
        configured = from_application(engine, content, index, frame)
        if configured is not None:
            found.append(v.restrict(configured, alternative.condition))
            continue
        if isinstance(content, (v.LibraryObject, v.External)):
            value = None
            if isinstance(content, v.LibraryObject):
                value = content.call_method(engine, "__getitem__", Call(node, Arguments([index], {}), frame), content)
            else:
                value = engine.models.call(
                    engine, f"{content.name}.__getitem__", Call(node, Arguments([index], {}), frame)
                )
            if value is not None:
                found.append(v.restrict(value, alternative.condition))
                continue
        if isinstance(content, v.ClassValue):
            found.append(v.restrict(_of_class(engine, content, index, node), alternative.condition))
            continue
        with engine.under(alternative.condition) as can:
            given = lookup.special(engine, content, "__getitem__", [index], node, frame) if can else None
        if given is not None:
            found.append(v.restrict(given, alternative.condition))
            continue
        held = v.Alternative(v.mapping_of(content) or content, alternative.condition, alternative.origin)
        found.append(iteration.at(engine, (held,), index, frame))
    return v.union(found) or v.unknown("item", engine.undo.now)


def _of_class(engine: Engine, cls: v.ClassValue, index: v.Value, node: Any) -> v.Value:
    """Returns a member of an enumeration, what the class gives itself, or the class, whose parameters say nothing here."""
    if "enum" in cls.flags:
        return _member(cls, index)
    for holder, name in ((cls.metaclass, "__getitem__"), (cls, "__class_getitem__")):
        method = lookup.find(holder, name) if holder is not None else None
        if method is not None and isinstance(method[0].content, v.FunctionValue):
            return judgments.call_function(engine, method[0].content, Arguments([index], {}), node, cls)
    return v.only(cls)


def from_application(engine: Engine, holder: Any, index: v.Value, frame: Frame) -> v.Value | None:
    """Returns `app.config["NAME"]` where the application is not known and what fills it is."""
    key = key_of_application(index)
    if key is None or not isinstance(holder, (Term, v.External)):
        return None
    return engine.models.kept(engine, holder, key, frame, is_item=True)


def _member(cls: v.ClassValue, index: v.Value) -> v.Value:
    options = []
    for alternative in index:
        text = v.text_of(alternative.content)
        for member in lookup.members(cls):
            name = v.text_of(member.attributes["name"][0].content)
            if text is None:
                condition = when(equals(v.as_symbol(alternative.content), name), True)
                joined = conjoin(condition, alternative.condition)
                if joined is not None:
                    options.append(v.restrict(v.only(member), joined))
            elif text == name:
                options.append(v.restrict(v.only(member), alternative.condition))
    return v.union(options) or v.unknown("member of", id(cls.node))


def _slice(engine: Engine, holder: v.Value, node: Any, frame: Frame) -> v.Value:
    bounds = node.index
    ends: list[Any] = []
    for bound in (bounds.lower, bounds.upper, bounds.step):
        value = judgments.evaluate(engine, bound, frame) if bound is not None else v.NONE
        content = value[0].content if len(value) == 1 else symbol("bound", engine.undo.now)
        ends.append(content)
    found = []
    for alternative in v.feasible(holder, engine.path):
        content = alternative.content
        text = v.text_of(content)
        if all(end is None or isinstance(end, int) for end in ends) and ends[2] != 0:
            if text is not None and not isinstance(content, bytes):
                found.append((v.Alternative(text[slice(*ends)], alternative.condition, alternative.origin),))
                engine.models.composed(engine, node, frame, [(alternative,)], found[-1])
                continue
            if isinstance(content, v.Collection) and not content.open:
                part = engine.new(v.Collection(content.kind, content.items[slice(*ends)]))
                found.append((v.Alternative(part, alternative.condition),))
                continue
        found.append(
            (
                v.Alternative(
                    symbol("slice", v.as_symbol(content), *[v.as_symbol(e) for e in ends]), alternative.condition
                ),
            )
        )
    return v.union(found)
