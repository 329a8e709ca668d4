"""Attributes: reading them, and setting them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import (
    escapes,
    futures,
    imports,
    instances,
    judgments,
    lookup,
    mutations,
    parameters,
    variables,
)
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.interpreter.handed_out import hand_out, hand_out_from, note_read
from cko_lint.interpreter.handlers import ByContent
from cko_lint.interpreter.indirect_changes import of_attribute
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import Term, equals, symbol


def read(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `a.b`."""
    return judgments.get_attribute(engine, judgments.evaluate(engine, node.base, frame), node.name, node, frame)


def _of_external(engine: Engine, content: v.External, name: str, node: Any, frame: Frame) -> v.Value:
    known = engine.models.resolved(engine, content.name, name, frame)
    if known is None:
        known = engine.models.kept(engine, content, name, frame, is_item=False)
    return known if known is not None else v.only(v.External(f"{content.name}.{name}"))


def _of_deferred(engine: Engine, content: v.Deferred, name: str, node: Any, frame: Frame) -> v.Value:
    if content.repeats or name in _OF_TASKS:
        return v.only(v.Bound(content, name))
    return judgments.get_attribute(engine, futures.settle(engine, v.only(content)), name, node, frame)


def _of_function(engine: Engine, content: v.FunctionValue, name: str, node: Any, frame: Frame) -> v.Value:
    if name in ("__name__", "__qualname__"):
        return v.only(getattr(content.node, "name", "<lambda>"))
    return v.only(v.Bound(content, name))


def _of_library_object(engine: Engine, content: v.LibraryObject, name: str, node: Any, frame: Frame) -> v.Value:
    known = content.get_attribute(engine, name)
    if name == "__dict__" and not any(isinstance(a.content, v.Mapping) for a in known or ()):
        escapes.escape(engine, v.only(content), "it is passed to `vars`")  # code that asks for it may set anything
        return v.unknown("attribute", v.as_symbol(content), name)
    return known if known is not None else v.only(v.Bound(content, name))


def _of_term(engine: Engine, content: Term, name: str, node: Any, frame: Frame) -> v.Value:
    kept = engine.models.kept(engine, content, name, frame, is_item=False)
    if kept is not None:
        return kept
    if content.kind == "member of":
        return v.unknown("attribute", content, name)
    return (v.Alternative(symbol("attribute", content, name)),)


def _of_anything(engine: Engine, content: Any, name: str, node: Any, frame: Frame) -> v.Value:
    return v.only(v.Bound(content, name))


_OF_TASKS = frozenset(
    {"result", "exception", "add_done_callback", "cancel", "done", "cancelled", "get", "wait", "join"}
)


_DUMPING = ("model_dump", "dict", "_asdict")
"""What gives the fields of an object of a data class as a dictionary."""


def _of_instance(engine: Engine, instance: v.Instance, name: str, node: Any, frame: Frame) -> v.Value:
    decides = lookup.own_way(engine, instance, "__getattribute__") if instance.cls.flags else None
    if decides is not None:
        return judgments.call_function(engine, decides, Arguments([v.only(name)], {}), node, instance)
    own = instance.attributes.get(name)
    if own is not None:
        known = tuple(a for a in v.feasible(own, engine.path) if a.content is not v.ABSENT)
        if known:
            for alternative in known:
                note_read(engine, (id(instance.cls.node), name), alternative.content)
            if _is_of_others(engine, instance, name):
                return _touched(engine, instance, name, known)
            if instance.open:
                return _or_anything(instance, name, known)
            return originate(known, "attribute", name, frame.module, node) if node is not None else known
    if name == "__dict__":
        engine.open(instance)
        return v.unknown("attribute", v.as_symbol(instance), name)
    found = lookup.find(instance.cls, name)
    if found is not None:
        value = _bound(engine, instance, name, found, node, frame)
        _note_read_of_class(engine, instance.cls, name, value)
        if any(isinstance(a.content, (v.Bound, v.Partial)) for a in value):
            return value
        if _may_have_changed(engine, instance, name):
            return _touched(engine, instance, name, value)
        return _or_anything(instance, name, value) if instance.open or instance.cls.open else value
    if name == "__class__":
        return v.only(instance.cls)
    if instance.library is not None and not _is_missing(instance.library, name):
        known_value = instance.library.get_attribute(engine, name)
        return known_value if known_value is not None else v.only(v.Bound(instance, name))
    return _of_its_kind(engine, instance, name, node, frame)


