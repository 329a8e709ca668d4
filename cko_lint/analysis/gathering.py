"""Gathering the facts of a run: which modules and functions the engine is started on, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator
from functools import partial
from typing import Any, NamedTuple

from cko_lint import values as v
from cko_lint.checkout.keys import CLIENT_SECRET, PUBLIC, SECRET
from cko_lint.evidence.credentials import is_unset
from cko_lint.evidence.named import misnamed
from cko_lint.evidence.named_secrets import named_secrets
from cko_lint.evidence.places import header_place_of, place_of
from cko_lint.evidence.renewals import is_renewed, lives_on
from cko_lint.facts import (
    GUARDED,
    MISSING,
    NOT_ANALYSED,
    UNCHECKED,
    UNGUARDED,
    UNKNOWN,
    Credential,
    Facts,
    NameConflict,
    Occurrence,
    Place,
    Request,
    Role,
    SdkCall,
    Step,
    Subdomain,
)
from cko_lint.interpreter import entry_points, imports
from cko_lint.interpreter.budget import Exhausted
from cko_lint.interpreter.interpreter import engine_for
from cko_lint.logic.conditions import Condition, conjoin, tests_of
from cko_lint.logic.terms import Term
from cko_lint.models.checkout_sdk.builders import SdkBuilder
from cko_lint.models.checkout_sdk.clients import SdkApi, SdkPart
from cko_lint.models.checkout_sdk.record import Raised
from cko_lint.models.checkout_sdk.steps import SdkEnvironment
from cko_lint.models.exchanges import UNDECIDED, Exchange
from cko_lint.models.frameworks.application_places import HOLDERS
from cko_lint.models.frameworks.handlers import ProjectHandlers, dispatches_guarded
from cko_lint.models.http.sessions import Session
from cko_lint.models.http.status_checks import holds_for_refused
from cko_lint.models.libraries import Libraries
from cko_lint.project.modules import Module, Project
from cko_lint.project.requirements import Requirements
from cko_lint.project.slice import Slice
from cko_lint.sources.kinds import NOTEBOOK, kind_of
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree


class _Part(NamedTuple):
    """A module, and which of its functions and methods are entry points."""

    module: Module
    functions: Container[str]
    methods: Callable[[str], Container[str]]


class Gathering:
    """One pass of the engine over the slice of a project."""

    def __init__(self, project: Project, part: Slice) -> None:
        self.project = project
        self.slice = part
        self.modules = [project.load(path) for path in (*part.acting, *part.files)]
        self._started: set[tuple[int, int]] = set()
        self.libraries = Libraries()
        self.engine = engine_for(project, self.libraries)
        self.failures: list[tuple[Module, BaseException]] = []
        self.in_tests: set[int] = set()
        self.second_hosts: list[Occurrence] = []
        self.too_large: list[tuple[Place, str]] = []
        self.ended: list[tuple[Exchange, Any, bool]] = []
        self.read: tuple[str, ...] = ()
        """The files beside the modules that the facts depend on."""

    def facts(self) -> Facts:
        """Runs the engine and returns what it has seen."""
        self.engine.usage.set_at_will = self.slice.set_at_will
        self.engine.usage.set_elsewhere = self.slice.changes
        self._start([self._part(module) for module in self.modules])
        self._start(list(self._reached()))
        return self._conclude()

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
        for part in parts:
            self._guarded(part.module, partial(self._run_module, part.module))
        for part in parts:
            self._guarded(part.module, partial(self._run_functions, part))
        for part in parts:
            self._guarded(part.module, partial(self._run_methods, part))
        for part in parts:
            self._guarded(part.module, partial(self._run_lambdas, part.module))

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
        names = self.slice.kept | self.libraries.applications.names_of(self.project.root, _holds_checkout)
        for path in list(self.project.containing(self.project.root, tuple(name.encode() for name in sorted(names)))):
            if not is_test(os.path.basename(path)):
                functions[path] = self.slice.mentioning(path, names, HOLDERS)
                classes[path] = {**self.slice.classes_mentioning(path, names, HOLDERS), **classes.get(path, {})}
        for path in sorted({*classes, *functions}):
            methods = partial(_listed, classes.get(path, {}))
            yield _Part(self.project.load(path), functions.get(path, frozenset()), methods)

    def unresolved(self) -> Iterator[tuple[Place, str]]:
        """Yields the requests that could not be followed wherever they are reached from, each with the reason."""
        reasons: dict[Place, str | None] = {}
        for exchange, _, unfinished in self.ended:
            reason = _unresolved(exchange, unfinished)
            if exchange.place not in reasons or reason is None:
                reasons[exchange.place] = reason
        reasons.update(dict.fromkeys((call.fact.place for call in self.libraries.sdk.calls), None))
        for place, why in [*self.libraries.observed.unknown_urls, *self.too_large]:
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
        if is_test(os.path.basename(entry_point.module.path)):
            self.in_tests.add(id(entry_point.node))
        engine, first = self.engine, len(self.libraries.observed.exchanges)
        with engine.undone():
            engine.entry_point, engine.entry_receiver = entry_point.node, entry_point.receiver
            engine.usage.nested = []
            self.libraries.observed.start(entry_point)
            finished = entry_points.run(engine, entry_point)
            self._end(first, entry_point.node, not finished)
            if not finished and len(self.libraries.observed.exchanges) == first:
                self.too_large.append(
                    (place_of(entry_point.module, entry_point.node), "cannot analyse this function: it is too complex")
                )
            for function in list(engine.usage.nested)[:40]:
                if id(function.node) not in engine.usage.called:
                    self._run_nested(entry_point.module, function)
            engine.entry_point = None
            self.libraries.observed.start(None)

    def _run_nested(self, module: Module, function: v.FunctionValue) -> None:
        engine, first = self.engine, len(self.libraries.observed.exchanges)
        engine.entry_point = function.node
        with engine.budget.of_its_own(), engine.undo.later():
            finished = entry_points.run(engine, entry_points.EntryPoint(module, function))
        engine.diverged = False
        self._end(first, function.node, not finished)

    def _end(self, first: int, node: Any, unfinished: bool) -> None:
        """The code that sent some requests has run to its end: what has not been done with their responses never will."""
        exchanges = self.libraries.observed.exchanges[first:]
        self.ended += [(exchange, node, unfinished) for exchange in exchanges]
        self.second_hosts += second_hosts(exchanges)

    # -------------------------------------------------------------------- conclusions

    def _conclude(self) -> Facts:
        facts = Facts()
        called = self.engine.usage.called
        handlers = ProjectHandlers(self.project, {self.project.root}, called)
        for exchange, node, unfinished in self.ended:
            if not exchange.wants_refusal and not (id(node) in self.in_tests and _expects_error(node)):
                facts.requests.append(self._request(exchange, node, unfinished, called, handlers))
        facts.clients = [self._concluded(raised, called, handlers) for raised in self.libraries.sdk.clients]
        facts.calls = [self._concluded(raised, called, handlers) for raised in self.libraries.sdk.calls]
        facts.keys = list(self.libraries.composed_keys.found.values())
        named = [found for module in self.modules for found in misnamed(module)]
        facts.names = [found for found in named if isinstance(found, NameConflict)]
        facts.named_keys = [found for found in named if isinstance(found, Role)]
        facts.second_hosts = self.second_hosts
        facts.clients_own = list(self.libraries.observed.clients_own)
        facts.secrets = [
            *(found for found in self.libraries.observed.secrets if not is_test(found.place.spot().location.path)),
            *(found for module in self.modules for found in named_secrets(module)),
        ]
        facts.logged = [*self.libraries.observed.logged_keys, *self._logged_credentials(facts)]
        facts.retries = list(self.libraries.observed.retries)
        facts.scopes = list(self.libraries.observed.scopes)
        facts.prefixes = [*self._prefixes(called), *(s for client in facts.clients for s in client.subdomains)]
        facts.kept_tokens = list(self._kept_tokens())
        if facts.clients:
            requirements = Requirements(self.project.root)
            facts.sdk_versions = requirements.allowed(module.parsed.text for module in self.modules)
            self.read = tuple(requirements.files)
        return facts

    def _kept_tokens(self) -> Iterator[Occurrence]:
        """Yields what keeps a token in a program that lives longer than it, and never gets another one."""
        keepers = {id(keeper.node): keeper for keeper in self.libraries.observed.kept_tokens}
        for keeper in keepers.values():
            if lives_on(keeper, self.modules, self.project.root) and not is_renewed(keeper, self.modules):
                yield Occurrence(header_place_of(keeper.module, keeper.node), keeper.name)

    def _prefixes(self, called: set[int]) -> Iterator[Subdomain]:
        """Yields the literal prefixes of the hosts that requests are sent to."""
        for exchange, _, _ in self.ended:
            for scenario, condition in zip(exchange.scenarios, exchange.conditions, strict=True):
                host, prefix = scenario.url.host, scenario.url.prefix
                if (
                    host is not None
                    and prefix is not None
                    and _is_proven(condition, called)
                    and not is_unset(condition)
                ):
                    yield Subdomain(host.subdomain, prefix, frozenset((host.environment,)))

    def _logged_credentials(self, facts: Facts) -> Iterator[Occurrence]:
        """Yields where values are logged that are sent to Checkout.com as a credential that is no public key."""
        given = [s.credential for request in facts.requests for s in request.scenarios if s.url.is_checkout]
        given += [role.credential for client in facts.clients for role in client.roles if role.kind != PUBLIC]
        sent = {c.identity for c in given if c.kind == SECRET or (c.kind is None and c.is_key)}
        tokens = {c.identity for c in given if c.token is not None}
        secrets = {role.credential.identity for role in facts.clients_own if role.kind == CLIENT_SECRET}
        for value, occurrence in self.libraries.observed.logged_values:
            if value in sent:
                yield occurrence
            elif value in tokens:
                yield occurrence._replace(detail="OAuth access token")
            elif value in secrets:
                yield occurrence._replace(detail="client secret")

    def _concluded(self, raised: Raised, called: set[int], handlers: ProjectHandlers) -> Any:
        outcome = raised.fact.outcome
        if _is_interactive(raised.fact.place):
            outcome = NOT_ANALYSED
        if outcome == UNGUARDED:
            outcome = (
                GUARDED
                if raised.guarded or raised.is_around
                else self._verdict(raised.entry_point, called, handlers, raised.receiver)
            )
        fact = raised.fact._replace(outcome=outcome)
        if outcome == UNGUARDED:
            fact = fact._replace(callers=raised.trace.callers())
        return (
            fact._replace(is_paired=self._is_paired(raised.entry_point, raised.receiver))
            if isinstance(fact, SdkCall)
            else fact
        )

    def _request(
        self, exchange: Exchange, node: Any, unfinished: bool, called: set[int], handlers: ProjectHandlers
    ) -> Request:
        request = exchange.fact(unfinished)
        is_patched = self._is_patched(node)
        kept = [
            scenario
            for scenario, condition in zip(exchange.scenarios, exchange.conditions, strict=True)
            if not (
                condition.is_undecidable
                or _assumes_default(condition, called)
                or _asks_for(condition, scenario.credential.text)
                or (is_patched and _is_without_authorization(scenario.credential))
            )
        ]
        outcome = NOT_ANALYSED if is_patched and request.outcome == UNCHECKED else request.outcome
        if exchange.raises and _is_interactive(exchange.place):
            outcome = NOT_ANALYSED
        if exchange.raises and outcome == UNGUARDED:
            outcome = self._verdict(node, called, handlers)
        callers = exchange.trace.callers() if outcome in (UNCHECKED, UNGUARDED) else ()
        is_paired = self._is_paired(node, exchange.receiver)
        faults = [what for what, when in exchange.token_faults if _is_proven(when, called)]
        return request._replace(
            scenarios=tuple(kept), outcome=outcome, is_paired=is_paired, callers=callers,
            token_fault=faults[0] if faults else None,
            entry_point=id(node) if node is not None else None,
        )  # fmt: skip

    def _is_patched(self, entry_point: Any) -> bool:
        """Whether what the program has replaced of HTTP libraries is in effect where the engine started."""
        observed = self.libraries.observed
        return observed.is_patched_for_all or (observed.is_patched_in_tests and id(entry_point) in self.in_tests)

    def _is_paired(self, entry_point: Any, receiver: Any) -> bool:
        """Whether what was started is no method, or one of a class of which there is one object."""
        if entry_point is None or not isinstance(receiver, v.Instance):
            return True
        return len(self.engine.usage.constructed.get(id(receiver.cls.node), ())) < 2

    def _verdict(self, entry_point: Any, called: set[int], handlers: ProjectHandlers, receiver: Any = None) -> str:
        """Unguarded where the engine started: its callers decide if there are any, then the project's own handlers."""
        if entry_point is not None and (id(entry_point) in called or id(entry_point) in self.in_tests):
            return NOT_ANALYSED  # in a test, an unhandled error is what reports the 401
        if entry_point is not None and (
            id(entry_point) in self.engine.usage.given_away or _is_called_by_python(entry_point)
        ):
            return NOT_ANALYSED
        if isinstance(entry_point, tree.Lambda):
            return NOT_ANALYSED  # no `try` fits in there, and who calls it was not found
        return GUARDED if dispatches_guarded(receiver) or handlers.handles(entry_point) else UNGUARDED


