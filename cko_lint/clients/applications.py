"""What a web application keeps for its handlers: `config`, `extensions` and `g`, `app.state`, `app["client"]`.

One part of a program fills it (a factory, a hook at its start), others read it from an application that nobody sees being
passed to them: `current_app.config["KEY"]`, `request.app.state.client`. What is kept at import stays; what functions keep is
known by running those that do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from cko_lint.flow import attributes, imports, roots
from cko_lint.flow import values as v
from cko_lint.flow.conditions import ALWAYS, Condition, both, conjunction, when
from cko_lint.flow.engine import Call, Engine, Exhausted, Frame, originate
from cko_lint.flow.project import Module
from cko_lint.flow.symbols import Symbol, symbol
from cko_lint.purpose import is_test
from cko_lint.syntax import tree

_APPLICATIONS = frozenset(
    {"app", "application", "api", "current_app", "request", "req", "websocket", "server", "Application", "FastAPI",
     "Starlette", "Flask", "Sanic", "Litestar", "Quart", "config_dict"}
)  # fmt: skip
CLASSES = frozenset({"flask.Flask", "quart.Quart"})
_FILLS = re.compile(rb"\.(?:state|ctx)\.|\.(?:config|extensions)\b|\bg\.\w|\bapp(?:lication)?\[|\byield\s*\{")
_PLACES = {"state": "state", "ctx": "state", "extensions": "extensions", "config": "config"}
_MOST_FILES, _MOST_FUNCTIONS = 60, 40

Place = str
Entries = dict[Any, v.Value]


class _Source:
    """An object whose attributes, or a file whose lines, are entries of a `config`."""

    def __init__(self, number: int) -> None:
        self.number = number


class Applications:
    """What the applications of each project keep, by where they keep it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Place], v.Mapping] = {}
        self._keepers: dict[tuple[str, Place, Any], set[tuple[str, int]]] = {}
        self._earlier: dict[tuple[str, Place], list[Entries]] = {}
        self._left: dict[tuple[str, Place], list[Entries]] = {}
        self._searched: set[str] = set()

    # ------------------------------------------------------------------------- keeping

    def keep(self, engine: Engine, holder: Any, key: Any, value: v.Value, node: Any, frame: Frame) -> bool:
        """Notes what is kept under a name; returns False if the holder is no place of an application."""
        place = _place(holder, frame)
        root = engine.project.root_of(frame.module.path)
        if place is None or _in_test(root, frame) or not all(_can_be_kept(a.content) for a in value):
            return False
        if any(a.content is not None for a in value):
            function = frame.function.node if frame.function is not None else None
            self._keepers.setdefault((root, place, key), set()).add((frame.module.path, id(function)))
        mapping = self._mapping(root, place)
        engine.put(mapping, key, originate(value, "key", str(key), frame.module, node))
        return True

    def method(self, engine: Engine, holder: Any, name: str, call: Call) -> v.Value | None:
        """Calls a method of a `config` that fills it."""
        if name not in ("update", "from_mapping") and not name.startswith("from_"):
            return None
        if _place(holder, call.frame) != "config":
            return None
        entries = dict(call.arguments.keywords)
        is_known = not call.arguments.open
        if name == "from_object":
            self._fill_from(engine, _sources(engine, call), call)
        elif name in ("update", "from_mapping"):
            for value in call.arguments.positional:
                content = value[0].content if len(value) == 1 else None
                if isinstance(content, v.Mapping) and not content.open:
                    entries.update(content.entries)
                else:
                    is_known = False
            if not is_known:
                self._fill_from(engine, v.unknown("configuration", engine.births), call)
            for key, value in entries.items():
                self.keep(engine, holder, key, value, call.node, call.frame)
        else:
            self._fill_from(engine, v.unknown("configuration", engine.births), call)
        return v.unknown("filled", engine.births)

    def _fill_from(self, engine: Engine, source: v.Value, call: Call) -> None:
        root = engine.project.root_of(call.frame.module.path)
        if not _in_test(root, call.frame):
            mapping = self._mapping(root, "config")
            engine.put(mapping, _Source(len(mapping.entries)), source)

    def created(self, engine: Engine, call: Call) -> None:
        """An application is made: what follows is kept for it, and no longer for the one before."""
        root = engine.project.root_of(call.frame.module.path)
        mapping = self._mapping(root, "config")
        if mapping.entries and not _in_test(root, call.frame):
            before = mapping.entries
            if engine.root is None:
                self._earlier.setdefault((root, "config"), []).append(before)
            engine.record(mapping, lambda: setattr(mapping, "entries", before))
            mapping.entries = {}

    def _mapping(self, root: str, place: Place) -> v.Mapping:
        if (root, place) not in self._kept:
            made = v.Mapping()
            made.born, made.base = 0, ALWAYS
            self._kept[root, place] = made
        return self._kept[root, place]

    # ------------------------------------------------------------------------- reading

    def kept(self, engine: Engine, holder: Any, key: Any, frame: Frame) -> v.Value | None:
        """Returns what is kept under a name, or None if it is out of sight."""
        place = _place(holder, frame)
        if place is None or key is None:
            return None
        root = engine.project.root_of(frame.module.path)
        self._search(engine, root)
        if place != "config" and len(self._keepers.get((root, place, key), ())) > 1:
            return None
        mapping = self._mapping(root, place)
        found = self._look_up_all(engine, [mapping.entries, *self._earlier.get((root, place), ())], key, frame)
        if not found:
            found = self._look_up_all(engine, self._left.get((root, place), []), key, frame)
        if not found:
            return None
        if len(found) == 1:
            return self._as_left(engine, root, place, key, found[0])
        which = symbol("which application", root)
        return v.union(v.restrict(value, when(symbol("==", which, i), True)) for i, value in enumerate(found))

    def _look_up_all(self, engine: Engine, kept: list[Entries], key: Any, frame: Frame) -> list[v.Value]:
        """Returns what several applications keep under a name, as far as it is not the same."""
        found: dict[Any, v.Value] = {}
        for entries in kept:
            value = self._look_up(engine, entries, key, frame)
            if value is not None:
                found.setdefault(frozenset((v.identity(a.content), a.condition) for a in value), value)
        return list(found.values())

    def _look_up(self, engine: Engine, entries: Entries, key: Any, frame: Frame) -> v.Value | None:
        """Returns an entry, or else the attribute of the object that was put in last."""
        found: list[v.Value] = []
        steps = [entries[key]] if key in entries else []
        steps += [value for source, value in reversed(entries.items()) if isinstance(source, _Source)]
        pending = [ALWAYS]
        for value in steps:
            pending = list(self._step(engine, value, key, frame, pending, found))
            if not pending:
                break
        known = tuple(a for a in v.union(found) if a.content is not v.ABSENT and a.content is not None)
        nothing = tuple(a for a in v.union(found) if a.content is None)
        return v.union([known, nothing]) if known else None

    def _step(
        self, engine: Engine, value: v.Value, key: Any, frame: Frame, pending: list[Any], found: list[v.Value]
    ) -> Iterator[Any]:
        for condition in pending:
            for alternative in v.feasible(value, engine.path):
                joined = both(condition, alternative.condition)
                if joined is None:
                    continue
                content = alternative.content
                if content is v.ABSENT:
                    yield joined
                elif isinstance(content, (v.ModuleValue, v.ClassValue, v.Instance)) and isinstance(key, str):
                    member = _member(engine, content, key, frame)
                    if member is None:
                        yield joined
                    else:
                        found.append(v.restrict(member, joined))
                elif isinstance(content, Symbol) and content.kind == "configuration":
                    found.append(v.restrict(v.unknown("configured", content, key), joined))
                else:
                    found.append((v.Alternative(content, joined, alternative.origin),))

    def _as_left(self, engine: Engine, root: str, place: Place, key: Any, value: v.Value) -> v.Value:
        """A session that others give headers to is not as it was kept."""
        if place != "config" and isinstance(key, str) and self._is_changed(engine, root, key):
            engine.changed_by_others(value)
        return tuple(v.Alternative(a.content, _without_tests_of(a.condition, key), a.origin) for a in value)

    def _is_changed(self, engine: Engine, root: str, key: str) -> bool:
        changing = re.compile(
            rb"\b%s\b[\"'\])]*\.(?:headers|auth|cookies|params|mount|base_url|verify|event_hooks|update)\b"
            % re.escape(key).encode()
        )
        return any(
            changing.search(engine.project.text(path)) for path in engine.project.containing(root, (key.encode(),))
        )

    # ------------------------------------------------------------------------- looking

    def _search(self, engine: Engine, root: str) -> None:
        """Runs the modules that fill places of an application, and their functions that do."""
        if root in self._searched:
            return
        self._searched.add(root)
        paths = [
            path for path in engine.project.files(root) if not is_test(os.path.relpath(path, root).replace(os.sep, "/"))
        ]
        filling = [path for path in paths if _FILLS.search(engine.project.text(path))][:_MOST_FILES]
        modules = [module for path in filling if (module := engine.project.load(path)) is not None]
        for module in modules:
            imports.frame_of(engine, module)
        count = 0
        for module in modules:
            fillers = {id(node) for node in module.parsed.body if any(map(_is_filling, tree.walk([node])))}
            if not fillers:
                continue
            for found in (roots.functions, roots.methods):
                for start in list(found(engine, module)):
                    owner = start.function.owner
                    if id(start.node) in fillers or (owner is not None and id(owner.node) in fillers):
                        count += 1
                        if count <= _MOST_FUNCTIONS and any(map(_is_filling, tree.walk([start.node]))):
                            self._run(engine, root, start)

    def _run(self, engine: Engine, root: str, start: roots.Root) -> None:
        """Runs a function for what it keeps, and undoes it."""
        before = {place: dict(mapping.entries) for (top, place), mapping in self._kept.items() if top == root}
        outer, nested = engine.root, engine.nested
        first = engine.models.count()
        with engine.undone():
            try:
                engine.root, engine.nested = start.node, []
                if id(start.node) not in engine.called:
                    self._provide(engine, start)
                for function in list(engine.nested)[:40]:
                    if id(function.node) not in engine.called and any(map(_is_filling, tree.walk([function.node]))):
                        self._provide(engine, roots.Root(start.module, function))
            finally:
                engine.root, engine.nested = outer, nested
            for (top, place), mapping in self._kept.items():
                if top == root:
                    old = before.get(place, {})
                    new = {key: value for key, value in mapping.entries.items() if old.get(key) is not value}
                    if new:
                        self._left.setdefault((root, place), []).append(new)
        engine.models.forget_since(first)

    def _provide(self, engine: Engine, start: roots.Root) -> None:
        """Runs a function as a server does, with the arguments that it must have; what a lifespan yields is kept."""
        try:
            value = roots.result(engine, start, only_required=True)
        except (Exhausted, RecursionError):
            return
        frame = imports.frame_of(engine, start.module)
        for alternative in value:
            yielded = alternative.content.value if isinstance(alternative.content, v.Deferred) else ()
            for inner in yielded:
                if isinstance(inner.content, v.Mapping) and "context" in start.function.flags:
                    holder = symbol("attribute", symbol("attribute", v.External("request"), "app"), "state")
                    for key, entry in list(inner.content.entries.items()):
                        self.keep(engine, holder, key, entry, start.node, frame)


