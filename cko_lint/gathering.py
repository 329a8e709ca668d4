"""Gathering the facts of a run: which modules and functions the engine is started on, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from cko_lint.checkout.keys import PUBLIC, SECRET
from cko_lint.clients import Libraries, mocks
from cko_lint.clients.handlers import ProjectHandlers, dispatches_guarded
from cko_lint.clients.http import UNDECIDED, Sending, holds_for_refused
from cko_lint.clients.named import misnamed
from cko_lint.clients.places import place_of
from cko_lint.clients.requirements import allows_affected
from cko_lint.clients.sdk import Raised
from cko_lint.facts import GUARDED, OUT_OF_SIGHT, UNGUARDED, UNKNOWN, Facts, Place, Request, SdkCall, Spotted, Step
from cko_lint.flow import imports, roots
from cko_lint.flow import values as v
from cko_lint.flow.engine import Engine, Exhausted
from cko_lint.flow.project import Module, Project
from cko_lint.kinds import NOTEBOOK, kind_of
from cko_lint.logic.conditions import Condition, conjoin, tests_of
from cko_lint.logic.terms import Term
from cko_lint.purpose import is_test

_MOST_IMPORTERS = 400
_MOST_READERS = 100


class Gathering:
    """One pass of the engine over the files of a run and the files that import them."""

    def __init__(self, project: Project, modules: list[Module]) -> None:
        self.project = project
        self.modules = modules
        self.libraries = Libraries()
        self.engine = Engine(project, self.libraries)
        self.failures: list[tuple[Module, BaseException]] = []
        self.in_tests: set[int] = set()
        self.second_hosts: list[Spotted] = []
        self.too_large: list[tuple[Place, str]] = []
        self.ended: list[tuple[Sending, Any, bool]] = []

    def facts(self) -> Facts:
        """Runs the engine and returns what it has seen."""
        everything = [*self.modules, *self._importers()]
        started: set[tuple[int, int]] = set()
        self._start(everything, started)
        self._start(list(self._reached(everything)), started)
        return self._conclude()

    def _start(self, modules: list[Module], started: set[tuple[int, int]]) -> None:
        """Runs the bodies of some modules, then every function, then every method."""
        for module in modules:
            self._guarded(module, lambda module=module: self._run_module(module))
        for found in (roots.functions, roots.methods):
            loaded = [module for module in self.project.modules.values() if module is not None]
            self.engine.at_will = frozenset().union(*(module.set_at_will for module in loaded))
            self.engine.elsewhere = frozenset().union(*(module.changes_elsewhere for module in loaded))
            for module in modules:
                self._guarded(
                    module, lambda module=module, found=found: self._run_all(found(self.engine, module), started)
                )

    def _reached(self, known: list[Module]) -> Iterator[Module]:
        """Yields the modules that have got something of Checkout.com: an object with its host, what an application keeps."""
        seen = {module.path for module in known}
        for instances in list(self.engine.constructed.values()):
            for instance in instances:
                module = instance.cls.module
                if module.path not in seen and _is_of_checkout(instance):
                    seen.add(module.path)
                    yield module
        for top in sorted({self.project.root_of(module.path) for module in self.modules}):
            names = self.libraries.applications.names_in(top)
            for path in list(self.project.containing(top, names))[:_MOST_READERS] if names else ():
                found = self.project.load(path) if path not in seen and not is_test(os.path.basename(path)) else None
                if found is not None:
                    seen.add(path)
                    yield found

    def unresolved(self) -> Iterator[tuple[Place, str]]:
        """Yields the requests that could not be followed wherever they are reached from, each with the reason."""
        reasons: dict[Place, str | None] = {}
        for sending, _, unfinished in self.ended:
            reason = _unresolved(sending, unfinished)
            if sending.place not in reasons or reason is None:
                reasons[sending.place] = reason
        reasons.update(dict.fromkeys((call.fact.place for call in self.libraries.sdk.calls), None))
        for place, why in [*self.libraries.unknown_urls, *self.too_large]:
            reasons.setdefault(place, why)
        for place, found in reasons.items():
            if found is not None:
                yield place, found

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
        first = len(self.libraries.sendings)
        self.engine.root = None
        imports.frame_of(self.engine, module)
        self.libraries.composed_keys.see_constants(module.parsed.body, module)
        self._end(first, None, False)

    def _run_all(self, found: Iterator[roots.Root], started: set[tuple[int, int]]) -> None:
        for root in list(found):
            self._run_root(root, started)

    def _run_root(self, root: roots.Root, started: set[tuple[int, int]]) -> None:
        key = (id(root.function), id(root.receiver))
        if key in started:
            return
        started.add(key)
        if is_test(os.path.basename(root.module.path)):
            self.in_tests.add(id(root.node))
        engine, first = self.engine, len(self.libraries.sendings)
        with engine.undone():
            engine.root, engine.root_receiver = root.node, root.receiver
            engine.nested = []
            self.libraries.mocked_root = mocks.is_mocked(root, self.project)
            finished = roots.run(engine, root)
            self._end(first, root.node, not finished)
            if not finished and len(self.libraries.sendings) == first:
                self.too_large.append((place_of(root.module, root.node), "it is too large to be followed"))
            for function in list(engine.nested)[:40]:
                if id(function.node) not in engine.called:
                    self._run_nested(root.module, function)
            engine.root = None
            self.libraries.mocked_root = False

    def _run_nested(self, module: Module, function: v.FunctionValue) -> None:
        engine, first = self.engine, len(self.libraries.sendings)
        engine.root = function.node
        with engine.budgeted():
            finished = roots.run(engine, roots.Root(module, function))
        engine.diverged = False
        self._end(first, function.node, not finished)

    def _end(self, first: int, node: Any, unfinished: bool) -> None:
        """The code that sent some requests has run to its end: what has not been done with their responses never will."""
        sendings = self.libraries.sendings[first:]
        self.ended += [(sending, node, unfinished) for sending in sendings]
        self.second_hosts += second_hosts(sendings)

    # --------------------------------------------------------------------- importers

    def _importers(self) -> list[Module]:
        """Returns the modules of the project that import the given ones, directly or through others."""
        known = {module.path for module in self.modules}
        found: list[Module] = []
        pending = list(self.modules)
        tops = {self.project.root_of(module.path) for module in self.modules}
        while pending and len(found) < _MOST_IMPORTERS:
            stems = {stem for module in pending if (stem := _stem(module)) is not None}
            pending = []
            if not stems:
                break
            targets = {module.path for module in [*self.modules, *found]}
            for top in sorted(tops):
                for path in self.project.containing(top, tuple(sorted(stems))):
                    if path in known or not self.project.imports_any(path, targets):
                        continue
                    known.add(path)
                    module = self.project.load(path)
                    if module is not None:
                        found.append(module)
                        pending.append(module)
        return found

    # -------------------------------------------------------------------- conclusions

    def _conclude(self) -> Facts:
        facts = Facts()
        called = self.engine.called
        handlers = ProjectHandlers(self.project, {self.project.root_of(m.path) for m in self.modules}, called)
        for sending, node, unfinished in self.ended:
            facts.requests.append(self._request(sending, node, unfinished, called, handlers))
        facts.clients = [self._concluded(raised, called, handlers) for raised in self.libraries.sdk.clients]
        facts.calls = [self._concluded(raised, called, handlers) for raised in self.libraries.sdk.calls]
        facts.keys = list(self.libraries.composed_keys.found.values())
        facts.names = [named for module in self.modules for named in misnamed(module)]
        facts.second_hosts = self.second_hosts
        facts.secrets = list(self.libraries.secrets)
        facts.logged = [*self.libraries.logged_keys, *self._logged_credentials(facts)]
        facts.retries = list(self.libraries.retries)
        if any(client.subdomain_first is not None for client in facts.clients):
            tops = {self.project.root_of(module.path) for module in self.modules}
            texts = [module.parsed.text for module in self.modules]
            facts.old_sdk = all(allows_affected(top, texts) for top in tops)
        return facts

    def _logged_credentials(self, facts: Facts) -> Iterator[Spotted]:
        """Yields where values are logged that are sent to Checkout.com as a credential that is no public key."""
        given = [s.credential for request in facts.requests for s in request.scenarios if s.url.is_checkout]
        given += [role.credential for client in facts.clients for role in client.roles if role.kind != PUBLIC]
        sent = {c.identity for c in given if c.kind == SECRET or (c.kind is None and c.is_key)}
        for value, spotted in self.libraries.logged_values:
            if value in sent:
                yield spotted

    def _concluded(self, raised: Raised, called: set[int], handlers: ProjectHandlers) -> Any:
        outcome = raised.fact.outcome
        if _is_interactive(raised.fact.place):
            outcome = OUT_OF_SIGHT
        if outcome == UNGUARDED:
            outcome = GUARDED if raised.guarded else self._verdict(raised.root, called, handlers, raised.receiver)
        fact = raised.fact._replace(outcome=outcome)
        return (
            fact._replace(is_paired=self._is_paired(raised.root, raised.receiver))
            if isinstance(fact, SdkCall)
            else fact
        )

    def _request(
        self, sending: Sending, node: Any, unfinished: bool, called: set[int], handlers: ProjectHandlers
    ) -> Request:
        request = sending.fact(unfinished)
        kept = [
            scenario
            for scenario, condition in zip(sending.scenarios, sending.conditions, strict=True)
            if not (condition.is_undecidable or _assumes_default(condition, called))
        ]
        outcome = request.outcome
        if sending.raises and _is_interactive(sending.place):
            outcome = OUT_OF_SIGHT
        if sending.raises and outcome == UNGUARDED:
            outcome = self._verdict(node, called, handlers)
        is_paired = self._is_paired(node, sending.receiver)
        return request._replace(scenarios=tuple(kept), outcome=outcome, is_paired=is_paired)

    def _is_paired(self, root: Any, receiver: Any) -> bool:
        """Whether what was started is no method, or one of a class of which there is one object."""
        if root is None or not isinstance(receiver, v.Instance):
            return True
        return len(self.engine.constructed.get(id(receiver.cls.node), ())) < 2

    def _verdict(self, root: Any, called: set[int], handlers: ProjectHandlers, receiver: Any = None) -> str:
        """Unguarded where the engine started: its callers decide if there are any, then the project's own handlers."""
        if root is not None and (id(root) in called or id(root) in self.in_tests):
            return OUT_OF_SIGHT  # in a test, the error that nobody catches is the report
        if root is not None and id(root) in self.engine.handed_over:
            return OUT_OF_SIGHT
        return GUARDED if dispatches_guarded(receiver) or handlers.handles(root) else UNGUARDED