def _is_called_by_python(entry_point: Any) -> bool:
    """Whether a function is called by what Python does with its object: who iterates or compares is not known."""
    name = getattr(entry_point, "name", "")
    return name.startswith("__") and name.endswith("__") and name not in ("__init__", "__main__")


def _is_without_authorization(credential: Credential) -> bool:
    """Whether no `Authorization` header is sent, at most one that was meant to be it."""
    return credential.state == MISSING or (credential.fault or "").startswith("header ")


def _asks_for(condition: Condition, text: str | None) -> bool:
    """Whether a condition depends on an unresolved test of a literal, so that what holds under it may be impossible."""
    return text is not None and any(_has_part(test, text) for test, _ in tests_of(condition))


def _has_part(term: Any, text: str, depth: int = 6) -> bool:
    if isinstance(term, str):
        return term == text
    parts = term.parts if isinstance(term, Term) else term if isinstance(term, tuple) else ()
    return depth > 0 and any(_has_part(part, text, depth - 1) for part in parts)


def _listed(methods: dict[str, Container[str]], cls: str) -> Container[str]:
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
        if any(isinstance(piece, str) and "checkout.com" in piece for piece in pieces):
            return True
    return False


def _unresolved(exchange: Exchange, unfinished: bool) -> str | None:
    """Returns what of a request could not be followed."""
    scenarios = [s for s in exchange.scenarios if s.url.is_checkout]
    if not scenarios:
        return None
    if unfinished:
        return "cannot analyse this request: its function is too complex"
    if any(condition.is_undecidable for condition in exchange.conditions):
        return f"cannot analyse this request: {UNDECIDED}"
    if all(s.credential.state == UNKNOWN and not s.url.takes_no_key for s in scenarios):
        return "cannot determine the headers of this request"
    if exchange.fact(unfinished).outcome == NOT_ANALYSED:
        return f"cannot follow the response: {exchange.escaped}"
    return None