def _without_tests_of(condition: Condition, key: Any) -> Condition:
    """`if "client" not in g: g.client = …` does not say that there is no client now."""
    kept = [(atom, outcome) for atom, outcome in condition.literals if not _asks_for(atom, key)]
    return conjunction(frozenset(kept), condition.excluded) if len(kept) < len(condition.literals) else condition


def _asks_for(atom: Symbol, key: Any) -> bool:
    return key in atom.parts or any(isinstance(part, Symbol) and _asks_for(part, key) for part in atom.parts)


def _is_filling(node: Any) -> bool:
    if isinstance(node, tree.Assign):
        return any(_fills(target) for target in node.targets)
    if isinstance(node, tree.Yield):
        return isinstance(node.value, tree.DictDisplay)
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute):
        base = node.function.base
        is_config = isinstance(base, tree.Attribute) and base.name == "config"
        return is_config and (node.function.name == "update" or node.function.name.startswith("from_"))
    return False


def _fills(target: Any) -> bool:
    base = getattr(target, "base", None)
    if isinstance(target, tree.Attribute):
        if isinstance(base, tree.Name):
            return base.id == "g"
        return isinstance(base, tree.Attribute) and base.name in ("state", "ctx")
    if isinstance(target, tree.Subscript):
        name = base.name if isinstance(base, tree.Attribute) else base.id if isinstance(base, tree.Name) else ""
        return name in ("config", "extensions", "app", "application")
    return False


