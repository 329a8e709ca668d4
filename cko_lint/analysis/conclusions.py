"""Conclusions: the facts that follow from what the models have observed, once every entry point has been run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.checkout.keys import CLIENT_SECRET, PUBLIC, SECRET
from cko_lint.evidence.credentials import is_unset
from cko_lint.evidence.kept_tokens import Keeper
from cko_lint.evidence.message import OF_A_REQUEST
from cko_lint.evidence.named import misnamed
from cko_lint.evidence.named_secrets import named_secrets
from cko_lint.evidence.names import kind_of_name
from cko_lint.evidence.places import header_place_of
from cko_lint.evidence.renewals import is_renewed, lives_on
from cko_lint.facts import (
    GUARDED,
    MISSING,
    NOT_ANALYSED,
    UNCHECKED,
    UNGUARDED,
    Credential,
    Facts,
    NameConflict,
    Occurrence,
    Place,
    Reach,
    Request,
    Role,
    SdkCall,
    Subdomain,
    Unfollowed,
)
from cko_lint.interpreter.functions import NOT_FOLLOWED
from cko_lint.interpreter.usage import Usage
from cko_lint.logic.conditions import ALWAYS, Condition, all_tests_of, tests_of
from cko_lint.logic.terms import Term
from cko_lint.models.checkout_sdk.record import Raised
from cko_lint.models.exchanges import Exchange
from cko_lint.models.frameworks.handlers import ProjectHandlers, dispatches_guarded
from cko_lint.models.libraries import Libraries
from cko_lint.project.modules import Module, Project
from cko_lint.project.requirements import Requirements
from cko_lint.sources.kinds import NOTEBOOK, kind_of
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

Ended = tuple[Exchange, Any, bool]
"""A request, the node of the entry point that sent it, and whether that was not run to its end."""


_LEVELS = (1, 2, 3)
"""Of the packages around a module that may hand on what it has."""


class Conclusions:
    """What the run has observed, and what follows from it."""

    def __init__(
        self, project: Project, modules: list[Module], usage: Usage, libraries: Libraries, ended: list[Ended],
        in_tests: set[int], second_hosts: list[Occurrence],
    ) -> None:  # fmt: skip
        """`ended` are the requests, `in_tests` the entry points in tests, by the `id` of their nodes."""
        self.project = project
        self.modules = modules
        self.usage = usage
        self.libraries = libraries
        self.ended = ended
        self.in_tests = in_tests
        self.second_hosts = second_hosts

    def facts(self) -> Facts:
        """Returns what has been seen of Checkout.com."""
        facts = Facts()
        called = self.usage.called
        handlers = ProjectHandlers(self.project, {self.project.root}, called)
        for exchange, node, unfinished in self.ended:
            if not exchange.wants_refusal and not (id(node) in self.in_tests and _expects_error(node)):
                facts.requests.append(self._request(exchange, node, unfinished, called, handlers))
        facts.clients = [self._concluded(raised, called, handlers) for raised in self.libraries.sdk.clients]
        facts.calls = [self._concluded(raised, called, handlers) for raised in self.libraries.sdk.calls]
        facts.unfollowed = list(self._unfollowed(called))
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
        facts.logged = list(self._logged(facts))
        facts.retries = list(self.libraries.observed.retries)
        facts.scopes = list(self.libraries.observed.scopes)
        facts.prefixes = [*self._prefixes(called), *(s for client in facts.clients for s in client.subdomains)]
        facts.kept_tokens = list(self._kept_tokens())
        facts.variables = tuple(_variables(self.modules))
        if facts.clients:
            requirements = Requirements(self.project.surroundings)
            facts.sdk_versions = requirements.allowed(module.parsed.text for module in self.modules)
        return facts

    def _unfollowed(self, called: set[int]) -> Iterator[Unfollowed]:
        for one in self.libraries.observed.unknown:
            reach = Reach(one.trace.start, one.trace.callers, one.trace.site, id(one.entry_point) in called)
            yield Unfollowed(one.place, one.library, reach)

    def _kept_tokens(self) -> Iterator[Occurrence]:
        """Yields what keeps a token in a program that lives longer than it, and never gets another one."""
        keepers = {id(keeper.node): keeper for keeper in self.libraries.observed.kept_tokens}
        modules = [*self.modules, *self._packages()] if keepers else []
        for keeper in keepers.values():
            if lives_on(keeper, modules, self.project.surroundings) and not self._is_renewed(keeper, modules):
                yield Occurrence(header_place_of(keeper.module, keeper.node), keeper.name)

    def _packages(self) -> Iterator[Module]:
        """Yields the packages of the slice's modules that are not of the slice: they may hand on what these have."""
        around = (self.project.relative(module, level, "") for module in self.modules for level in _LEVELS)
        found = {package.path: package for package in around if package is not None}
        yield from (package for package in found.values() if package not in self.modules)

    def _is_renewed(self, keeper: Keeper, modules: list[Module]) -> bool:
        """Whether the slice gets a new token, or another module that names what keeps it: that of a base class, say."""
        naming = self.project.index.containing(keeper.name.encode("utf-8", "surrogatepass"))
        return is_renewed(keeper, modules, (self.project.load(entry.path) for entry in naming))

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

    def _logged(self, facts: Facts) -> Iterator[Occurrence]:
        """Yields where keys are printed or logged, and values that are sent to Checkout.com as a credential."""
        kinds = _credentials(facts)
        for shown in self.libraries.observed.shown:
            occurrence = shown.occurrence
            if shown.value is not None:
                if shown.value not in kinds:
                    continue
                occurrence = occurrence._replace(detail=kinds[shown.value] or occurrence.detail)
            if not (shown.is_log and self.libraries.redactors.hide(self.project)):
                yield occurrence

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
        if not isinstance(fact, SdkCall):
            return fact._replace(setups=tuple(s for s in fact.setups if not _is_out_of_sight(s.condition or ALWAYS)))
        reach = Reach(raised.trace.start, raised.trace.callers, raised.trace.site, id(raised.entry_point) in called)
        is_paired = self._is_paired(raised.entry_point, raised.receiver)
        return fact._replace(is_paired=is_paired, reach=reach, checks=raised.checks)

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
                or _is_out_of_sight(condition)
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
            reach=Reach(exchange.trace.start, exchange.trace.callers, exchange.trace.site, id(node) in called),
            uncertain=tuple(scenario for scenario in exchange.scenarios if scenario not in kept),
        )  # fmt: skip

    def _is_patched(self, entry_point: Any) -> bool:
        """Whether what the program has replaced of HTTP libraries is in effect where the engine started."""
        observed = self.libraries.observed
        return observed.is_patched_for_all or (observed.is_patched_in_tests and id(entry_point) in self.in_tests)

    def _is_paired(self, entry_point: Any, receiver: Any) -> bool:
        """Whether what was started is no method, or one of a class of which there is one object."""
        if entry_point is None or not isinstance(receiver, v.Instance):
            return True
        return len(self.usage.constructed.get(id(receiver.cls.node), ())) < 2

    def _verdict(self, entry_point: Any, called: set[int], handlers: ProjectHandlers, receiver: Any = None) -> str:
        """Unguarded where the engine started: its callers decide if there are any, then the project's own handlers."""
        if entry_point is not None and (id(entry_point) in called or id(entry_point) in self.in_tests):
            return NOT_ANALYSED  # in a test, an unhandled error is what reports the 401
        if entry_point is not None and (id(entry_point) in self.usage.given_away or _is_called_by_python(entry_point)):
            return NOT_ANALYSED
        if isinstance(entry_point, tree.Lambda):
            return NOT_ANALYSED  # no `try` fits in there, and who calls it was not found
        return GUARDED if dispatches_guarded(receiver) or handlers.handles(entry_point) else UNGUARDED


