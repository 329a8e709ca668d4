"""The engine: runs the project's code on values with alternatives instead of on values.

Statements run in order, on one state that changes in place. Which branches were taken is the *path*; an assignment
under a branch keeps the old value for the paths that did not take it. Calls of the project's functions are run with
their arguments, so a request sees the values of its callers, and an exception the handlers of all of them. Everything
is bounded; what hits a bound is a term, and hence silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.budget import CALLING, MOST_WORK, MOST_WORK_ASIDE, MOST_WORK_OF_A_MODULE, Account, Budget
from cko_lint.interpreter.call_stack import CallStack
from cko_lint.interpreter.frames import Frame
from cko_lint.interpreter.handlers import Handlers
from cko_lint.interpreter.models import Models
from cko_lint.interpreter.retested import Retested
from cko_lint.interpreter.undo_log import UndoLog
from cko_lint.interpreter.usage import Usage
from cko_lint.logic.algebra import complement
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin
from cko_lint.logic.terms import Term
from cko_lint.project.modules import Module, Project
from cko_lint.project.plain_headers import is_plain
from cko_lint.values import Alternative, Value

DEEPEST_OUTSIDE = 3
"""How deep calls are followed while the body of a module outside of the slice is run: it is run for values, which are near."""
DEEPEST_CALL = 14


class Engine:
    """The state of a run.

    `path` is the condition of the branches taken to get here, `diverged` whether control has left this path; `undo` and
    `stack` are those of the current entry point. `raising` is the error that is being put together for a `raise`, `tested` the
    test that is being decided, with its module.
    """

    def __init__(self, project: Project, models: Models, handlers: Handlers) -> None:
        self.project = project
        self.models = models
        self.handlers = handlers
        self.path: Condition = ALWAYS
        self.diverged = False
        self.undo = UndoLog(self._see_change)
        self.stack = CallStack()
        self.budget = Budget()
        self.accounts: dict[tuple[str, str], Account] = {}
        """What is left of the work of each module, by what it is for."""
        self.is_aside = False
        self.usage = Usage()
        self.retested = Retested()
        self.deepest = DEEPEST_CALL
        self.entry_point: Any = None
        self.entry_receiver: Any = None
        self.raising: Any = None
        self.tested: tuple[Module, Any] | None = None
        self.remembered: dict[object, tuple[Condition, Value, object]] = {}
        """Results of calls that were run before, by what was called with what."""
        self.passed_over: dict[Any, tuple[Any, Frame, Callable[[], Value]]] = {}
        """The calls of bystanders that were passed over, by the terms that stand for what they give: what was called, the
        names around the call, and what works it out."""

    def new(self, made: Any) -> Any:
        """Gives an object its number and the path it was made on, and returns it."""
        made.made_at = self.undo.next()
        made.base = self.path
        return made

    # ------------------------------------------------------------------------ blocks

    @contextmanager
    def undone(self, work: int = MOST_WORK) -> Iterator[None]:
        """Runs a block, which may cost some work, and after which everything that is older than it is as it was before."""
        with self._undone(), self.budget.of_its_own(work):
            yield

    @contextmanager
    def aside(self, module: Module, is_shared: bool) -> Iterator[None]:
        """Runs a block for what it leaves behind of a module's own, and undoes it.

        What is shared by entry points must not depend on which of them asks for it first: it costs none of them anything,
        unless it is asked for in another such block.
        """
        is_aside, self.is_aside = self.is_aside, True
        try:
            if is_shared and not is_aside:
                account = self.account(module, "aside")
                with self.budget.charged(account), self.undone(account.share(MOST_WORK_ASIDE)):
                    yield
            else:
                with self.budget.within(MOST_WORK_ASIDE), self._undone():
                    yield
        finally:
            self.is_aside = is_aside

    def account(self, module: Module, purpose: str, least: int = CALLING) -> Account:
        """Returns what is left of the work that a module may cost for some purpose, at least so much at the beginning."""
        found = self.accounts.get((module.path, purpose))
        if found is None:
            found = self.accounts[(module.path, purpose)] = Account(least, len(module.data))
        return found

    @contextmanager
    def _undone(self) -> Iterator[None]:
        remembered, self.remembered = self.remembered, {}
        passed_over, self.passed_over = self.passed_over, dict(self.passed_over)
        try:
            with self._from_the_start(), self.undo.undone():
                yield
        finally:
            self.remembered, self.passed_over = remembered, passed_over

    @contextmanager
    def isolated(self) -> Iterator[None]:
        """Runs a block, such as an imported module, as if nothing was running around it; its effects stay."""
        budget = self.budget
        with self._from_the_start(), self.undo.kept(), budget.charged(None), budget.of_its_own(MOST_WORK_OF_A_MODULE):
            yield

    @contextmanager
    def _from_the_start(self) -> Iterator[None]:
        path, stack, diverged, tested = self.path, self.stack, self.diverged, self.tested
        self.path, self.stack, self.diverged, self.tested = ALWAYS, CallStack(), False, None
        retested, self.retested = self.retested, Retested()
        try:
            yield
        finally:
            self.path, self.stack, self.diverged, self.tested = path, stack, diverged, tested
            self.retested = retested

    def shallow(self) -> AbstractContextManager[None]:
        """Runs a block in which calls are followed a few steps only."""
        return self._following(DEEPEST_OUTSIDE)

    def deep(self) -> AbstractContextManager[None]:
        """Runs a block in which calls are followed as far as anywhere, whatever asked for it."""
        return self._following(DEEPEST_CALL)

    @contextmanager
    def _following(self, deepest: int) -> Iterator[None]:
        before, self.deepest = self.deepest, deepest
        try:
            yield
        finally:
            self.deepest = before

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

    # ----------------------------------------------------------------------- changes

    @property
    def running_function(self) -> int:
        """The `id` of the node of the innermost function that runs."""
        return id(self.stack.calls[-1][0].node)

    def _see_change(self, changed: Any, key: Any, is_older: bool) -> None:
        """Notes what a function changes of what it did not make; frames and classes are changed by names."""
        if self.entry_point is None or isinstance(changed, (Frame, v.ClassValue)):
            return
        if not self.stack.calls:  # it is returned to callers that are not seen
            return
        if isinstance(changed, v.Instance):
            is_outside = self.stack.calls[-1][0].owner is None  # methods are looked at by themselves
            if is_older and is_outside and key is not None:
                self.usage.set_outside.setdefault((id(changed.cls.node), key), set()).add(self.running_function)
            return
        if isinstance(key, str) and is_plain(key):
            return
        if is_older:
            self.usage.seen_changes.setdefault(id(changed), (changed, set()))[1].add(self.running_function)
        given = self.usage.handed_out.get(id(changed))
        if given is not None and given[1] not in self.stack.running:  # else it is still being made
            self.usage.changed_later.setdefault(given[0], set()).add(self.running_function)

    def changed(self, old: Value, new: Value, base: Condition) -> Value:
        """Returns what a place holds after it was set on the current path, by someone made on `base`."""
        delta = self.path.beyond(base)
        if not delta:
            return new
        return v.union((v.restrict(new, delta), *(v.restrict(old, other) for other in complement(delta))))

    def put(self, mapping: v.Mapping, key: Any, value: Value) -> None:
        """Sets an entry of a dictionary on the current path."""
        old = mapping.entries.get(key)
        before = old if old is not None else v.only(v.ABSENT)
        if old is None and mapping.open:
            before = v.unknown("entry", mapping.made_at, key)
        self.undo.record(mapping, lambda: restore(mapping.entries, key, old), key)
        mapping.entries[key] = self.changed(before, value, mapping.base)

    def open(self, holder: Any) -> None:
        """Marks an object as one that others may have changed."""
        if not holder.open:
            self.undo.record(holder, lambda: setattr(holder, "open", False))
            holder.open = True

    def append(self, collection: v.Collection, value: Value) -> None:
        """Adds an item to a list."""
        before = list(collection.items)
        self.undo.record(collection, lambda: setattr(collection, "items", before))
        delta = self.path.beyond(collection.base)
        item = self.changed(v.only(v.ABSENT), value, collection.base) if delta else value
        collection.items = [*before, item]

    def set_attribute(self, holder: Any, name: str, value: Value, before: Value | None = None) -> None:
        """Sets an attribute of one of the project's objects on the current path.

        `before` is what it was, if that is not what the object has: others may have set it, too.
        """
        old = holder.attributes.get(name)
        self.undo.record(holder, lambda: restore(holder.attributes, name, old), name)
        if before is None:
            before = old if old is not None else v.only(v.ABSENT)
        holder.attributes[name] = self.changed(before, value, holder.base)


def restore(entries: dict[Any, Value], key: Any, old: Value | None) -> None:
    """Puts back what was under a key; None if nothing was."""
    if old is None:
        entries.pop(key, None)
    else:
        entries[key] = old


def originate(value: Value, kind: str, name: str, module: Module, node: Any) -> Value:
    """Returns a value with one more step in the origins of those of its contents whose origin matters."""
    return tuple(
        Alternative(a.content, a.condition, v.Origin(kind, name, module, node, a.origin))
        if isinstance(a.content, (str, bytes, v.Text, Term)) or a.content is None
        else a
        for a in value
    )