def _is_missing(library: v.LibraryObject, name: str) -> bool:
    """Whether an object that is a dictionary, too, has no such attribute of it."""
    return isinstance(library, v.WithItems) and not hasattr(dict, name) and name != "data"


def _of_its_kind(engine: Engine, instance: v.Instance, name: str, node: Any, frame: Frame) -> v.Value:
    """Returns what an object has that was not set on it: by what its class is, its library, or one of its methods."""
    if name == "_replace" and "tuple" in instance.cls.flags:
        return v.only(v.Partial(v.External("dataclasses.replace"), [v.only(instance)], {}))
    if name in _DUMPING and not {"data", "settings"}.isdisjoint(instance.cls.flags):
        return v.only(v.Partial(v.External("dataclasses.asdict"), [v.only(instance)], {}))
    if not name.startswith("__"):
        delegated = lookup.special(engine, instance, "__getattr__", [v.only(name)], node, frame)
        if delegated is not None:
            return delegated
    inherited = engine.models.inherited(engine, instance, name)
    if inherited is None:
        inherited = _set_by_one_method(engine, instance, name)
    return inherited if inherited is not None else v.unknown("attribute", v.as_symbol(instance), name)


def _set_by_one_method(engine: Engine, instance: v.Instance, name: str) -> v.Value | None:
    """Returns an attribute that only one method sets, such as `setUp`, as that leaves it."""
    if instance.open or instance.cls.open or instance.made_at > engine.undo.since:
        return None
    setters = [s for s in mutations.setters(instance.cls) if name in mutations.changed_on_self(s.node)]
    if len(setters) != 1 or any(running is setters[0] for running, _ in engine.stack.calls):
        return None
    if name in engine.usage.set_elsewhere or not mutations.is_set_plainly(instance.cls, name):
        return None
    left = [state[name] for state in _states(engine, instance) if name in state]
    return left[0] if len(left) == 1 else None


def _is_of_others(engine: Engine, instance: v.Instance, name: str) -> bool:
    """Whether what an attribute is may be what some other run has made of it.

    What the current one has set is what it has made of it, or what that was before.
    """
    if instance.made_at > engine.undo.since or instance.written.get(name) == engine.undo.since:
        return False
    return _may_have_changed(engine, instance, name)


def _seen_by_others(engine: Engine, instance: v.Instance, name: str) -> v.Value | None:
    """Returns what an attribute is before the current run sets it, where another one may have set it."""
    held = instance.attributes.get(name)
    known = tuple(a for a in v.feasible(held, engine.path) if a.content is not v.ABSENT) if held is not None else ()
    return _touched(engine, instance, name, known) if known and _is_of_others(engine, instance, name) else None


def _may_have_changed(engine: Engine, instance: v.Instance, name: str) -> bool:
    if name in mutations.touched(instance.cls) or name in engine.usage.set_elsewhere:
        return True
    if _is_changed_indirectly(engine, instance.cls, name):
        return True
    # `api_key = None` in a class is there to be set by the code that uses it.
    return name not in instance.attributes and name.islower() and mutations.is_none(instance.cls, name)


def _note_read_of_class(engine: Engine, cls: v.ClassValue, name: str, value: v.Value) -> None:
    for base in lookup.mro(cls):
        if isinstance(base, v.ClassValue) and name in base.attributes:
            for alternative in value:
                note_read(engine, (id(base.node), name), alternative.content)


def _is_changed_indirectly(engine: Engine, cls: v.ClassValue, name: str) -> bool:
    """Whether functions other than those that run change an attribute of objects of a class without naming it."""
    return not of_attribute(engine.usage.changed, cls, name) <= engine.stack.running


def _or_anything(instance: v.Instance, name: str, known: v.Value) -> v.Value:
    """An attribute that may have been set under a name that is not known."""
    atom = symbol("as it was", instance.made_at, name)
    elsewhere = v.unknown("attribute", v.as_symbol(instance), name)
    return v.union((v.restrict(known, when(atom, True)), v.restrict(elsewhere, when(atom, False))))