def _is_of_checkout(instance: v.Instance) -> bool:
    """Whether an object has a session, a client, or a URL of Checkout.com."""
    for value in instance.attributes.values():
        for alternative in value:
            content = alternative.content
            if isinstance(content, v.LibraryObject) and content.kind.startswith(("session", "sdk")):
                return True
            pieces = [p.content for p in content.parts] if isinstance(content, v.Text) else [content]
            if any(isinstance(piece, str) and "checkout.com" in piece for piece in pieces):
                return True
    return False


def _unresolved(sending: Sending, unfinished: bool) -> str | None:
    """Returns what of a request could not be followed."""
    scenarios = [s for s in sending.scenarios if s.url.is_checkout]
    if not scenarios:
        return None
    if unfinished:
        return "its function is too large to be followed"
    if any(condition.is_undecidable for condition in sending.conditions):
        return UNDECIDED
    if all(s.credential.state == UNKNOWN and not s.url.takes_no_key for s in scenarios):
        return "its headers are not known here"
    if sending.fact(unfinished).outcome == OUT_OF_SIGHT:
        return f"its response goes out of sight: {sending.escaped}"
    return None


def _is_interactive(place: Place) -> bool:
    """Whether a place is in a notebook: who runs its cells sees the error."""
    return kind_of(place.key[0]) == NOTEBOOK


