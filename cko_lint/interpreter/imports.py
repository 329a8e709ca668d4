"""Imports: of the project's modules, which are run when they are first needed, and of everything else by name."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, judgments, variables
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import conjoin, when
from cko_lint.logic.terms import symbol
from cko_lint.project.modules import Module
from cko_lint.syntax import tree


def frame_of(engine: Engine, module: Module) -> Frame:
    """Returns the names of a module; runs its body first if that has not been done."""
    if module.frame is None and module.path in engine.project.eager:
        _run_package(engine, module)
    if module.frame is None:
        with engine.isolated():
            entry_point, engine.entry_point = engine.entry_point, None
            frame = Frame(module, None, engine.path)
            frame.made_at = _next_birth(engine)
            module.frame = frame
            module.running = True
            with engine.deep() if module.path in engine.project.eager else engine.shallow():
                _run_body(engine, module, frame)
            module.running = False
            variables.note_homes(engine, frame)
            engine.entry_point = entry_point
    frame = module.frame
    assert isinstance(frame, Frame)
    return frame


def _run_package(engine: Engine, module: Module) -> None:
    """Python runs the package of a module before the module, whoever imports it first."""
    package = engine.project.relative(module, 2 if module.is_package else 1, "")
    if package is not None and package is not module:
        frame_of(engine, package)


def _next_birth(engine: Engine) -> int:
    engine.undo.now += 1
    return engine.undo.now


def _run_body(engine: Engine, module: Module, frame: Frame) -> None:
    frame.names["__name__"] = v.only(module.name)
    frame.names["__package__"] = v.only(module.name if module.is_package else module.name.rpartition(".")[0])
    try:
        judgments.execute(engine, module.parsed.body, frame)
        module.condition = engine.path
    except (Exhausted, RecursionError):
        frame.open = True
        _leave_open(engine, module, frame)
    frame.open = frame.open or module.failure is not None


def _leave_open(engine: Engine, module: Module, frame: Frame) -> None:
    """What the rest of a body does is not known: it may change what the names stand for, and set some of them again."""
    for value in frame.names.values():
        escapes.escape(engine, value, "it is changed by other code")
    nodes = tree.walk(module.parsed.body, lambda _: False)
    targets = [target for node in nodes if isinstance(node, tree.Assign) for target in node.targets]
    assigned = Counter(target.id for target in targets if isinstance(target, tree.Name))
    for name in [name for name, count in assigned.items() if count > 1]:
        frame.names.pop(name, None)


def _needed(engine: Engine, module: Module, frame: Frame) -> None:
    """Runs a module of the slice that another one imports.

    What the first refuses by raising does not happen behind the import. Any other module is run when somebody asks for one
    of its names.
    """
    if module.frame is None and module.path not in engine.project.eager:
        return
    frame_of(engine, module)
    if module.condition is None or module is frame.module:
        return
    joined = conjoin(engine.path, module.condition)
    if joined is not None:
        if engine.path is frame.base:
            frame.base = joined
        engine.path = joined


def run_import(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `import a.b, c as d`."""
    for dotted, alias in node.names:
        if alias is not None:
            variables.set_name(engine, frame, alias, named(engine, dotted, frame))
        else:
            first = dotted.split(".")[0]
            variables.set_name(engine, frame, first, named(engine, first, frame))
            named(engine, dotted, frame)
    return False


def named(engine: Engine, dotted: str, frame: Frame) -> v.Value:
    """Returns the module that a name stands for in an import, of the project or external."""
    module = engine.project.named(dotted, frame.module)
    if module is not None:
        _needed(engine, module, frame)
        return v.only(v.ModuleValue(module))
    return v.only(v.External(dotted))