def _touched(engine: Engine, instance: v.Instance, name: str, known: v.Value) -> v.Value:
    """An attribute that methods set is what the initialiser made of it, or what one of them has made of it since.

    All attributes are as one and the same method left them: what is set together is read together.
    """
    if all(variables.stays(a.content) for a in known):
        return known
    state = symbol("state", instance.made_at)
    elsewhere = v.unknown("attribute", v.as_symbol(instance), name)
    outside = v.restrict(elsewhere, when(equals(state, -1), True))
    is_plain = mutations.is_set_plainly(instance.cls, name) and not _is_changed_indirectly(engine, instance.cls, name)
    if name in engine.usage.set_elsewhere or not is_plain:
        escapes.changed_by_others(engine, known)
        return v.union((v.restrict(known, when(equals(state, -1), False)), outside))
    found = [v.restrict(known, when(equals(state, 0), True))]
    states = _states(engine, instance)
    for number, snapshot in enumerate(states, 1):
        value = snapshot.get(name, known)
        found.append(v.restrict(value, when(equals(state, number), True)))
    setters = mutations.setters(instance.cls)
    if len(states) < len(setters) or not setters or instance.open or instance.cls.open:
        found.append(outside)
    return v.union(found)


_OF_APPLICATIONS = ("init_app",)  # an extension's, which a factory calls once, before all other methods


def _states(engine: Engine, instance: v.Instance) -> list[dict[str, v.Value]]:
    """Returns what each method that sets attributes makes of an object, as far as it is another one than before."""
    if instance.made_at not in engine.usage.states:
        engine.usage.states[instance.made_at] = []
        setters = mutations.setters(instance.cls)[:6]
        own = [s for s in setters if id(s.node) not in engine.usage.called or s.node.name in _OF_APPLICATIONS]
        found = [s for setter in own if (s := _after(engine, instance, setter)) is not None]
        engine.usage.states[instance.made_at] = found
        if not engine.budget.left:  # not for others, who have more left
            return engine.usage.states.pop(instance.made_at)
    return engine.usage.states[instance.made_at]


def _after(engine: Engine, instance: v.Instance, setter: v.FunctionValue) -> dict[str, v.Value] | None:
    """Runs a method for what it makes of an object, and undoes it."""
    if len(engine.stack.calls) > 6:
        return None
    outer = engine.entry_point
    with engine.aside(instance.cls.module, engine.undo.is_of_module(instance)):
        try:
            engine.entry_point = setter.node
            arguments = parameters.parameters_of_entry_point(engine, setter, assume_defaults=False)
            judgments.call_function(engine, setter, arguments, None, instance)
        except (Exhausted, RecursionError):
            return None
        finally:
            engine.entry_point = outer
        snapshot = {**instance.cls.attributes, **instance.attributes}
    names = mutations.touched(instance.cls)
    return {
        name: tuple(a for a in value if a.content is not v.ABSENT)
        for name, value in snapshot.items()
        if name in names and any(a.content is not v.ABSENT for a in value)
    }


def _bound(engine: Engine, instance: v.Instance, name: str, found: v.Value, node: Any, frame: Frame) -> v.Value:
    values = []
    for alternative in found:
        content = alternative.content
        if isinstance(content, v.FunctionValue):
            if "property" in content.flags:
                values.append(judgments.call_function(engine, content, Arguments([], {}), node, instance))
            else:
                values.append((v.Alternative(v.Bound(instance, name, content), alternative.condition),))
        elif isinstance(content, v.Field):
            values.append(instances.plain_default(engine, (alternative,)))
        elif isinstance(content, v.PartialMethod):
            function = v.Bound(instance, name, content.function)
            made = v.Partial(function, content.positional, content.keywords)
            values.append((v.Alternative(made, alternative.condition),))
        elif isinstance(content, Term) and engine.models.is_column(content):
            column = symbol("attribute", v.as_symbol(instance), name)
            values.append((v.Alternative(column, alternative.condition, alternative.origin),))
        else:
            owner = v.only(instance.cls)
            given = lookup.special(engine, content, "__get__", [v.only(instance), owner], node, frame)
            values.append(given if given is not None else (alternative,))
    return v.union(values)


