"""Attributes and items: reading them, setting them, removing them."""

from __future__ import annotations

from typing import Any

from cko_lint.flow import calls, classes, expressions, imports, iteration
from cko_lint.flow import values as v
from cko_lint.flow.conditions import both, when
from cko_lint.flow.engine import Arguments, Call, Engine, Frame, originate
from cko_lint.flow.symbols import Symbol, symbol


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
        return known if known is not None else v.only(v.External(f"{content.name}.{name}"))
    if isinstance(content, v.ClassValue):
        return _of_class(engine, content, name)
    if isinstance(content, v.Super):
        return _of_super(engine, content, name)
    if isinstance(content, v.LibraryObject):
        known = engine.models.attribute(engine, content, name, frame)
        return known if known is not None else v.only(v.Bound(content, name))
    if isinstance(content, Symbol):
        if content.kind == "member of":
            return v.unknown("attribute", content, name)
        return (v.Alternative(symbol("attribute", content, name)),)
    return v.only(v.Bound(content, name))


def _of_instance(engine: Engine, instance: v.Instance, name: str, node: Any, frame: Frame) -> v.Value:
    own = instance.attributes.get(name)
    if own is not None:
        known = tuple(a for a in v.feasible(own, engine.path) if a.content is not v.ABSENT)
        if known:
            if instance.born <= engine.epoch and name in classes.touched(instance.cls):
                return _touched(engine, instance, name, known)
            return originate(known, "attribute", name, frame.module, node) if node is not None else known
    found = classes.find(instance.cls, name)
    if found is not None:
        value = _bound(engine, instance, name, found, node, frame)
        if name in classes.touched(instance.cls) and not any(isinstance(a.content, v.Bound) for a in value):
            return _touched(engine, instance, name, value)
        return value
    if name == "__class__":
        return v.only(instance.cls)
    if instance.library is not None:
        known_value = engine.models.attribute(engine, instance.library, name, frame)
        return known_value if known_value is not None else v.only(v.Bound(instance, name))
    getter = classes.find(instance.cls, "__getattr__")
    del getter
    return v.unknown("attribute", v.as_symbol(instance), name)


def _touched(engine: Engine, instance: v.Instance, name: str, known: v.Value) -> v.Value:
    """An attribute that methods set is what the initialiser made of it, or what one of them has made of it since."""
    atom = symbol("untouched", instance.born, name)
    elsewhere = _set_by_methods(engine, instance, name)
    return v.union((v.restrict(known, when(atom, True)), v.restrict(elsewhere, when(atom, False))))


def _set_by_methods(engine: Engine, instance: v.Instance, name: str) -> v.Value:
    key = (instance.born, name)
    outside = v.unknown("attribute", v.as_symbol(instance), name)
    if key not in engine.set_later:
        engine.set_later[key] = outside
        setters = classes.setters(instance.cls, name)
        if setters is not None:
            engine.set_later[key] = v.union(
                [_after(engine, instance, name, setter, outside) for setter in setters[:3]] or [outside]
            )
    return engine.set_later[key]


def _after(engine: Engine, instance: v.Instance, name: str, setter: v.FunctionValue, outside: v.Value) -> v.Value:
    """Runs a method for what it makes of an attribute, and undoes it."""
    from cko_lint.flow.engine import Exhausted
    from cko_lint.flow.roots import parameters_of_root

    if len(engine.stack) > 6:
        return outside
    root = engine.root
    with engine.undone():
        try:
            engine.root = setter.node
            arguments = parameters_of_root(engine, setter, assume_defaults=False)
            calls.call_function(engine, setter, arguments, None, instance)
        except (Exhausted, RecursionError):
            return outside
        finally:
            engine.root = root
        value = instance.attributes.get(name, outside)
    kept = tuple(a for a in value if a.content is not v.ABSENT)
    return tuple(v.Alternative(a.content, origin=a.origin) for a in kept) or outside


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
                _assign_to(engine, alternative.content, target, value, frame)


def _assign_to(engine: Engine, content: Any, target: Any, value: v.Value, frame: Frame) -> None:
    named = originate(value, "attribute", target.name, frame.module, target)
    if isinstance(content, v.Instance):
        setter = classes.find(content.cls, f"{target.name}.setter")
        if setter is not None and isinstance(setter[0].content, v.FunctionValue):
            calls.call_function(engine, setter[0].content, Arguments([value], {}), target, content)
            return
        if content.library is not None and engine.models.assign(engine, content.library, target.name, value):
            return
        engine.set_attribute(content, target.name, named)
        engine.hand_on(value, "kept on an object")
        if content.born <= engine.epoch:
            engine.escape(value, "kept on an object")
    elif isinstance(content, v.LibraryObject):
        if not engine.models.assign(engine, content, target.name, value):
            engine.escape(value, "kept on an object")
    elif isinstance(content, v.ClassValue):
        old = content.attributes.get(target.name, v.only(v.ABSENT))
        engine.record(content, lambda: content.attributes.__setitem__(target.name, old))
        content.attributes[target.name] = engine.changed(old, named, content.base)
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
            engine.escape(value, "kept in a dictionary")
    elif isinstance(content, (v.LibraryObject, v.Instance)):
        library = content.library if isinstance(content, v.Instance) else content
        call = Call(node, Arguments([index, value], {}), frame)
        if library is None or engine.models.method(engine, library, "__setitem__", call, content) is None:
            engine.escape(value, "kept in an object")
    elif isinstance(content, v.Collection):
        engine.open(content)
        engine.escape(value, "kept in a list")
    else:
        engine.escape(value, "kept in an object that is out of sight")


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
    from cko_lint.syntax import tree

    holder = expressions.evaluate(engine, node.base, frame)
    if isinstance(node.index, tree.Slice):
        return _slice(engine, holder, node.index, frame)
    index = expressions.evaluate(engine, node.index, frame)
    found = []
    for alternative in v.feasible(holder, engine.path):
        content = alternative.content
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
        found.append(iteration.lookup(engine, (alternative,), index, frame))
    return v.union(found) or v.unknown("item", engine.births)


def _member(cls: v.ClassValue, index: v.Value) -> v.Value:
    options = []
    for alternative in index:
        text = v.text_of(alternative.content)
        for member in classes.members(cls):
            name = v.text_of(member.attributes["name"][0].content)
            if text is None:
                condition = when(symbol("==", v.as_symbol(alternative.content), name), True)
                joined = both(condition, alternative.condition)
                if joined is not None:
                    options.append(v.restrict(v.only(member), joined))
            elif text == name:
                options.append(v.restrict(v.only(member), alternative.condition))
    return v.union(options) or v.unknown("member of", id(cls.node))


def _slice(engine: Engine, holder: v.Value, bounds: Any, frame: Frame) -> v.Value:
    ends: list[Any] = []
    for bound in (bounds.lower, bounds.upper, bounds.step):
        value = expressions.evaluate(engine, bound, frame) if bound is not None else v.NONE
        content = value[0].content if len(value) == 1 else symbol("bound", engine.births)
        ends.append(content)
    found = []
    for alternative in v.feasible(holder, engine.path):
        content = alternative.content
        text = v.text_of(content)
        if all(end is None or isinstance(end, int) for end in ends):
            if text is not None and not isinstance(content, bytes):
                found.append((v.Alternative(text[slice(*ends)], alternative.condition, alternative.origin),))
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
