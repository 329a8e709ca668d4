"""Variables: what a name is in a frame, and how it is set; a global may be what other functions have made of it."""

from __future__ import annotations

import re

from cko_lint import values as v
from cko_lint.interpreter import escapes
from cko_lint.interpreter.engine import Engine, restore
from cko_lint.interpreter.frames import Frame
from cko_lint.interpreter.handed_out import hand_out, note_read
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import symbol
from cko_lint.values import Value

_CHANGEABLE = (v.Mapping, v.Collection, v.Instance, v.ClassValue, v.LibraryObject)


def set_name(engine: Engine, frame: Frame, name: str, value: Value) -> None:
    """Assigns a variable where its name is to be assigned in a frame."""
    frame = _holder(frame, name) if name in frame.outer else frame
    old = frame.names.get(name)
    new = engine.changed(old if old is not None else v.only(v.ABSENT), value, frame.base)
    if engine.undo.is_older(frame):
        engine.undo.record(frame, lambda: restore(frame.names, name, old))
        escapes.expose_responses(engine, value, "it is stored in a variable of another scope")
        if frame.is_module:
            hand_out(engine, (frame.module.path, name), value)
    frame.names[name] = new


def _holder(frame: Frame, name: str) -> Frame:
    """Returns the frame that a `global` or `nonlocal` name is of."""
    outer = frame.parent
    while outer is not None:
        if name in outer.names or outer.is_module:
            return outer
        outer = outer.parent
    return frame


def find(engine: Engine, frame: Frame, name: str) -> Value | None:
    """Returns what a name is in a frame, or None if no frame around it has it."""
    here: Frame | None = frame
    while here is not None:
        if name in here.names and not (here.owner is not None and here.function is None and here is not frame):
            value = v.feasible(v.resolve_imports(here.names[name]), engine.path)
            if here.is_module and frame is not here and engine.undo.is_older(here):
                changed = changed_in(engine, here, name, value)
                if changed is not None:
                    return rebound(engine, *changed, value)
            known = tuple(a for a in value if a.content is not v.ABSENT)
            if known:
                if here.function is not None and frame is not here and engine.undo.is_older(here):
                    _of_closure(engine, here, name, known)
                return known
        here = here.parent
    return None


def _of_closure(engine: Engine, frame: Frame, name: str, value: Value) -> None:
    """A variable that functions inside of another one share may hold an object that one of them has changed."""
    holder = (id(frame.function.node) if frame.function is not None else 0, name)
    for alternative in value:
        note_read(engine, holder, alternative.content)
        for path, known_as in engine.usage.closures.get(id(frame), ()):  # who has these functions may change it
            note_read(engine, (path, known_as), alternative.content)
    if not engine.usage.changed.get(holder, frozenset()) <= engine.stack.running:
        escapes.changed_by_others(engine, value)


def note_homes(engine: Engine, frame: Frame) -> None:
    """Notes which objects the globals of a module are, and which are functions with variables of their own, once its body has run."""
    for name, value in frame.names.items():
        for alternative in value:
            if isinstance(alternative.content, _CHANGEABLE):
                engine.usage.homes.setdefault(id(alternative.content), []).append((frame, name))
            closure = alternative.content.closure if isinstance(alternative.content, v.FunctionValue) else None
            if closure is not None and not closure.is_module:
                engine.usage.closures.setdefault(id(closure), []).append((frame.module.path, name))


def changed_in(engine: Engine, frame: Frame, name: str, value: Value) -> tuple[Frame, str] | None:
    """Returns where a global may be what some other function has made of it, by the names of a module, and its name there.

    A class or a dictionary that another module has made stays the same object where it is imported, or has a second name.
    """
    if _is_rebound(engine, frame, name):
        return frame, name
    for alternative in value:
        for home, known_as in engine.usage.homes.get(id(alternative.content), ()):
            if _is_rebound(engine, home, known_as):
                return home, known_as
            note_read(engine, (home.module.path, known_as), alternative.content)
    return None


def _is_rebound(engine: Engine, frame: Frame, name: str) -> bool:
    """Whether a global may be what some other function has made of it."""
    if name in engine.usage.set_elsewhere and not _is_set_by_what_runs(engine, name):
        return True
    changers = {id(node) for node in frame.module.rebound.get(name, ())}
    changers |= engine.usage.changed.get((frame.module.path, name), frozenset())
    if changers:  # what runs right now has made its change on this path, or will make it later
        return not changers <= engine.stack.running
    # `api_key = None` in lower case is there to be set by the code that imports the module.
    held = v.resolve_imports(frame.names.get(name, ()))
    return name.islower() and len(held) == 1 and held[0].content is None


def _is_set_by_what_runs(engine: Engine, name: str) -> bool:
    """Whether all that is set under a name elsewhere is changed by functions that run right now, where it is a global."""
    paths = engine.usage.set_elsewhere[name]
    if not paths <= {function.module.path for function, _ in engine.stack.calls}:
        return False
    is_attribute = re.compile(rb"\.\s*%s\b" % re.escape(name.encode("utf-8", "surrogatepass")))
    for module in map(engine.project.load, paths):
        changers = {id(node) for node in module.rebound.get(name, ())}
        if not changers or not changers <= engine.stack.running or is_attribute.search(module.source):
            return False
    return True


def rebound(engine: Engine, frame: Frame, name: str, value: Value) -> Value:
    """A global that functions change is what the module made of it, or what one of them has made of it since."""
    if all(stays(a.content) for a in value):
        return value
    if name in engine.usage.set_at_will:
        for alternative in value:
            if isinstance(alternative.content, (v.Instance, v.ClassValue)):
                alternative.content.open = True
    kept = tuple(a for a in value if a.content is not v.ABSENT)
    escapes.changed_by_others(engine, kept)
    if kept and all(isinstance(a.content, v.Object) and not engine.undo.is_older(a.content) for a in kept):
        return kept
    atom = symbol("unchanged", frame.module.path, name)
    left = engine.handlers.left(engine, frame, name) if all(a.content is None for a in kept) else None
    elsewhere = left or v.unknown("global", frame.module.path, name)
    return v.union((v.restrict(kept, when(atom, True)), v.restrict(elsewhere, when(atom, False))))


def stays(content: object) -> bool:
    """Whether something that functions fill stays what it is."""
    return isinstance(content, (v.External, v.ModuleValue)) or (
        isinstance(content, v.LibraryObject) and content.is_place
    )
