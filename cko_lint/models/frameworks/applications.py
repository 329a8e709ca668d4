"""What a web application keeps for its handlers: `config`, `extensions` and `g`, `app.state`, `app["client"]`.

One part of a program fills it (a factory, a hook at its start), others read it from an application that is not seen being
passed to them: `current_app.config["KEY"]`, `request.app.state.client`. What is kept at import stays; what functions keep is
known by running those that do, up to where an application begins to answer.

Only what one function of the only application of a project keeps is known. What a second one keeps under the same name,
what is kept under a name that is not known, and what is changed by somebody else is not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.checkout.keys import is_placeholder
from cko_lint.interpreter import entry_points, escapes, functions, imports, items, judgments, rebinding
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Call, Frame
from cko_lint.logic.algebra import without
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin, tests_of, when
from cko_lint.logic.terms import Contains, IsSet, Not, Term, Truth, equals, symbol
from cko_lint.models.frameworks import application_places as places
from cko_lint.models.frameworks import groups
from cko_lint.models.frameworks.application_places import Place
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

_MOST_FILES, _MOST_FUNCTIONS = 60, 40
_MOST_WRITERS = 3
_MOST_WORK = 3_000  # what sets up an application is short

Entries = dict[Any, v.Value]


class _Source:
    """An object whose attributes, or a file whose lines, are entries of a `config`."""


class _Answering(Exhausted):
    """A hook at the start of an application has come to where the application answers requests."""


class Applications:
    """What the applications of each project keep, by where they keep it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Place], v.Mapping] = {}
        self._keepers: dict[tuple[str, Place, Any], set[tuple[str, int]]] = {}
        self._written: dict[tuple[str, Place, Any], set[tuple[str, int]]] = {}
        self._earlier: dict[tuple[str, Place], list[Entries]] = {}
        self._left: dict[tuple[str, Place], list[Entries]] = {}
        self._spans: dict[str, list[tuple[int, int]]] = {}
        self._searched: dict[str, bool] = {}
        self._filling: set[str] = set()
        self._run_files: set[str] = set()
        self._changed: dict[tuple[str, Any], bool] = {}
        self._given_away: set[Place] = set()
        self._writes: dict[tuple[str, Place, str], int] = {}
        self._paths_of: dict[str, list[str]] = {}
        self.passers = {"pass_obj"}
        """The names of the decorators that pass commands the object of their context."""

    # ------------------------------------------------------------------------- keeping

    def keep(self, engine: Engine, holder: Any, key: Any, value: v.Value, node: Any, frame: Frame) -> bool:
        """Notes what is kept under a name; returns False if unknown code may read it."""
        place = places.of(holder, frame.module)
        root = engine.project.root_of(frame.module.path)
        if place is None or _in_test(root, frame):
            return False
        if key is None:
            self._fill_from(engine, v.unknown("configuration", engine.undo.now), root, place)
            return False
        can_be_kept = all(_can_be_kept(a.content) for a in value)
        if any(a.content is not None for a in value):
            function = frame.function.node if frame.function is not None else None
            self._keepers.setdefault((root, place, key), set()).add((frame.module.path, id(function)))
        self._written.setdefault((root, place, key), set()).add((frame.module.path, id(node)))
        if frame.function is not None:
            top, _, bottom, _ = frame.module.span(frame.function.node)
            self._spans.setdefault(frame.module.path, []).append((top, bottom))
        kept = value if can_be_kept else v.unknown("configured", root, key)
        engine.put(self._mapping(root, place), key, originate(kept, "key", str(key), frame.module, node))
        return can_be_kept

    def method(self, engine: Engine, holder: Any, name: str, call: Call) -> v.Value | None:
        """Calls a method of a `config` that fills it."""
        if name not in ("update", "from_mapping", "get", "setdefault") and not name.startswith("from_"):
            return None
        root = engine.project.root_of(call.frame.module.path)
        place = places.of(holder, call.frame.module)
        if name in ("get", "setdefault") and place is not None and call.arguments.positional:
            key = items.key_of_application(call.arguments.positional[0])
            if name == "setdefault" and not _in_test(root, call.frame):
                self._set_default(engine, holder, key, call)
            found = self.kept(engine, holder, key, call.frame, is_item=place in places.BY_ITEM)
            return _or_default(found, call) if name == "get" else found
        if place != "config" or _in_test(root, call.frame):
            return None
        source = v.unknown("configuration", engine.undo.now)
        if name == "from_object":
            self._fill_from(engine, _sources(engine, call), root, "config")
        elif name in ("update", "from_mapping"):
            entries = dict(call.arguments.keywords)
            for value in call.arguments.positional:
                content = value[0].content if len(value) == 1 else None
                if isinstance(content, v.Mapping) and not content.open:
                    entries.update(content.entries)
                else:
                    self._fill_from(engine, source, root, "config")
            if call.arguments.open:
                self._fill_from(engine, source, root, "config")
            for key, value in entries.items():
                self.keep(engine, holder, key, value, call.node, call.frame)
        else:
            self._fill_from(engine, source, root, "config")
        return v.unknown("filled", engine.undo.now)

    def _set_default(self, engine: Engine, holder: Any, key: Any, call: Call) -> None:
        """What is not known to be set may be, by the environment or a file; otherwise it is the default now."""
        root = engine.project.root_of(call.frame.module.path)
        unknown = v.unknown("item", symbol("config of", root), key)
        place = places.of(holder, call.frame.module)
        if place is None or key in self._mapping(root, place).entries:
            return
        default = call.arguments.get(1, "default") or v.NONE
        is_set = IsSet(unknown[0].content)
        value = v.union((v.restrict(unknown, when(is_set, True)), v.restrict(default, when(is_set, False))))
        self.keep(engine, holder, key, value, call.node, call.frame)

    def _fill_from(self, engine: Engine, source: v.Value, root: str, place: Place) -> None:
        engine.put(self._mapping(root, place), _Source(), source)

    def escaped(self, holder: Term) -> None:
        """A place of an application is given to unknown code, which may fill it."""
        place = places.of(holder)
        if place is not None:
            self._given_away.add(place)

    def given(self, content: Term) -> None:
        """An application is given to code that cannot be analysed: it may fill and change all that is kept there."""
        if places.is_application(content):
            self._given_away.update(places.ALL)

    def created(self, engine: Engine, call: Call) -> None:
        """An application is made: what follows is kept for it, and no longer for the one before."""
        root = engine.project.root_of(call.frame.module.path)
        mapping = self._mapping(root, "config")
        if mapping.entries and not _in_test(root, call.frame):
            before = mapping.entries
            if engine.entry_point is None:
                self._earlier.setdefault((root, "config"), []).append(before)
            engine.undo.record(mapping, lambda: setattr(mapping, "entries", before))
            mapping.entries = {}

    def _mapping(self, root: str, place: Place) -> v.Mapping:
        if (root, place) not in self._kept:
            made = v.Mapping()
            made.made_at, made.base = 0, ALWAYS
            self._kept[root, place] = made
        return self._kept[root, place]

    def names_of(self, engine: Engine, is_wanted: Callable[[v.Value], bool]) -> frozenset[str]:
        """Returns the names of wanted values that a project's application keeps, other than entries of a configuration."""
        root, found = engine.project.root, set[str]()
        if any(
            self._may_keep(engine, path) for path in engine.project.eager
        ):  # else it is not worth to look at all files
            self._search(engine, root)
        for (top, place), mapping in self._kept.items():
            if top == root and place != "config":
                for entries in [mapping.entries, *self._left.get((top, place), ())]:
                    found |= {key for key, value in entries.items() if isinstance(key, str) and is_wanted(value)}
        return frozenset(name for name in found if len(name) > 1)

    # ------------------------------------------------------------------------- reading

    def kept(self, engine: Engine, holder: Any, key: Any, frame: Frame, is_item: bool) -> v.Value | None:
        """Returns what is kept under a name, as an item or as an attribute, or None if it is not known."""
        place = places.of(holder, frame.module)
        if place is None or key is None or is_item is not (place in places.BY_ITEM):
            if place != "config" or not str(key).isupper():  # Sanic's entries are attributes too
                return None
        root = engine.project.root_of(frame.module.path)
        if place == "application" and not self._is_written(engine, root, place, key):
            return None
        found = self._found(engine, root, place, key, frame)
        if (
            found is None and place == "config"
        ):  # one entry, however it is asked for and by whichever name of the application
            return v.unknown("item", symbol("config of", root), key)
        return found

    def _found(self, engine: Engine, root: str, place: Place, key: Any, frame: Frame) -> v.Value | None:
        if not self._search(engine, root) or len(self._keepers.get((root, place, key), ())) > 1:
            return None
        if place in self._given_away:
            return None
        if root not in self._filling and self._is_written_elsewhere(engine, root, place, key):
            self._run_writers(engine, root, place, key)
            if self._is_written_elsewhere(engine, root, place, key):
                return None
        entries = [self._mapping(root, place).entries, *self._earlier.get((root, place), ())]
        found = self._look_up_all(engine, entries, key, frame)
        if not found:
            found = self._look_up_all(engine, self._left.get((root, place), []), key, frame)
        if not found:
            return None
        which = symbol("which application", root)
        several = (v.restrict(value, when(equals(which, i), True)) for i, value in enumerate(found))
        return self._as_left(engine, root, key, found[0] if len(found) == 1 else v.union(several))

    def _look_up_all(self, engine: Engine, kept: list[Entries], key: Any, frame: Frame) -> list[v.Value]:
        """Returns what several runs keep under a name, as far as it is not the same."""
        found: dict[Any, v.Value] = {}
        for entries in kept:
            value = self._look_up(engine, entries, key, frame)
            if value is not None:
                found.setdefault(frozenset((v.identity(a.content), a.condition) for a in value), value)
        return list(found.values())

    def _look_up(self, engine: Engine, entries: Entries, key: Any, frame: Frame) -> v.Value | None:
        """Returns an entry, unless something that was put in later may have it; or the attribute of what was put in last."""
        found: list[v.Value] = []
        pending = [ALWAYS]
        for name, value in reversed(entries.items()):
            if isinstance(name, _Source):
                pending = list(self._step(engine, value, key, frame, pending, found))
            elif name == key:
                pending = list(self._step(engine, value, None, frame, pending, found))
            if not pending:
                break
        known = tuple(a for a in v.union(found) if a.content is not v.ABSENT)
        return known if any(a.content is not None for a in known) else None

    def _step(
        self, engine: Engine, value: v.Value, key: Any, frame: Frame, pending: list[Any], found: list[v.Value]
    ) -> Iterator[Any]:
        """Adds what a value is on some paths; if it is a source of entries, what that has under a key. Yields the others."""
        for condition in pending:
            for alternative in v.feasible(value, engine.path):
                joined = conjoin(condition, alternative.condition)
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
                elif isinstance(content, Term) and content.kind == "configuration" and key is not None:
                    found.append(v.restrict(v.unknown("configured", content, key), joined))
                else:
                    found.append((v.Alternative(content, joined, alternative.origin),))

    def _as_left(self, engine: Engine, root: str, key: Any, value: v.Value) -> v.Value:
        """A session that others give headers to is not as it was kept."""
        if any(isinstance(a.content, v.Object) for a in value) and self._is_changed(engine, root, key):
            if any(isinstance(a.content, v.Mapping) for a in value):
                return v.unknown("item", symbol("config of", root), key)
            escapes.escape(engine, value, "it is changed by other code")
        return tuple(
            v.Alternative(_or_filled_in(a, root, key), _without_tests_of(a.condition, key), a.origin) for a in value
        )

    # ----------------------------------------------------- what the text says, where nothing was run

    def _is_written_elsewhere(self, engine: Engine, root: str, place: Place, key: Any) -> bool:
        """Whether more statements set a name than were run: then one of them may be the one that counts."""
        if not isinstance(key, str):
            return False
        return self._is_written(engine, root, place, key) > len(self._written.get((root, place, key), ()))

    def _is_written(self, engine: Engine, root: str, place: Place, key: str) -> int:
        """Returns how many statements of a project seem to set a name in a place."""
        if (root, place, key) not in self._writes:
            texts = self._texts(engine, root, b"obj" if place == "obj" else key.encode("utf-8", "surrogatepass"))
            self._writes[root, place, key] = sum(places.writes(text, place, key) for text in texts)
        return self._writes[root, place, key]

    def is_changed(self, engine: Engine, frame: Frame, key: Any) -> bool:
        """Whether what is kept under a name may be changed by others than the function that keeps it."""
        return self._is_changed(engine, engine.project.root_of(frame.module.path), key)

    def _is_changed(self, engine: Engine, root: str, key: Any) -> bool:
        """Whether a file that uses what is kept, other than the function that keeps it, changes objects of its kind."""
        if (root, key) not in self._changed and key == "obj":
            self._changed[root, key] = self._is_changed_by_a_group(engine, root)
        if (root, key) not in self._changed:
            self._changed[root, key] = isinstance(key, str) and any(
                places.may_change(engine.project.text(path), key, self._spans.get(path, ()))
                for path in self._paths(engine, root)
                if key.encode("utf-8", "surrogatepass") in engine.project.text(path)
            )
        return self._changed[root, key]

    def _is_changed_by_a_group(self, engine: Engine, root: str) -> bool:
        needles = [name.encode("utf-8", "surrogatepass") for name in (*self.passers, *groups.ASKING)]
        texts = {path: text for path in self._paths(engine, root) if (text := engine.project.text(path))}
        paths = [path for path, text in texts.items() if any(needle in text for needle in needles)][:_MOST_FILES]
        modules = [engine.project.load(path) for path in paths]
        asking = frozenset(groups.ASKING).union(self.passers, *map(groups.returning, modules))
        callbacks = frozenset().union(*map(groups.callbacks, texts.values()))
        users = [
            path
            for path in texts
            if path not in paths and any(name.encode("utf-8", "surrogatepass") in texts[path] for name in asking)
        ]
        modules += map(engine.project.load, users[:_MOST_FILES])
        return any(groups.may_change(module, asking, callbacks, self._spans.get(module.path, ())) for module in modules)

    def _texts(self, engine: Engine, root: str, needle: bytes) -> Iterator[bytes]:
        for path in self._paths(engine, root):
            text = engine.project.text(path)
            if needle in text:
                yield text

    def _paths(self, engine: Engine, root: str) -> list[str]:
        if root not in self._paths_of:
            files = engine.project.files(root)
            self._paths_of[root] = [path for path in files if not is_test(_relative(path, root))]
        return self._paths_of[root]

    # ------------------------------------------------------------------------- looking

    def _search(self, engine: Engine, root: str) -> bool:
        """Runs what fills the places of a project's application; returns False if the project has not just one."""
        if root not in self._searched:
            paths = self._paths(engine, root)
            made = sum(places.made(engine.project.text(path)) for path in paths)
            self._searched[root] = made <= 1
            if made <= 1:
                self._searched[root] = self._run_all(engine, root, [p for p in paths if self._may_fill(engine, p)])
        return self._searched[root]

    def _run_writers(self, engine: Engine, root: str, place: Place, key: str) -> None:
        """Runs what sets a name in a place in files outside of the slice, such as a hook that makes a plain session."""
        needle = key.encode("utf-8", "surrogatepass")
        texts = {path: engine.project.text(path) for path in self._paths(engine, root) if path not in self._run_files}
        writers = [path for path, text in texts.items() if needle in text and places.writes(text, place, key)]
        if len(writers) <= _MOST_WRITERS and all(map(engine.project.uses_http, writers)):
            self._run_all(engine, root, writers)

    def _run_all(self, engine: Engine, root: str, filling: list[str]) -> bool:
        self._filling.add(root)
        self._run_files.update(filling)
        with engine.shallow():
            modules = [engine.project.load(path) for path in filling[:_MOST_FILES]]
            for module in modules:
                imports.frame_of(engine, module)
            starts = [start for module in modules for start in self._starts(engine, module)]
            for start in starts[:_MOST_FUNCTIONS]:
                self._run(engine, root, start)
        self._filling.discard(root)
        return len(filling) <= _MOST_FILES and len(starts) <= _MOST_FUNCTIONS

    def _may_fill(self, engine: Engine, path: str) -> bool:
        """Whether a file may fill a place with something that matters: it is in the slice, or fills the configuration."""
        return places.may_configure(engine.project.text(path)) or self._may_keep(engine, path)

    def _may_keep(self, engine: Engine, path: str) -> bool:
        """Whether a file is in the slice, and may put something into a place."""
        return path in engine.project.eager and places.may_fill(engine.project.text(path))

    def _starts(self, engine: Engine, module: Module) -> Iterator[entry_points.EntryPoint]:
        fillers = {id(node) for node in module.parsed.body if places.fills(node)}
        everything = [*entry_points.functions(engine, module), *entry_points.methods(engine, module)] if fillers else []
        for start in everything:
            owner = start.function.owner
            if id(start.node) in fillers or (owner is not None and id(owner.node) in fillers):
                if places.fills(start.node):
                    yield start

    def _run(self, engine: Engine, root: str, start: entry_points.EntryPoint) -> None:
        """Runs a function for what it keeps, and undoes it."""
        before = {place: dict(mapping.entries) for (top, place), mapping in self._kept.items() if top == root}
        outer, nested = engine.entry_point, engine.usage.nested
        first = engine.models.count()
        account = engine.account(start.module, "aside")
        with engine.budget.charged(account), engine.undone(account.share(_MOST_WORK)):
            try:
                engine.entry_point, engine.usage.nested = start.node, []
                if id(start.node) not in engine.usage.called or groups.is_of_group(start.node):
                    self._provide(engine, start)
                for function in list(engine.usage.nested)[:40]:
                    if id(function.node) not in engine.usage.called and places.fills(function.node):
                        self._provide(engine, entry_points.EntryPoint(start.module, function))
            finally:
                engine.entry_point, engine.usage.nested = outer, nested
            for (top, place), mapping in self._kept.items():
                if top == root:
                    old = before.get(place, {})
                    new = {key: value for key, value in mapping.entries.items() if old.get(key) is not value}
                    for value in new.values():
                        rebinding.age(value)
                    if new:
                        self._left.setdefault((root, place), []).append(new)
        engine.models.forget_since(first)

    def _provide(self, engine: Engine, start: entry_points.EntryPoint) -> None:
        """Runs a function as a server does, with the arguments that it must have, up to its `yield` if it has one."""

        def answers(value: v.Value, *_: Any) -> None:
            self._keep_yielded(engine, start, value)
            raise _Answering

        generates = not isinstance(start.node, tree.Lambda) and functions.is_generator(start.node)
        try:
            entry_points.result(engine, start, only_required=True, on_yield=answers if generates else None)
        except (Exhausted, RecursionError):
            return

    def _keep_yielded(self, engine: Engine, start: entry_points.EntryPoint, value: v.Value) -> None:
        """The dictionary that a lifespan yields is there in `request.state`."""
        holder = symbol("attribute", v.External("request"), "state")
        frame = imports.frame_of(engine, start.module)
        for alternative in value:
            if isinstance(alternative.content, v.Mapping) and "context" in start.function.flags:
                for key, entry in list(alternative.content.entries.items()):
                    self.keep(engine, holder, key, entry, start.node, frame)
                    self._keepers.setdefault((engine.project.root_of(start.module.path), "request", key), set())