def _of_class(engine: Engine, cls: v.ClassValue, name: str, node: Any, frame: Frame) -> v.Value:
    found = lookup.find(cls, name)
    if found is None:
        if name == "__name__":
            return v.only(cls.node.name)
        if name == "__subclasses__" or (name == "_make" and "tuple" in cls.flags):
            return v.only(v.Bound(cls, name))
        inherited = engine.models.inherited(engine, cls, name) or _of_metaclass(engine, cls, name, node, frame)
        return inherited if inherited is not None else v.unknown("attribute", id(cls.node), name)
    _note_read_of_class(engine, cls, name, found)
    is_set = name in engine.usage.set_elsewhere or name in mutations.touched(cls)
    if (cls.open or is_set or _is_changed_indirectly(engine, cls, name)) and engine.entry_point is not None:
        if not any(isinstance(a.content, v.FunctionValue) for a in found):
            atom = symbol("as it was", cls.made_at, name)
            elsewhere = v.unknown("attribute", id(cls.node), name)
            found = v.union((v.restrict(found, when(atom, True)), v.restrict(elsewhere, when(atom, False))))
    values: list[v.Value] = []
    for alternative in found:
        content = alternative.content
        if isinstance(content, v.FunctionValue) and content.flags >= {"class", "property"}:
            values.append(judgments.call_function(engine, content, Arguments([], {}), node, cls))
        elif isinstance(content, v.FunctionValue) and "class" in content.flags:
            values.append((v.Alternative(v.Bound(cls, name, content), alternative.condition),))
        elif isinstance(content, v.Field):
            values.append(instances.plain_default(engine, (alternative,)))
        else:
            given = lookup.special(engine, content, "__get__", [v.NONE, v.only(cls)], node, frame)
            values.append(given if given is not None else (alternative,))
    return v.union(values)


def _of_metaclass(engine: Engine, cls: v.ClassValue, name: str, node: Any, frame: Frame) -> v.Value | None:
    """Returns what a class has of its metaclass, as an object has it of its class."""
    found = lookup.find(cls.metaclass, name) if cls.metaclass is not None else None
    function = found[0].content if found is not None and len(found) == 1 else None
    if cls.metaclass is None or found is None:
        return None
    if not isinstance(function, v.FunctionValue):
        return _of_class(engine, cls.metaclass, name, node, frame)
    if "property" in function.flags:
        return judgments.call_function(engine, function, Arguments([], {}), node, cls)
    return v.only(v.Bound(cls, name, function))


def _of_super(engine: Engine, content: v.Super, name: str, node: Any, frame: Frame) -> v.Value:
    receiver = content.receiver
    cls = receiver.cls if isinstance(receiver, v.Instance) else receiver
    found = lookup.find(cls, name, after=content.cls) if isinstance(cls, v.ClassValue) else None
    if found is not None and isinstance(receiver, v.Instance):
        return _bound(engine, receiver, name, found, None, imports.frame_of(engine, content.cls.module))
    if found is not None and isinstance(receiver, v.ClassValue):
        return _of_next_class(receiver, name, found)
    if isinstance(receiver, v.Instance) and receiver.library is not None:
        return v.only(v.Bound(receiver, name))
    if isinstance(receiver, v.Instance) and name in lookup.OWN_WAYS:
        return v.only(v.Partial(v.External(f"object.{name}"), [v.only(receiver)], {}))
    if isinstance(receiver, v.ClassValue) and name == "__new__":
        defined = engine.usage.defining[-1].metaclass if engine.usage.defining else None
        is_metaclass = defined is not None and receiver in lookup.mro(defined)
        return v.only(v.External("type.__new__" if is_metaclass else "object.__new__"))
    if isinstance(receiver, v.ClassValue) and name == "__call__":
        return v.only(v.Partial(v.External("type.__call__"), [v.only(receiver)], {}))
    return v.unknown("attribute", v.as_symbol(receiver), f"super.{name}")


def _of_next_class(cls: v.ClassValue, name: str, found: v.Value) -> v.Value:
    """Returns what `super()` has in a method of the class itself: other methods of the class are bound to it, too."""
    return tuple(
        v.Alternative(v.Bound(cls, name, a.content), a.condition, a.origin)
        if isinstance(a.content, v.FunctionValue) and ("class" in a.content.flags or name == "__init_subclass__")
        else a
        for a in found
    )


def _of_module(engine: Engine, content: v.ModuleValue, name: str, node: Any, frame: Frame) -> v.Value:
    module = content.module
    found = imports.member(engine, module, name)
    if found is None:
        found = imports.submodule(engine, module, name)
    return found if found is not None else v.unknown("global", module.path, name)