def run_import_from(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `from a import b as c`, absolute or relative, with its star."""
    importer = frame.module
    module = _source(engine, node, importer)
    for name, alias in node.names:
        if name == "*":
            _import_all(engine, module, frame)
            continue
        variables.set_name(engine, frame, alias or name, _bound(engine, node, module, name, frame))
    return False


def _bound(engine: Engine, node: Any, module: Module | None, name: str, frame: Frame) -> v.Value:
    """Returns what an import binds a name to: what the module has, or, if that is not to be run yet, what it will have."""
    is_kept = frame.owner is not None and frame.function is None  # the names of a class are read as its attributes
    if module is None or module.frame is not None or module.path in engine.project.eager or is_kept:
        return _imported(engine, node, module, name, frame)
    inner = _submodule_named(engine, node, name, frame.module)
    if inner is not None and inner is not frame.module:  # `from package import module`, and the module is of the slice
        _needed(engine, inner, frame)
    for path in engine.project.passing.get(module.path, ()):
        _needed(engine, engine.project.load(path), frame)

    def read() -> v.Value:
        path, base = engine.path, frame.base
        value = _imported(engine, node, module, name, frame)
        engine.path, frame.base = path, base  # what reads the name does not depend on what the import would have raised
        return value

    def met() -> v.Value:
        if engine.project.is_bystander(module.path, name):
            return v.only(v.Bystander(module.path, name, read))
        return read()

    return v.only(v.Unread(met))


def _source(engine: Engine, node: Any, importer: Module) -> Module | None:
    if node.level:
        return engine.project.relative(importer, node.level, node.module)
    return engine.project.named(node.module, importer)


def _imported(engine: Engine, node: Any, module: Module | None, name: str, frame: Frame) -> v.Value:
    importer = frame.module
    if module is not None:
        if module is not importer:
            _needed(engine, module, frame)
        found = member(engine, module, name)
        if found is not None:
            return found
    submodule = _submodule_named(engine, node, name, importer)
    if submodule is not None:
        if submodule is not importer:
            _needed(engine, submodule, frame)
        return v.only(v.ModuleValue(submodule))
    if node.level or (module is not None and frame_of(engine, module).open):
        return v.unknown("global", module.path if module else importer.path, name)
    # A module beside the importer, such as `worker/celery.py`, hides nothing that it does not have.
    return v.only(v.External(f"{node.module}.{name}" if node.module else name))


def _submodule_named(engine: Engine, node: Any, name: str, importer: Module) -> Module | None:
    dotted = f"{node.module}.{name}" if node.module else name
    if node.level:
        return engine.project.relative(importer, node.level, dotted)
    return engine.project.named(dotted, importer)


def member(engine: Engine, module: Module, name: str) -> v.Value | None:
    """Returns what a name is in a module, or None if the module does not have it."""
    frame = frame_of(engine, module)
    found = frame.names.get(name)
    if found is None:
        return None
    found = v.resolve_imports(found)
    known = tuple(a for a in found if a.content is not v.ABSENT)
    if not known:
        return None
    if not module.running and engine.entry_point is not None:
        changed = variables.changed_in(engine, frame, name, known)
        if changed is not None:
            return variables.rebound(engine, *changed, known)
    return known


def _import_all(engine: Engine, module: Module | None, frame: Frame) -> None:
    if module is None or module is frame.module:
        set_again(engine, frame)
        return
    _needed(engine, module, frame)
    source = frame_of(engine, module)
    frame.open = frame.open or source.open
    for name in _public_names(source):
        variables.set_name(engine, frame, name, source.names[name])


def set_again(engine: Engine, frame: Frame) -> None:
    """Notes that unknown code may set the names of a module: `from .local_settings import *`, `exec(…)`, `globals()`."""
    frame.open = True
    for known, value in list(frame.names.items()):
        if all(isinstance(a.content, str) or a.content is None for a in value):
            again = symbol("set again", frame.module.path, known)
            kept = v.restrict(value, when(again, False))
            brought = v.restrict(v.unknown("brought", frame.module.path, known), when(again, True))
            variables.set_name(engine, frame, known, v.union((kept, brought)))


def _public_names(source: Frame) -> list[str]:
    listed = source.names.get("__all__")
    if listed is not None and len(listed) == 1 and isinstance(listed[0].content, v.Collection):
        texts = [v.text_of(a.content) for item in listed[0].content.items for a in item]
        return [text for text in texts if text is not None and text in source.names]
    return [name for name in source.names if not name.startswith("_")]


def submodule(engine: Engine, module: Module, name: str) -> v.Value | None:
    """Returns the submodule of a package that something has imported or could import."""
    if not module.is_package:
        return None
    found = engine.project.relative(module, 1, name)
    if found is None or found is module:
        return None
    return v.only(v.ModuleValue(found))


def dotted_name(node: Any) -> str | None:
    """Returns `a.b.c` for an expression that is written so."""
    parts: list[str] = []
    while isinstance(node, tree.Attribute):
        parts.append(node.name)
        node = node.base
    if not isinstance(node, tree.Name):
        return None
    return ".".join([node.id, *reversed(parts)])