def _assumes_default(condition: Any, called: set[int]) -> bool:
    """Whether a scenario needs a parameter to be left out, of a function that the project itself calls."""
    return any(test.kind == "default" and outcome and test.parts[0] in called for test, outcome in tests_of(condition))


def second_hosts(sendings: list[Sending]) -> Iterator[Spotted]:
    """Yields the first request of an execution that takes a credential to the other environment."""
    told: set[object] = set()
    for index, later in enumerate(sendings):
        for earlier in sendings[:index]:
            found = _goes_both_ways(earlier, later)
            if found is not None and found[0] not in told and earlier.place != later.place:
                told.add(found[0])
                where = Step(f"the host is {found[1]} here", earlier.place)
                yield Spotted(later.place, f"the {found[2]} environment, and another one to {found[1]},", (where,))


def _goes_both_ways(earlier: Sending, later: Sending) -> tuple[object, str, str] | None:
    if len(earlier.scenarios) != 1 or len(later.scenarios) != 1:
        return None
    one, other = earlier.scenarios[0], later.scenarios[0]
    hosts = (one.url.host, other.url.host)
    if hosts[0] is None or hosts[1] is None or not (hosts[0].known and hosts[1].known):
        return None
    same = one.credential.identity is not None and one.credential.identity is other.credential.identity
    if not same or hosts[0].environment == hosts[1].environment or hosts[0].role == hosts[1].role:
        return None
    if earlier.conditions[0].is_undecidable or later.conditions[0].is_undecidable:
        return None
    if conjoin(earlier.conditions[0], later.conditions[0]) is None or _follows_from(earlier, later.conditions[0]):
        return None
    return one.credential.identity, hosts[0].environment, hosts[1].environment


def _follows_from(earlier: Sending, condition: Condition) -> bool:
    """Whether something happens because a request was refused: then the program finds out where a key belongs."""
    for test, _ in tests_of(condition):
        first = test.parts[0] if test.parts else None
        if isinstance(first, Term) and first.kind == "raised in" and first.parts[-1] in earlier.tries:
            return True
    tested = any(earlier.mark in test.sources for test, _ in tests_of(condition))
    return tested and earlier.mark is not None and holds_for_refused(condition, earlier.mark)


def _stem(module: Module) -> bytes | None:
    name = module.name.split(".")[-1]
    return name.encode() if name and name != "__main__" else None