def _place(holder: Any, frame: Frame) -> Place | None:
    """Returns which place of an application something unknown is, by its name and that of what it is an attribute of."""
    name = _last_name(holder)
    if isinstance(holder, v.External):
        base = holder.name.rpartition(".")[0].rpartition(".")[2]
        if holder.name in ("flask.g", "quart.g"):
            return "g"
    else:
        base = _last_name(holder.parts[0]) if isinstance(holder, Symbol) and holder.kind == "attribute" else ""
    if name in _PLACES and (base in _APPLICATIONS or name == "config"):
        return _PLACES[name]
    if name in _APPLICATIONS and name not in ("request", "req", "api") and b"aiohttp" in frame.module.data:
        return "items"
    return None


def _in_test(root: str, frame: Frame) -> bool:
    return is_test(os.path.relpath(frame.module.path, root).replace(os.sep, "/"))


def _last_name(holder: Any) -> str:
    if isinstance(holder, v.External):
        return holder.name.rsplit(".", 1)[-1]
    if isinstance(holder, Symbol):
        if holder.kind in ("attribute", "parameter"):
            return str(holder.parts[-1])
        if holder.kind == "call":
            return _last_name(holder.parts[0])
        if holder.kind == "external":
            return str(holder.parts[-1]).rsplit(".", 1)[-1]
    return ""