def assign(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    """Runs `a.b = value`."""
    holder = judgments.evaluate(engine, target.base, frame)
    for alternative in v.feasible(holder, engine.path):
        with engine.under(alternative.condition) as can:
            if can:
                judgments.set_attribute(engine, alternative.content, target.name, value, frame, target)


def _set_on_instance(engine: Engine, content: v.Instance, name: str, value: v.Value, frame: Frame, node: Any) -> None:
    setter = lookup.find(content.cls, f"{name}.setter")
    if setter is not None and isinstance(setter[0].content, v.FunctionValue):
        judgments.call_function(engine, setter[0].content, Arguments([value], {}), node, content)
        return
    if content.library is not None and content.library.set_attribute(engine, name, value):
        return
    if content.cls.flags and _is_set_in_own_way(engine, content, name, value, frame, node):
        return
    if name == "__dict__":  # it may have any attribute of those that share it
        engine.open(content)
    before = _seen_by_others(engine, content, name) if engine.path.beyond(content.base) else None
    engine.set_attribute(content, name, originate(value, "attribute", name, frame.module, node), before)
    content.written[name] = engine.undo.since
    escapes.expose_terms(engine, value, "it is stored in an attribute")
    if content.made_at <= engine.undo.since:
        escapes.expose(engine, value, "it is stored in an attribute")
        hand_out(engine, (id(content.cls.node), name), value)


def _is_set_in_own_way(engine: Engine, content: v.Instance, name: str, value: v.Value, frame: Frame, node: Any) -> bool:
    """Sets an attribute as a method or a descriptor of its class does, if one does."""
    decides = lookup.own_way(engine, content, "__setattr__")
    if decides is not None:
        judgments.call_function(engine, decides, Arguments([v.only(name), value], {}), node, content)
        return True
    if "__setattr__" in content.cls.flags and isinstance(content.library, v.WithItems):
        if not isinstance((lookup.find(content.cls, "__setattr__") or v.NONE)[0].content, v.FunctionValue):
            engine.put(content.library.mapping, name, value)  # `__setattr__ = dict.__setitem__`
            return True
    found = lookup.find(content.cls, name) if "__set__" in content.cls.flags else None
    descriptor = found[0].content if found is not None and len(found) == 1 else None
    return lookup.special(engine, descriptor, "__set__", [v.only(content), value], node, frame) is not None


def _set_on_library_object(
    engine: Engine, content: v.LibraryObject, name: str, value: v.Value, frame: Frame, node: Any
) -> None:
    if not content.set_attribute(engine, name, value):
        escapes.escape(engine, value, "it is stored in an attribute")
    elif content.is_place:
        hand_out_from(engine, content, value)


def _set_on_class(engine: Engine, content: v.ClassValue, name: str, value: v.Value, frame: Frame, node: Any) -> None:
    engine.set_attribute(content, name, originate(value, "attribute", name, frame.module, node))
    if content.made_at <= engine.undo.since:
        escapes.expose_responses(engine, value, "it is stored in a class attribute")
        hand_out(engine, (id(content.node), name), value)


def _set_on_module(engine: Engine, content: v.ModuleValue, name: str, value: v.Value, frame: Frame, node: Any) -> None:
    named = originate(value, "attribute", name, frame.module, node)
    variables.set_name(engine, imports.frame_of(engine, content.module), name, named)


def _set_on_anything(engine: Engine, content: Any, name: str, value: v.Value, frame: Frame, node: Any) -> None:
    engine.retested.changed(content)
    if engine.models.keep(engine, content, name, value, node, frame):
        return
    if isinstance(content, v.External):
        engine.models.patched(engine, f"{content.name}.{name}", value, frame)
    else:
        escapes.escape(engine, value, "it is stored in an attribute of an unknown object")


ATTRIBUTES: ByContent[Callable[..., v.Value]] = ByContent(
    {
        v.Instance: _of_instance, v.ModuleValue: _of_module, v.External: _of_external, v.ClassValue: _of_class,
        v.Deferred: _of_deferred, v.Super: _of_super, v.FunctionValue: _of_function,
        v.LibraryObject: _of_library_object, Term: _of_term,
    },
    _of_anything,
)  # fmt: skip
"""What reads an attribute of a content."""
SETTERS: ByContent[Callable[..., None]] = ByContent(
    {
        v.Instance: _set_on_instance, v.LibraryObject: _set_on_library_object, v.ClassValue: _set_on_class,
        v.ModuleValue: _set_on_module,
    },
    _set_on_anything,
)  # fmt: skip
"""What sets an attribute of a content."""
