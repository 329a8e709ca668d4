"""The engine: runs the project's code on values with alternatives instead of on values.

Statements run in order, on one state that changes in place. Which branches were taken is the *path*; an assignment
under a branch keeps the old value for the paths that did not take it. Calls of the project's functions are run with
their arguments, so a request sees the values of its callers, and an exception the handlers of all of them. Everything
is bounded; what hits a bound is a symbol, and hence silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from cko_lint import values as v
from cko_lint.interpreter.budget import MOST_WORK_OF_A_MODULE, Budget
from cko_lint.interpreter.frames import Call, Frame, Guard, Retry
from cko_lint.interpreter.handlers import Handlers
from cko_lint.logic.conditions import ALWAYS, Condition, complement, conjoin, when
from cko_lint.logic.terms import Term, symbol
from cko_lint.project.modules import Module, Project
from cko_lint.syntax import tree
from cko_lint.values import Alternative, Value

_BEFORE_ALL = -(10**12)
"""Younger than this is everything, older than any root is what is counted from here."""
DEEPEST_OUTSIDE = 3
"""How deep calls are followed while the body of a module outside of the slice is run: it is run for values, which are near."""
DEEPEST_CALL = 14


class Models(Protocol):
    """What libraries do; `models/` implements it. Each method returns None for what it knows nothing about."""

    def call(self, engine: Engine, name: str, call: Call) -> Value | None:
        """Calls something external by its full name."""

    def method(self, engine: Engine, holder: Any, name: str, call: Call, receiver: Any) -> Value | None:
        """Calls a method of what is neither of the project nor known to the interpreter; `receiver` is what it was called on."""

    def create(self, engine: Engine, name: str) -> v.LibraryObject | None:
        """Makes the library half of an object whose class is derived from a library's."""

    def annotated(self, engine: Engine, name: str) -> v.LibraryObject | None:
        """Makes the object that a parameter annotated with a library's class must be, its state unknown."""

    def escaped(self, engine: Engine, content: Term | v.Text, reason: str) -> None:
        """Learns that code which cannot be analysed has a term or a text now."""

    def tested(self, engine: Engine, test: Term) -> None:
        """Learns that the program branches on a test."""

    def composed(self, engine: Engine, node: Any, frame: Frame, operands: list[Value], value: Value) -> None:
        """Learns of a text that was put together."""

    def raised(self) -> list[Any]:
        """Returns what calls that raise have been made so far; each has a `guarded` that may still become true."""

    def is_guarded(self, engine: Engine, raised: Any) -> bool:
        """Whether a `try` around what runs catches what such a call raises."""

    def raises(self, engine: Engine, value: Value, node: Any) -> None:
        """Learns that the program raises an error."""

    def logged(self, engine: Engine, values: list[Value], node: Any, frame: Frame, is_error: bool = False) -> None:
        """Learns that values are printed, logged, or put into the text of an error."""

    def keep(self, engine: Engine, holder: Any, key: Any, value: Value, node: Any, frame: Frame) -> bool:
        """Learns what is kept under a name on something out of sight; False if nobody can tell where it is read."""

    def kept(self, engine: Engine, holder: Any, key: Any, frame: Frame, is_item: bool) -> Value | None:
        """Returns the item or attribute that is kept under a name on something out of sight, such as an application."""

    def given(self, content: Term) -> None:
        """Learns that something unknown is given to code that nobody knows anything of."""

    def count(self) -> Any:
        """Returns how much the models have seen so far."""

    def forget_since(self, count: Any) -> None:
        """Forgets what the models have seen since."""

    def decorate(self, engine: Engine, function: v.FunctionValue, decorator: Any, applied: Value, frame: Frame) -> bool:
        """Notes on a function what a decorator from outside does with it; True if it is one that makes something else of it."""

    def is_mock(self, name: str) -> bool:
        """Whether what has this full name puts a mock around something."""

    def lets_through(self, name: str) -> bool:
        """Whether what has this full name is known to let through what is raised inside of it."""

    def only_observes(self, name: str) -> bool:
        """Whether what has this full name only counts or measures what it is given."""

    def matters(self, value: Value) -> bool:
        """Whether what is done with a value may matter for a request."""

    def patched(self, name: str, value: Value) -> None:
        """Learns that the program replaces something external, by its full name."""

    def resolved(self, engine: Engine, name: str, attribute: str, frame: Frame) -> Value | None:
        """Looks up an attribute of something external."""