def _can_be_kept(content: Any) -> bool:
    if isinstance(content, v.LibraryObject):
        return content.kind != "response"
    return not (isinstance(content, Symbol) and content.sources)


def _sources(engine: Engine, call: Call) -> v.Value:
    """What `from_object` is given: an object, or the dotted name of one."""
    found: list[v.Value] = []
    for alternative in call.arguments.positional[0] if call.arguments.positional else ():
        content = alternative.content
        text = v.text_of(content)
        if text is not None:
            named = _named(engine, text, call.frame.module)
            content = named if named is not None else symbol("configuration", text)
        elif not isinstance(content, (v.ClassValue, v.Instance, v.ModuleValue)):
            content = symbol("configuration", v.as_symbol(content))
        found.append((v.Alternative(content, alternative.condition),))
    return v.union(found) or v.unknown("configuration", engine.births)


def _named(engine: Engine, dotted: str, module: Module) -> Any:
    whole = engine.project.named(dotted, module)
    if whole is not None:
        return v.ModuleValue(whole)
    holder, _, name = dotted.rpartition(".")
    inside = engine.project.named(holder, module) if holder else None
    value = imports.member(engine, inside, name) if inside is not None else None
    return value[0].content if value is not None and len(value) == 1 else None


def _member(engine: Engine, content: Any, name: str, frame: Frame) -> v.Value | None:
    if isinstance(content, v.ModuleValue):
        return imports.member(engine, content.module, name)
    value = attributes.of_content(engine, content, name, None, frame)
    return tuple(a for a in value if getattr(a.content, "kind", "") != "attribute") or None
