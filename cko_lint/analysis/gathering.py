"""Gathering the facts of a run: which modules and functions the engine is started on."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from cko_lint import progress
from cko_lint import values as v
from cko_lint.analysis.conclusions import Conclusions, Ended
from cko_lint.analysis.second_hosts import Hosts
from cko_lint.analysis.shared_objects import SharedObjects
from cko_lint.analysis.unfinished import leave_open, may_call
from cko_lint.analysis.unresolved import unresolved
from cko_lint.evidence import urls
from cko_lint.evidence.places import place_of
from cko_lint.facts import (
    Facts,
    Occurrence,
    Place,
)
from cko_lint.interpreter import entry_points, imports
from cko_lint.interpreter.budget import CALLING, MOST_WORK, SENDING, Account, Exhausted
from cko_lint.interpreter.interpreter import engine_for
from cko_lint.interpreter.usage import Changed, Holder
from cko_lint.models.checkout_sdk.builders import SdkBuilder
from cko_lint.models.checkout_sdk.clients import SdkApi, SdkPart
from cko_lint.models.checkout_sdk.steps import SdkEnvironment
from cko_lint.models.exchanges import Exchange
from cko_lint.models.frameworks.application_places import HOLDERS
from cko_lint.models.http.sessions import Session
from cko_lint.models.libraries import Libraries
from cko_lint.project.modules import Module, Project
from cko_lint.project.outline import FUNCTION
from cko_lint.project.slice import Slice
from cko_lint.sources.path_roles import is_test
from cko_lint.sources.prefilter import is_anchor

_LESS_AGAIN = 8
"""Of the work of an entry point, the part that a function has on an object whatever it cost on others."""

_HOOKS = re.compile(rb"\b(?:event_)?hooks\b").search
"""Finds the attribute of sessions, or the argument of clients; `webhooks` are something else."""


class _Part(NamedTuple):
    """A module, and which of its functions and methods are entry points."""

    module: Module
    functions: Container[str]
    methods: Callable[[str], Container[str]]


class Gathering:
    """One pass of the engine over the slice of a project."""

    def __init__(self, project: Project, part: Slice, libraries: Libraries, changed: Changed) -> None:
        """`changed` is what functions change without naming it, as a pass before has seen."""
        self.project = project
        self.slice = part
        self.modules = [project.load(path) for path in (*part.acting, *part.files)]
        self._started: set[tuple[int, int]] = set()
        self._receivers: list[v.Instance] = []
        self._read: dict[Holder, dict[int, Any]] = {}
        """What those have read that have sent a request to Checkout.com."""
        self._costs: Counter[int] = Counter()
        """What functions have cost so far, on all objects that they were run on: on the next one they get less."""
        self._unfinished: list[Any] = []
        self.libraries = libraries
        self.engine = engine_for(project, self.libraries)
        self.engine.usage.changed = changed
        self.libraries.observed.has_hooks = any(_HOOKS(project.text(path)) for path in part.files)
        self.failures: list[tuple[Module, BaseException]] = []
        self.in_tests: set[int] = set()
        self.second_hosts: list[Occurrence] = []
        self._hosts = Hosts()
        self.too_large: list[tuple[Place, str]] = []
        self.ended: list[Ended] = []
        self._most = 0
        """How many entry points there may be."""

    def facts(self) -> Facts:
        """Runs the engine and returns what it has seen."""
        self.engine.usage.set_at_will = self.slice.set_at_will
        self.engine.usage.set_elsewhere = self.slice.changes
        self._start([self._part(module) for module in self.modules])
        self._start(list(self._reached()))
        self.engine.usage.called.update(may_call(self.project, self._unfinished))
        conclusions = Conclusions(
            self.project, self.modules, self.engine.usage, self.libraries, self.ended, self.in_tests, self.second_hosts
        )
        return conclusions.facts()

    def changed(self, kinds: tuple[type, ...]) -> Changed:
        """Returns what functions change without naming it, as this pass has seen and did not know.

        Of interest are objects of some types, as far as requests to Checkout.com may be made of them.
        """
        users = SharedObjects(self.engine, self.project, self.slice, self._receivers, self._aside)
        return users.changed(self._read, kinds)

    def _aside(self, entry_point: entry_points.EntryPoint, run: Callable[[], None]) -> None:
        """Runs a function that was not run so far, for what it changes: nothing of it is reported."""
        engine, key = self.engine, (id(entry_point.function), id(entry_point.receiver))
        if key in self._started or id(entry_point.node) in engine.usage.called:
            return
        self._started.add(key)
        if isinstance(entry_point.receiver, v.Instance):
            self._receivers.append(entry_point.receiver)
        first, failures = engine.models.count(), len(self.failures)
        account = self._account(entry_point.module, may_send=False)
        with engine.budget.charged(account), engine.undone(account.share(MOST_WORK // _LESS_AGAIN)):
            engine.entry_point, engine.entry_receiver = entry_point.node, entry_point.receiver
            self._guarded(entry_point.module, run)
            engine.entry_point = None
        engine.models.forget_since(first)
        del self.failures[failures:]

    def _part(self, module: Module) -> _Part:
        """What of a module of the slice is started."""
        functions = self.slice.functions(module.path)
        return _Part(
            module, entry_points.EVERYTHING if functions is None else functions, partial(self._methods, module.path)
        )

    def _methods(self, path: str, cls: str) -> Container[str]:
        found = self.slice.methods(path, cls)
        return entry_points.EVERYTHING if found is None else found

    def _start(self, parts: list[_Part]) -> None:
        """Runs the bodies of some modules, then their functions that are entry points, then the methods."""
        if progress.is_shown():
            self._most += sum(self._size(part) for part in parts)
        for part in parts:
            self._guarded(part.module, partial(self._run_module, part.module))
        for part in parts:
            self._guarded(part.module, partial(self._run_functions, part))
        for classes in self._makers_first(parts):
            for part in parts:
                if self.project.index[part.module.path].outline is not None:
                    methods = partial(_of_classes, part, classes)
                    self._guarded(part.module, partial(self._run_methods, part._replace(methods=methods)))
        for part in parts:
            if self.project.index[part.module.path].outline is None:  # the Python that runs cannot parse it
                self._guarded(part.module, partial(self._run_methods, part))
        for part in parts:
            self._guarded(part.module, partial(self._run_lambdas, part.module))

    def _makers_first(self, parts: list[_Part]) -> Iterator[frozenset[str]]:
        """Yields the names of classes, after those of which a method may make objects of them."""
        mentioned: dict[str, set[str]] = {}
        for part in parts:
            outline = self.project.index[part.module.path].outline
            for owner in outline.bases if outline is not None else ():
                mentioned.setdefault(owner, set())
            for d in outline.definitions if outline is not None else ():
                if d.owner and d.kind == FUNCTION and d.name in part.methods(d.owner):
                    mentioned.setdefault(d.owner, set()).update(d.mentions)
        while mentioned:
            made = {name for cls, names in mentioned.items() for name in names if name != cls.rpartition(".")[2]}
            first = frozenset(cls for cls in mentioned if cls.rpartition(".")[2] not in made) or frozenset(mentioned)
            yield first
            for cls in first:
                del mentioned[cls]
        yield frozenset()  # classes inside of functions

    def _size(self, part: _Part) -> int:
        """Returns how many entry points a module can have, as far as its outline tells."""
        outline = self.project.index[part.module.path].outline
        wanted = {owner: part.methods(owner) for owner in (outline.bases if outline is not None else ())}
        wanted[""] = part.functions
        found = outline.definitions if outline is not None else ()
        return sum(d.kind == FUNCTION and d.name in wanted.get(d.owner, ()) for d in found)

    def _reached(self) -> Iterator[_Part]:
        """Yields what is started in modules that have got something of Checkout.com's without naming it.

        These are the methods of classes whose objects were given something with its host, and the functions that use what
        an application keeps of it.
        """
        classes: dict[str, dict[str, Container[str]]] = {}
        for instances in list(self.engine.usage.constructed.values()):
            for instance in instances:
                if _is_of_checkout(instance):
                    classes.setdefault(instance.cls.module.path, {})[instance.cls.node.name] = entry_points.EVERYTHING
        functions: dict[str, Container[str]] = {}
        names = self.slice.kept | self.libraries.applications.names_of(self.engine, _holds_checkout)
        for path in list(
            self.project.containing(
                self.project.root, tuple(name.encode("utf-8", "surrogatepass") for name in sorted(names))
            )
        ):
            if not is_test(os.path.basename(path)):
                functions[path] = self.slice.mentioning(path, names, HOLDERS)
                classes[path] = {**self.slice.classes_mentioning(path, names, HOLDERS), **classes.get(path, {})}
        passers = frozenset(self.libraries.applications.passers) if "obj" in names else frozenset()
        for path in list(
            self.project.containing(
                self.project.root, tuple(name.encode("utf-8", "surrogatepass") for name in sorted(passers))
            )
        ):
            functions[path] = self.slice.mentioning(path, passers) | self.slice.mentioning(path, names, HOLDERS)
        for path in sorted({*classes, *functions}):
            methods = partial(_listed, classes.get(path, {}))
            yield _Part(self.project.load(path), functions.get(path, frozenset()), methods)

    def unresolved(self) -> Iterator[tuple[Place, str]]:
        """Yields the requests that could not be followed wherever they are reached from, each with the reason."""
        return unresolved(self.ended, self.libraries, self.too_large)

    def _guarded(self, module: Module, work: Any) -> None:
        try:
            work()
        except (Exhausted, RecursionError):
            return
        except Exception as error:  # whatever goes wrong in here must not end the run
            if os.environ.get("CKO_LINT_DEBUG"):
                raise
            self.failures.append((module, error))

    # ----------------------------------------------------------------------- running

    def _run_module(self, module: Module) -> None:
        first = len(self.libraries.observed.exchanges)
        self.engine.entry_point = None
        imports.frame_of(self.engine, module)
        self.libraries.composed_keys.see_constants(module)
        self._end(first, None, False)

    def _run_functions(self, part: _Part) -> None:
        for entry_point in list(entry_points.functions(self.engine, part.module, part.functions)):
            self._run_entry_point(entry_point)
        usage = self.engine.usage
        for function in [f for f in usage.lambdas if f.module is part.module and id(f.node) not in usage.called]:
            usage.given_away.add(id(function.node))  # who calls it, and inside of what, is not known
            self._run_entry_point(entry_points.EntryPoint(part.module, function))

    def _run_lambdas(self, module: Module) -> None:
        """Runs the lambdas that a module stores in a variable or a table, if nothing has called them so far."""
        for entry_point in list(entry_points.lambdas(self.engine, module)):
            if id(entry_point.node) not in self.engine.usage.called:
                self._run_entry_point(entry_point)

    def _run_methods(self, part: _Part) -> None:
        for entry_point in list(entry_points.methods(self.engine, part.module, part.methods)):
            self._run_entry_point(entry_point)

    def _run_entry_point(self, entry_point: entry_points.EntryPoint) -> None:
        key = (id(entry_point.function), id(entry_point.receiver))
        if key in self._started:
            return
        self._started.add(key)
        if isinstance(entry_point.receiver, v.Instance):
            self._receivers.append(entry_point.receiver)
        progress.tell("running functions", len(self._started), self._most)
        if is_test(os.path.basename(entry_point.module.path)):
            self.in_tests.add(id(entry_point.node))
        path, name, seen = entry_point.module.path, entry_point.name, len(self.libraries.observed.exchanges)
        may_send = self.slice.may_send(path, name)
        account, is_repeated = self._account(entry_point.module, may_send), id(entry_point.node) in self._costs
        most = max(MOST_WORK - self._costs[id(entry_point.node)], MOST_WORK // _LESS_AGAIN)
        finished = self._run_once(entry_point, account, most)
        if not finished and may_send and not is_repeated:
            with self.engine.shallow():  # what it calls was too much: what it does itself may be said all the same
                finished = self._run_once(entry_point, account, MOST_WORK)
        if not finished:
            self._leave_unfinished(entry_point.module, entry_point.node, seen)

    def _leave_unfinished(self, module: Module, node: Any, seen: int) -> None:
        """A function could not be run to its end: if it did not get to a request, it is listed itself."""
        self._unfinished.append(node)
        if len(self.libraries.observed.exchanges) == seen:
            self.too_large.append((place_of(module, node), "cannot analyse this function: it is too complex"))

    def _account(self, module: Module, may_send: bool) -> Account:
        """What the entry points of a module may cost together: those that call each other leave enough for those that send."""
        if may_send:
            return self.engine.account(module, "sending", SENDING)
        return self.engine.account(module, "calling", CALLING)

    def _run_once(self, entry_point: entry_points.EntryPoint, account: Account, most: int) -> bool:
        """Runs an entry point, and the functions in it that nothing calls; returns whether the work was enough for it."""
        engine, first, raised = self.engine, len(self.libraries.observed.exchanges), len(self.libraries.sdk.raised)
        work, known = account.share(most), self.engine.models.count()
        if not work:
            return False
        with engine.budget.charged(account), engine.undone(work):
            engine.entry_point, engine.entry_receiver = entry_point.node, entry_point.receiver
            engine.usage.nested, engine.usage.read, engine.usage.handed_out = [], {}, {}
            self.libraries.observed.start(entry_point)
            finished = entry_points.run(engine, entry_point)
            self._end(first, entry_point.node, not finished)
            if not finished:
                leave_open(self.libraries.sdk.raised[raised:])
            # What unfinished code has not done yet, such as adding a header, functions in it may rely on.
            nested, before = list(engine.usage.nested)[:40] if finished else [], engine.budget.spent
            for function in nested:
                if id(function.node) not in engine.usage.called:
                    self._run_nested(entry_point.module, function, work - (engine.budget.spent - before))
            engine.entry_point = None
            self.libraries.observed.start(None)
            if self._has_used_checkout(known):
                for holder, contents in engine.usage.read.items():
                    self._read.setdefault(holder, {}).update(contents)
            self._costs[id(entry_point.node)] += min(engine.budget.taken, work)
        return finished

    def _has_used_checkout(self, known: Any) -> bool:
        """Whether anything was sent to Checkout.com, or a client of its SDK built or used, since so much was known."""
        exchanges, calls, clients, _ = known
        sdk = self.libraries.sdk
        return (
            any(map(_is_to_checkout, self.libraries.observed.exchanges[exchanges:]))
            or len(sdk.calls) > calls
            or len(sdk.clients) > clients
        )

    def _run_nested(self, module: Module, function: v.FunctionValue, work: int) -> None:
        engine, first = self.engine, len(self.libraries.observed.exchanges)
        engine.entry_point = function.node
        with engine.budget.of_its_own(work), engine.undo.later():
            finished = entry_points.run(engine, entry_points.EntryPoint(module, function))
        engine.diverged = False
        self._end(first, function.node, not finished)
        if not finished:
            self._leave_unfinished(module, function.node, first)

    def _end(self, first: int, node: Any, unfinished: bool) -> None:
        """The code that sent some requests has run to its end: what has not been done with their responses never will."""
        exchanges = self.libraries.observed.exchanges[first:]
        self.ended += [(exchange, node, unfinished) for exchange in exchanges]
        receiver = self.engine.entry_receiver if self.engine.entry_point is not None else None
        self.second_hosts += self._hosts.second(exchanges, receiver)


def _is_to_checkout(exchange: Exchange) -> bool:
    return any(scenario.url.is_checkout for scenario in exchange.scenarios)


def _of_classes(part: _Part, classes: frozenset[str], cls: str) -> Container[str]:
    return part.methods(cls) if cls in classes else frozenset()


def _listed(methods: Mapping[str, Container[str]], cls: str) -> Container[str]:
    return methods.get(cls, frozenset())


def _is_of_checkout(instance: v.Instance, depth: int = 2) -> bool:
    """Whether an object has a session, a client, or a URL of Checkout.com, or an object that has."""
    return any(_holds_checkout(value, depth) for value in instance.attributes.values())


def _holds_checkout(value: v.Value, depth: int = 2) -> bool:
    """Whether a value can be a session, a client, or a URL of Checkout.com, or an object that has one."""
    for alternative in value:
        content = alternative.content
        if isinstance(content, (Session, SdkApi, SdkBuilder, SdkEnvironment, SdkPart)):
            return True
        if isinstance(content, v.Instance) and depth and _is_of_checkout(content, depth - 1):
            return True
        pieces = [p.content for p in content.parts] if isinstance(content, v.Text) else [content]
        if any(map(_says_checkout, pieces)):
            return True
    return False


def _says_checkout(piece: Any) -> bool:
    if isinstance(piece, str):
        return "checkout.com" in piece or is_anchor(piece.encode("utf-8", "replace"))
    return urls.variable(piece)[0] is not None