def _is_interactive(place: Place) -> bool:
    """Whether a place is in a notebook: who runs its cells sees the error."""
    return kind_of(place.key[0]) == NOTEBOOK


def _assumes_default(condition: Any, called: set[int]) -> bool:
    """Whether a scenario needs a parameter to be left out, of a function that the project itself calls."""
    return any(test.kind == "default" and outcome and test.parts[0] in called for test, outcome in tests_of(condition))


def _expects_error(test: Any) -> bool:
    """Whether a test says that something in it raises: then it sends what is to be refused."""
    names = (tree.last_name(n).lower() for n in tree.walk(test.body) if isinstance(n, (tree.Name, tree.Attribute)))
    return not {"raises", "assertraises", "assertraisesregex"}.isdisjoint(names)


def _is_proven(condition: Condition, called: set[int]) -> bool:
    """Whether something that holds under a condition is to be reported."""
    return not (condition.is_undecidable or _assumes_default(condition, called))


def second_hosts(exchanges: list[Exchange]) -> Iterator[Occurrence]:
    """Yields the first request of an execution that takes a credential to the other environment."""
    known: set[object] = set()
    for index, later in enumerate(exchanges):
        for earlier in exchanges[:index]:
            found = _goes_both_ways(earlier, later)
            if found is not None and found[0] not in known and earlier.place != later.place:
                known.add(found[0])
                where = Step(f"sent to the {found[1]} host here", earlier.place)
                yield Occurrence(later.place, found[2], (where,))


def _goes_both_ways(earlier: Exchange, later: Exchange) -> tuple[object, str, str] | None:
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


def _follows_from(earlier: Exchange, condition: Condition) -> bool:
    """Whether something happens because a request was refused: then the program finds out where a key belongs."""
    for test, _ in tests_of(condition):
        first = test.parts[0] if test.parts else None
        if isinstance(first, Term) and first.kind == "raised in" and first.parts[-1] in earlier.tries:
            return True
    tested = any(earlier.status_term in test.sources for test, _ in tests_of(condition))
    return tested and earlier.status_term is not None and holds_for_refused(condition, earlier.status_term)
