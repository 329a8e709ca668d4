"""Attributes and items: reading them, setting them, removing them."""

from __future__ import annotations

from typing import Any

from cko_lint.flow import calls, changes, classes, expressions, imports, iteration, roots
from cko_lint.flow import values as v
from cko_lint.flow.engine import Arguments, Call, Engine, Exhausted, Frame, originate
from cko_lint.logic.conditions import conjoin, when
from cko_lint.logic.terms import Term, equals, symbol
from cko_lint.syntax import tree


def read(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `a.b`."""
    return of(engine, expressions.evaluate(engine, node.base, frame), node.name, node, frame)


def of(engine: Engine, holder: v.Value, name: str, node: Any, frame: Frame) -> v.Value:
    """Returns an attribute of a value."""
    found = []
    for alternative in v.feasible(holder, engine.path):
        with engine.under(alternative.condition) as can:
            if can:
                value = of_content(engine, alternative.content, name, node, frame)
                found.append(v.restrict(value, alternative.condition))
    return v.union(found) or v.unknown("attribute", engine.births, name)


def of_content(engine: Engine, content: Any, name: str, node: Any, frame: Frame) -> v.Value:
    """Returns an attribute of one content."""
    if isinstance(content, v.Instance):
        return _of_instance(engine, content, name, node, frame)
    if isinstance(content, v.ModuleValue):
        return _of_module(engine, content, name)
    if isinstance(content, v.External):
        known = engine.models.resolved(engine, content.name, name, frame)
        if known is None:
            known = engine.models.kept(engine, content, name, frame, is_item=False)
        return known if known is not None else v.only(v.External(f"{content.name}.{name}"))
    if isinstance(content, v.ClassValue):
        return _of_class(engine, content, name)
    if isinstance(content, v.Deferred) and not content.repeats and name not in _OF_TASKS:
        return of(engine, calls.settle(engine, v.only(content)), name, node, frame)
    if isinstance(content, v.Super):
        return _of_super(engine, content, name)
    if isinstance(content, v.FunctionValue) and name in ("__name__", "__qualname__"):
        return v.only(getattr(content.node, "name", "<lambda>"))
    if isinstance(content, v.Bystander):
        return v.only(v.Bound(content, name))
    if isinstance(content, v.LibraryObject):
        known = engine.models.attribute(engine, content, name, frame)
        return known if known is not None else v.only(v.Bound(content, name))
    if isinstance(content, Term):
        kept = engine.models.kept(engine, content, name, frame, is_item=False)
        if kept is not None:
            return kept
        if content.kind == "member of":
            return v.unknown("attribute", content, name)
        return (v.Alternative(symbol("attribute", content, name)),)
    return v.only(v.Bound(content, name))


_OF_TASKS = frozenset(
    {"result", "exception", "add_done_callback", "cancel", "done", "cancelled", "get", "wait", "join"}
)


def _of_instance(engine: Engine, instance: v.Instance, name: str, node: Any, frame: Frame) -> v.Value:
    own = instance.attributes.get(name)
    if own is not None:
        known = tuple(a for a in v.feasible(own, engine.path) if a.content is not v.ABSENT)
        if known:
            if instance.born <= engine.epoch and _may_have_changed(engine, instance, name):
                return _touched(engine, instance, name, known)
            if instance.open:
                return _or_anything(instance, name, known)
            return originate(known, "attribute", name, frame.module, node) if node is not None else known
    if name == "__dict__":
        engine.open(instance)
        return v.unknown("attribute", v.as_symbol(instance), name)
    found = classes.find(instance.cls, name)
    if found is not None:
        value = _bound(engine, instance, name, found, node, frame)
        if any(isinstance(a.content, v.Bound) for a in value):
            return value
        if _may_have_changed(engine, instance, name):
            return _touched(engine, instance, name, value)
        return _or_anything(instance, name, value) if instance.open or instance.cls.open else value
    if name == "__class__":
        return v.only(instance.cls)
    if instance.library is not None:
        known_value = engine.models.attribute(engine, instance.library, name, frame)
        return known_value if known_value is not None else v.only(v.Bound(instance, name))
    if name == "_replace" and "tuple" in instance.cls.flags:
        return v.only(v.Partial(v.External("dataclasses.replace"), [v.only(instance)], {}))
    if not name.startswith("__"):
        delegated = classes.special(engine, instance, "__getattr__", [v.only(name)], node, frame)
        if delegated is not None:
            return delegated
    return v.unknown("attribute", v.as_symbol(instance), name)


def _may_have_changed(engine: Engine, instance: v.Instance, name: str) -> bool:
    if name in changes.touched(instance.cls) or name in engine.elsewhere:
        return True
    # `api_key = None` in a class is there for whoever uses it to set.
    return name not in instance.attributes and name.islower() and changes.is_none(instance.cls, name)


def _or_anything(instance: v.Instance, name: str, known: v.Value) -> v.Value:
    """An attribute that may have been set under a name that is not known."""
    atom = symbol("as it was", instance.born, name)
    elsewhere = v.unknown("attribute", v.as_symbol(instance), name)
    return v.union((v.restrict(known, when(atom, True)), v.restrict(elsewhere, when(atom, False))))


def _touched(engine: Engine, instance: v.Instance, name: str, known: v.Value) -> v.Value:
    """An attribute that methods set is what the initialiser made of it, or what one of them has made of it since.

    All attributes are as one and the same method left them: what is set together is read together.
    """
    state = symbol("state", instance.born)
    elsewhere = v.unknown("attribute", v.as_symbol(instance), name)
    outside = v.restrict(elsewhere, when(equals(state, -1), True))
    if name in engine.elsewhere or not changes.is_set_plainly(instance.cls, name):
        engine.changed_by_others(known)
        return v.union((v.restrict(known, when(equals(state, -1), False)), outside))
    found = [v.restrict(known, when(equals(state, 0), True))]
    states = _states(engine, instance)
    for number, snapshot in enumerate(states, 1):
        value = snapshot.get(name, known)
        found.append(v.restrict(value, when(equals(state, number), True)))
    setters = changes.setters(instance.cls)
    if len(states) < len(setters) or not setters or instance.open or instance.cls.open:
        found.append(outside)
    return v.union(found)


_OF_APPLICATIONS = ("init_app",)  # an extension's, which a factory calls once, before all other methods


def _states(engine: Engine, instance: v.Instance) -> list[dict[str, v.Value]]:
    """Returns what each method that sets attributes makes of an object, as far as it is another one than before."""
    if instance.born not in engine.states:
        engine.states[instance.born] = []
        setters = changes.setters(instance.cls)[:6]
        own = [s for s in setters if id(s.node) not in engine.called or s.node.name in _OF_APPLICATIONS]
        engine.states[instance.born] = [s for setter in own if (s := _after(engine, instance, setter)) is not None]
    return engine.states[instance.born]


def _after(engine: Engine, instance: v.Instance, setter: v.FunctionValue) -> dict[str, v.Value] | None:
    """Runs a method for what it makes of an object, and undoes it."""
    if len(engine.stack) > 6:
        return None
    root = engine.root
    with engine.undone():
        try:
            engine.root = setter.node
            arguments = roots.parameters_of_root(engine, setter, assume_defaults=False)
            calls.call_function(engine, setter, arguments, None, instance)
        except (Exhausted, RecursionError):
            return None
        finally:
            engine.root = root
        snapshot = dict(instance.attributes)
    names = changes.touched(instance.cls)
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
                values.append(calls.call_function(engine, content, Arguments([], {}), node, instance))
            else:
                values.append((v.Alternative(v.Bound(instance, name, content), alternative.condition),))
        elif isinstance(content, v.LibraryObject) and content.kind == "field":
            values.append(classes.plain_default(engine, (alternative,)))
        else:
            values.append((alternative,))
    return v.union(values)


def _of_class(engine: Engine, cls: v.ClassValue, name: str) -> v.Value:
    found = classes.find(cls, name)
    if found is None:
        if name == "__name__":
            return v.only(cls.node.name)
        return v.unknown("attribute", id(cls.node), name)
    if (cls.open or name in engine.elsewhere or name in changes.touched(cls)) and engine.root is not None:
        if not any(isinstance(a.content, v.FunctionValue) for a in found):
            atom = symbol("as it was", cls.born, name)
            elsewhere = v.unknown("attribute", id(cls.node), name)
            found = v.union((v.restrict(found, when(atom, True)), v.restrict(elsewhere, when(atom, False))))
    values: list[v.Value] = []
    for alternative in found:
        content = alternative.content
        if isinstance(content, v.FunctionValue) and "class" in content.flags:
            values.append((v.Alternative(v.Bound(cls, name, content), alternative.condition),))
        elif isinstance(content, v.LibraryObject) and content.kind == "field":
            values.append(classes.plain_default(engine, (alternative,)))
        else:
            values.append((alternative,))
    return v.union(values)


def _of_super(engine: Engine, content: v.Super, name: str) -> v.Value:
    receiver = content.receiver
    cls = receiver.cls if isinstance(receiver, v.Instance) else receiver
    found = classes.find(cls, name, after=content.cls) if isinstance(cls, v.ClassValue) else None
    if found is not None and isinstance(receiver, v.Instance):
        return _bound(engine, receiver, name, found, None, imports.frame_of(engine, content.cls.module))
    if isinstance(receiver, v.Instance) and receiver.library is not None:
        return v.only(v.Bound(receiver.library, name))
    if isinstance(receiver, v.Instance) and name == "__setattr__":
        return v.only(v.Partial(v.External("object.__setattr__"), [v.only(receiver)], {}))
    return v.unknown("attribute", v.as_symbol(receiver), f"super.{name}")


def _of_module(engine: Engine, content: v.ModuleValue, name: str) -> v.Value:
    module = content.module
    found = imports.member(engine, module, name)
    if found is None:
        found = imports.submodule(engine, module, name)
    return found if found is not None else v.unknown("global", module.path, name)


# --------------------------------------------------------------------- setting


def assign(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    """Runs `a.b = value`."""
    holder = expressions.evaluate(engine, target.base, frame)
    for alternative in v.feasible(holder, engine.path):
        with engine.under(alternative.condition) as can:
            if can:
                set_attribute(engine, alternative.content, target.name, value, frame, target)


def set_attribute(engine: Engine, content: Any, name: str, value: v.Value, frame: Frame, node: Any) -> None:
    """Sets an attribute of one content."""
    named = originate(value, "attribute", name, frame.module, node)
    if isinstance(content, v.Instance):
        setter = classes.find(content.cls, f"{name}.setter")
        if setter is not None and isinstance(setter[0].content, v.FunctionValue):
            calls.call_function(engine, setter[0].content, Arguments([value], {}), node, content)
            return
        if content.library is not None and engine.models.assign(engine, content.library, name, value):
            return
        engine.set_attribute(content, name, named)
        engine.hand_on(value, "kept on an object")
        if content.born <= engine.epoch:
            engine.escape(value, "kept on an object", changes=False)
    elif isinstance(content, v.LibraryObject):
        if not engine.models.assign(engine, content, name, value):
            engine.escape(value, "kept on an object")
    elif isinstance(content, v.ClassValue):
        engine.set_attribute(content, name, named)
        if content.born <= engine.epoch:
            engine.keep_answers(value, "kept on a class")
    elif isinstance(content, v.ModuleValue):
        engine.set_name(imports.frame_of(engine, content.module), name, named)
    elif engine.models.keep(engine, content, name, value, node, frame):
        return
    elif isinstance(content, v.External):
        engine.models.patched(content.name)
    else:
        engine.escape(value, "kept on an object that is out of sight")


def assign_item(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    """Runs `a[b] = value`."""
    holder = expressions.evaluate(engine, target.base, frame)
    index = expressions.evaluate(engine, target.index, frame)
    for alternative in v.feasible(holder, engine.path):
        with engine.under(alternative.condition) as can:
            if can:
                set_item(engine, alternative.content, index, value, frame, target)


def set_item(engine: Engine, content: Any, index: v.Value, value: v.Value, frame: Frame, node: Any) -> None:
    """Sets an item of one content."""
    if isinstance(content, v.Mapping):
        usable = v.feasible(index, engine.path)
        for key in usable:
            name = key_of(key.content)
            with engine.under(key.condition) as can:
                if can and name is not None:
                    engine.put(content, name, originate(value, "key", str(name), frame.module, node))
                elif can:
                    engine.open(content)
                    engine.escape(value, "kept under an unknown key")
        if content.born <= engine.epoch:
            engine.escape(value, "kept in a dictionary", changes=False)
    elif classes.special(engine, content, "__setitem__", [index, value], node, frame) is not None:
        return
    elif isinstance(content, (v.LibraryObject, v.Instance)):
        library = content.library if isinstance(content, v.Instance) else content
        call = Call(node, Arguments([index, value], {}), frame)
        if library is None or engine.models.method(engine, library, "__setitem__", call, content) is None:
            engine.escape(value, "kept in an object")
    elif isinstance(content, v.Collection):
        engine.open(content)
        engine.escape(value, "kept in a list")
    elif not _kept_in(engine, content, index, value, node, frame):
        engine.escape(value, "kept in an object that is out of sight")


def _kept_in(engine: Engine, content: Any, index: v.Value, value: v.Value, node: Any, frame: Frame) -> bool:
    return engine.models.keep(engine, content, key_of_application(index), value, node, frame)


def key_of_application(index: v.Value) -> Any:
    """Returns the name under which an application keeps something: a text, or an object made for that."""
    if len(index) != 1:
        return None
    text = v.text_of(index[0].content)
    return index[0].content if text is None and isinstance(index[0].content, Term) else text


def key_of(content: Any) -> Any:
    """Returns what a dictionary's key is, or None if it is not known."""
    if isinstance(content, (int, bytes, v.Instance)):
        return content
    return v.text_of(content)


def delete_item(engine: Engine, target: Any, frame: Frame) -> None:
    """Runs `del a[b]`."""
    holder = expressions.evaluate(engine, target.base, frame)
    index = expressions.evaluate(engine, target.index, frame)
    for alternative in v.feasible(holder, engine.path):
        content = alternative.content
        with engine.under(alternative.condition) as can:
            if not can:
                continue
            if isinstance(content, v.Mapping):
                for key in v.feasible(index, engine.path):
                    name = key_of(key.content)
                    if name is None:
                        engine.open(content)
                    else:
                        engine.put(content, name, v.only(v.ABSENT))
            elif isinstance(content, v.LibraryObject):
                call = Call(target, Arguments([index], {}), frame)
                engine.models.method(engine, content, "__delitem__", call, content)


def subscript(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates `a[b]`."""
    holder = expressions.evaluate(engine, node.base, frame)
    if isinstance(node.index, tree.Slice):
        return _slice(engine, holder, node, frame)
    index = expressions.evaluate(engine, node.index, frame)
    engine.hand_on(index, "it chooses an item")
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
                value = engine.models.method(
                    engine, content, "__getitem__", Call(node, Arguments([index], {}), frame), content
                )
            else:
                value = engine.models.call(
                    engine, f"{content.name}.__getitem__", Call(node, Arguments([index], {}), frame)
                )
            if value is not None:
                found.append(v.restrict(value, alternative.condition))
                continue
        if isinstance(content, v.ClassValue) and "enum" in content.flags:
            found.append(_member(content, index))
            continue
        with engine.under(alternative.condition) as can:
            given = classes.special(engine, content, "__getitem__", [index], node, frame) if can else None
        if given is not None:
            found.append(v.restrict(given, alternative.condition))
            continue
        found.append(iteration.lookup(engine, (alternative,), index, frame))
    return v.union(found) or v.unknown("item", engine.births)


def from_application(engine: Engine, holder: Any, index: v.Value, frame: Frame) -> v.Value | None:
    """Returns `app.config["NAME"]` where the application is out of sight and what fills it is not."""
    key = key_of_application(index)
    if key is None or not isinstance(holder, (Term, v.External)):
        return None
    return engine.models.kept(engine, holder, key, frame, is_item=True)


def _member(cls: v.ClassValue, index: v.Value) -> v.Value:
    options = []
    for alternative in index:
        text = v.text_of(alternative.content)
        for member in classes.members(cls):
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
        value = expressions.evaluate(engine, bound, frame) if bound is not None else v.NONE
        content = value[0].content if len(value) == 1 else symbol("bound", engine.births)
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