class Engine:
    """The state of a run, and the services that the parts of the engine share."""

    def __init__(self, project: Project, models: Models, handlers: Handlers) -> None:
        self.project = project
        self.models = models
        self.handlers = handlers
        self.path: Condition = ALWAYS
        self.deepest = DEEPEST_CALL
        self.guards: list[Guard] = []
        self.stack: list[tuple[v.FunctionValue, Any]] = []
        self.budget = Budget()
        self.births = 0
        self.early_births = _BEFORE_ALL
        """Those of modules, which may be run in the middle of a root, when it first asks for one of their names."""
        self.epoch = 0
        self.journal: list[Callable[[], None]] = []
        self.remembered: dict[object, tuple[Condition, Value, object]] = {}
        self.diverged = False
        self.constructed: dict[int, list[v.Instance]] = {}
        self.called: set[int] = set()
        self.handed_over: set[int] = set()
        self.root: Any = None
        self.root_receiver: Any = None
        self.frames: list[Frame] = []
        """The names of the functions that run right now."""
        self.retries: list[tuple[int, Retry]] = []
        self.raising: Any = None
        self.derived: set[int] = set()
        self.nested: list[v.FunctionValue] = []
        self.passed_over: dict[Any, tuple[Any, Frame, Callable[[], Value]]] = {}
        """The calls of bystanders that were passed over, by the symbols that stand for what they give: what was called, the
        names around the call, and what works it out."""
        self.states: dict[int, list[dict[str, Value]]] = {}
        self.elsewhere: frozenset[str] = frozenset()
        self.at_will: frozenset[str] = frozenset()

    # -------------------------------------------------------------- life of objects

    def new(self, made: Any) -> Any:
        """Gives an object its age and the path it was made on, and returns it."""
        self.births += 1
        made.born = self.births
        made.base = self.path
        return made

    def record(self, holder: Any, undo: Callable[[], None]) -> None:
        """Notes how to undo a change, if what is changed is older than the current root."""
        if holder.born <= self.epoch:
            self.journal.append(undo)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Runs a block after which everything that is older than it is as it was before."""
        state = (self.path, self.guards, self.stack, self.epoch, self.journal, self.diverged)
        retries, self.retries = self.retries, []
        frames, self.frames = self.frames, []
        remembered, self.remembered = self.remembered, {}
        passed_over, self.passed_over = self.passed_over, dict(self.passed_over)
        self.path, self.guards, self.stack = ALWAYS, [], []
        self.epoch, self.journal, self.diverged = self.births, [], False
        try:
            with self.budget.of_its_own():
                yield
        finally:
            for undo in reversed(self.journal):
                undo()
            self.path, self.guards, self.stack, self.epoch, self.journal, self.diverged = state
            self.retries, self.remembered = retries, remembered
            self.frames, self.passed_over = frames, passed_over

    @contextmanager
    def isolated(self) -> Iterator[None]:
        """Runs a block, such as an imported module, as if nothing was running around it; its effects stay."""
        state = (self.path, self.guards, self.stack, self.epoch, self.journal, self.diverged)
        retries, self.retries = self.retries, []
        frames, self.frames = self.frames, []
        self.path, self.guards, self.stack = ALWAYS, [], []
        self.epoch, self.journal, self.diverged = _BEFORE_ALL, [], False
        later, is_outermost = self.births, self.births >= 0
        if is_outermost:  # whoever asks first, a module is older than every root
            self.births = self.early_births
        try:
            with self.budget.of_its_own(MOST_WORK_OF_A_MODULE):
                yield
        finally:
            if is_outermost:
                self.early_births, self.births = self.births, later
            self.path, self.guards, self.stack, self.epoch, self.journal, self.diverged = state
            self.retries, self.frames = retries, frames

    @contextmanager
    def later(self) -> Iterator[None]:
        """Runs a block, such as a function that somebody starts, to which all that has been made is others'."""
        epoch, self.epoch = self.epoch, self.births
        try:
            yield
        finally:
            self.epoch = epoch

    @contextmanager
    def shallow(self) -> Iterator[None]:
        """Runs a block in which calls are followed a few steps only."""
        deepest, self.deepest = self.deepest, DEEPEST_OUTSIDE
        try:
            yield
        finally:
            self.deepest = deepest

    @contextmanager
    def under(self, condition: Condition) -> Iterator[bool]:
        """Runs a block with a condition added to the path; yields False, and the block must do nothing, if none can."""
        path = self.path
        joined = conjoin(path, condition)
        if joined is not None:
            self.path = joined
        try:
            yield joined is not None
        finally:
            self.path = path

    # -------------------------------------------------------------------- variables

    def changed(self, old: Value, new: Value, base: Condition) -> Value:
        """Returns what a place holds after it was set on the current path, by someone born on `base`."""
        delta = self.path.beyond(base)
        if not delta:
            return new
        return v.union((v.restrict(new, delta), *(v.restrict(old, other) for other in complement(delta))))

    def set_name(self, frame: Frame, name: str, value: Value) -> None:
        """Assigns a variable where its name is to be assigned in a frame."""
        if name in frame.outer:
            holder = self._holder(frame, name)
            if holder is not None:
                frame = holder
        old = frame.names.get(name)
        new = self.changed(old if old is not None else v.only(v.ABSENT), value, frame.base)
        if frame.born <= self.epoch:
            self.journal.append(lambda: _restore(frame.names, name, old))
            self.keep_answers(value, "it is stored in a variable of another scope")
        frame.names[name] = new

    def _holder(self, frame: Frame, name: str) -> Frame | None:
        outer = frame.parent
        while outer is not None:
            if name in outer.names or outer.is_module:
                return outer
            outer = outer.parent
        return None

    def name(self, frame: Frame, name: str) -> Value | None:
        """Returns what a name is in a frame, or None if no frame around it has it."""
        here: Frame | None = frame
        while here is not None:
            if name in here.names and not (here.owner is not None and here.function is None and here is not frame):
                value = v.feasible(v.read(here.names[name]), self.path)
                if here.is_module and frame is not here and here.born <= self.epoch and self._is_rebound(here, name):
                    return self._rebound(here, name, value)
                if value:
                    known = tuple(a for a in value if a.content is not v.ABSENT)
                    if known:
                        return known
            here = here.parent
        return None

    def changed_by_others(self, value: Value, depth: int = 3) -> None:
        """Objects that somebody else may have changed in place: a session may have been given headers by now."""
        for alternative in value:
            if isinstance(alternative.content, v.Object) and alternative.content.born > self.epoch:
                continue
            if isinstance(alternative.content, v.LibraryObject):
                alternative.content.escape(self, "it is changed by other code")
            elif isinstance(alternative.content, v.Mapping):
                self.open(alternative.content)
                for entry in alternative.content.entries.values() if depth else ():
                    self.changed_by_others(entry, depth - 1)

    def _is_rebound(self, frame: Frame, name: str) -> bool:
        if name in self.elsewhere:
            return True
        changers = frame.module.rebound.get(name)
        if changers is not None:  # what runs right now has made its change on this path, or will make it later
            running = {id(function.node) for function, _ in self.stack}
            return not all(id(changer) in running for changer in changers)
        # `api_key = None` in lower case is there for whoever imports the module to set.
        held = v.read(frame.names.get(name, ()))
        return name.islower() and len(held) == 1 and held[0].content is None

    def _rebound(self, frame: Frame, name: str, value: Value) -> Value:
        """A global that functions change is what the module made of it, or what one of them has made of it since."""
        atom = symbol("unchanged", frame.module.path, name)
        elsewhere = v.unknown("global", frame.module.path, name)
        if all(isinstance(a.content, v.External) for a in value):  # Flask's `g` is filled, and stays what it is
            return value
        if name in self.at_will:
            for alternative in value:
                if isinstance(alternative.content, (v.Instance, v.ClassValue)):
                    alternative.content.open = True
        kept = tuple(a for a in value if a.content is not v.ABSENT)
        self.changed_by_others(kept)
        if kept and all(isinstance(a.content, v.Object) and a.content.born > self.epoch for a in kept):
            return kept
        return v.union((v.restrict(kept, when(atom, True)), v.restrict(elsewhere, when(atom, False))))

    # --------------------------------------------------------------------- mappings

    def put(self, mapping: v.Mapping, key: Any, value: Value) -> None:
        """Sets an entry of a dictionary on the current path."""
        old = mapping.entries.get(key)
        before = old if old is not None else v.only(v.ABSENT)
        if old is None and mapping.open:
            before = v.unknown("entry", mapping.born, key)
        self.record(mapping, lambda: _restore(mapping.entries, key, old))
        mapping.entries[key] = self.changed(before, value, mapping.base)

    def open(self, holder: Any) -> None:
        """Marks an object as one that others may have changed."""
        if not holder.open:
            self.record(holder, lambda: setattr(holder, "open", False))
            holder.open = True

    def append(self, collection: v.Collection, value: Value) -> None:
        """Adds an item to a list."""
        before = list(collection.items)
        self.record(collection, lambda: setattr(collection, "items", before))
        delta = self.path.beyond(collection.base)
        item = self.changed(v.only(v.ABSENT), value, collection.base) if delta else value
        collection.items = [*before, item]

    def set_attribute(self, holder: Any, name: str, value: Value, before: Value | None = None) -> None:
        """Sets an attribute of one of the project's objects on the current path.

        `before` is what it was, if that is not what the object has: others may have set it, too.
        """
        old = holder.attributes.get(name)
        self.record(holder, lambda: _restore(holder.attributes, name, old))
        if before is None:
            before = old if old is not None else v.only(v.ABSENT)
        holder.attributes[name] = self.changed(before, value, holder.base)

    # -------------------------------------------------------------------- escaping

    def keep_answers(self, value: Value, reason: str) -> None:
        """Responses, and what is known of them, are kept where other functions find them."""
        self.hand_on(value, reason)
        for alternative in value:
            content = alternative.content
            if isinstance(content, v.LibraryObject) and content.is_response:
                content.escape(self, reason)

    def hand_on(self, value: Value, reason: str) -> None:
        """A value is returned or kept: of symbols in it, also in pairs and dictionaries, the models learn."""
        for alternative in value:
            content = alternative.content
            if isinstance(content, Term):
                if content.sources:
                    self.models.escaped(self, content, reason)
            elif isinstance(content, v.Collection):
                for item in content.items:
                    self.hand_on(tuple(a for a in item if isinstance(a.content, (Term, v.Text))), reason)
            elif isinstance(content, v.Mapping):
                for item in content.entries.values():
                    self.hand_on(tuple(a for a in item if isinstance(a.content, (Term, v.Text))), reason)
            elif isinstance(content, v.Text) and content.symbol.sources:
                self.models.escaped(self, content, reason)

    def hand_over(self, value: Value) -> None:
        """Functions are given to somebody out of sight, who may call them inside of a `try`, and applications to be filled."""
        seen: set[int] = set()
        pending = [a.content for a in value]
        while pending:
            content = pending.pop()
            if id(content) in seen:
                continue
            seen.add(id(content))
            if isinstance(content, Term):
                self.models.given(content)
            elif isinstance(content, v.FunctionValue):
                self.handed_over.add(id(content.node))
                if isinstance(content.node, tree.Lambda):
                    self.nested.append(content)
            elif isinstance(content, (v.Bound, v.Partial)):
                pending.append(content.function)
            elif isinstance(content, (v.Collection, v.Mapping)):
                items = content.items if isinstance(content, v.Collection) else content.entries.values()
                pending += [a.content for item in items for a in item]
            elif isinstance(content, v.Instance):
                pending += v.methods_of(content.cls)
                pending += [a.content for entry in content.attributes.values() for a in entry]

    def escape(self, value: Value, reason: str, changes: bool = True) -> None:
        """A value goes out of sight: what is in it may be used there, and, if `changes`, be changed."""
        seen: set[int] = set()
        pending = [a.content for a in value]
        while pending:
            content = pending.pop()
            if content is None or isinstance(content, (str, bytes, int, float)) or id(content) in seen:
                continue
            seen.add(id(content))
            if isinstance(content, (Term, v.Text)):
                self.models.escaped(self, content, reason)
            elif isinstance(content, v.Mapping):
                if changes:
                    self.open(content)
                pending += [a.content for entry in content.entries.values() for a in entry]
                pending += [a.content for a in content.any_key or ()]
            elif isinstance(content, v.Collection):
                pending += [a.content for item in content.items for a in item]
            elif isinstance(content, v.Deferred):
                content.settled()
                pending += [a.content for a in content.value]
            elif isinstance(content, v.LibraryObject):
                if changes or content.is_response:
                    content.escape(self, reason)
            elif isinstance(content, v.Instance):
                if content.library is not None:
                    pending.append(content.library)
                held = [a.content for entry in content.cls.attributes.values() for a in entry]
                pending += [one for one in held if isinstance(one, v.LibraryObject)]
                pending += [a.content for entry in content.attributes.values() for a in entry]
            elif isinstance(content, v.Partial):
                pending.append(content.function)


def _restore(entries: dict[Any, Value], key: Any, old: Value | None) -> None:
    if old is None:
        entries.pop(key, None)
    else:
        entries[key] = old


def originate(value: Value, kind: str, name: str, module: Module, node: Any) -> Value:
    """Returns a value with one more step on the way of those of its contents whose way matters."""
    return tuple(
        Alternative(a.content, a.condition, v.Origin(kind, name, module, node, a.origin))
        if isinstance(a.content, (str, bytes, v.Text, Term)) or a.content is None
        else a
        for a in value
    )