def _credentials(facts: Facts) -> dict[object, str]:
    """Returns what is sent to Checkout.com as a credential that is no public key, and what kind it is, "" for a key."""
    given = [s.credential for request in facts.requests for s in request.scenarios if s.url.is_checkout]
    given += [role.credential for client in facts.clients for role in client.roles if role.kind != PUBLIC]
    secrets = [role.credential for role in facts.clients_own if role.kind == CLIENT_SECRET]
    return {
        **{c.identity: "client secret" for c in secrets},
        **{c.identity: "OAuth access token" for c in given if c.token is not None},
        **{c.identity: "" for c in given if c.kind == SECRET or (c.kind is None and c.is_key)},
    }


def _variables(modules: list[Module]) -> Iterator[str]:
    """Yields the names of environment variables that modules have for secret keys, the most frequent one first."""
    constants = (text for module in modules for _, text in module.parsed.constants if isinstance(text, str))
    names = Counter(text for text in constants if _VARIABLE.fullmatch(text) and kind_of_name(text) == SECRET)
    return (name for name, _ in sorted(names.items(), key=lambda found: (-found[1], found[0])))


_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


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


_OUT_OF_SIGHT = (OF_A_REQUEST, NOT_FOLLOWED)


def _is_out_of_sight(condition: Condition) -> bool:
    """Whether a condition depends on what an auth object or a hook sees of the request, or on a call that was not followed.

    The path of the request may choose the key, and two such calls may always agree.
    """
    return any(map(_is_of_unseen, {test for test, _ in all_tests_of(condition)}))


def _is_of_unseen(term: Any, depth: int = 6) -> bool:
    if isinstance(term, Term) and term.kind in _OUT_OF_SIGHT:
        return True
    parts = term.parts if isinstance(term, Term) else term if isinstance(term, tuple) else ()
    return depth > 0 and any(_is_of_unseen(part, depth - 1) for part in parts)


def _has_part(term: Any, text: str, depth: int = 6) -> bool:
    if isinstance(term, str):
        return term == text
    parts = term.parts if isinstance(term, Term) else term if isinstance(term, tuple) else ()
    return depth > 0 and any(_has_part(part, text, depth - 1) for part in parts)


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