def _relative(path: str, root: str) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _in_test(root: str, frame: Frame) -> bool:
    return is_test(_relative(frame.module.path, root))


def _without_tests_of(condition: Condition, key: Any) -> Condition:
    """`if "client" not in g: g.client = …` does not say that there is no client now."""
    return without(condition, lambda test: _asks_for(test, key))


def _asks_for(test: Term, key: Any) -> bool:
    """Whether a test asks if there is something of that name: `key in g`, `hasattr(g, key)`, `g.get(key)`."""
    match test:
        case Truth() | Not() if isinstance(test.parts[0], Term):
            return _asks_for(test.parts[0], key)
        case Contains():
            return bool(test.piece == key)
        case Term(kind="in"):
            return bool(test.parts[0] == key) and not isinstance(test.parts[1], tuple)
    is_call = test.kind == "hasattr" or (test.kind == "call" and str(test.parts[0]).rstrip(">").endswith("get"))
    return is_call and (key in test.parts or any(isinstance(part, tuple) and key in part for part in test.parts))


def _or_filled_in(alternative: v.Alternative, root: str, key: Any) -> Any:
    """What is empty or a placeholder in a configuration is there for somebody to fill it in."""
    content, text = alternative.content, v.text_of(alternative.content)
    if content is None:
        is_empty = not any(isinstance(test, IsSet) for test, _ in tests_of(alternative.condition))
    else:
        is_empty = text is not None and (not text or is_placeholder(text))
    return symbol("item", symbol("config of", root), key) if is_empty else content


def _or_default(found: v.Value | None, call: Call) -> v.Value | None:
    """`config.get("URL", "https://…")`: what is not known to be set is the default if it is not."""
    default = tuple(a for a in call.arguments.get(1, "default") or () if v.text_of(a.content))
    held = found[0].content if found is not None and len(found) == 1 else None
    if not default or not (isinstance(held, Term) and held.kind == "item"):
        return found
    return v.union((v.restrict(found or (), when(IsSet(held), True)), v.restrict(default, when(IsSet(held), False))))


def _can_be_kept(content: Any) -> bool:
    if isinstance(content, v.LibraryObject):
        return not content.is_response
    return not (isinstance(content, Term) and content.sources)


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
    return v.union(found) or v.unknown("configuration", engine.undo.now)


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
        if imports.frame_of(engine, content.module).open:  # `from local_settings import *` may have brought another one
            return v.unknown("configured", content.module.path, name)
        return imports.member(engine, content.module, name)
    value = judgments.attribute_of(engine, content, name, None, frame)
    return tuple(a for a in value if getattr(a.content, "kind", "") != "attribute") or None
