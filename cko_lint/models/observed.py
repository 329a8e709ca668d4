"""What models of libraries have observed so far: requests and their responses, calls of the SDK, leaks, retries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cko_lint import values as v
from cko_lint.checkout.keys import OAUTH
from cko_lint.evidence import kept_tokens
from cko_lint.evidence.callers import Trace
from cko_lint.evidence.kept_tokens import Keeper
from cko_lint.evidence.places import place_of
from cko_lint.facts import AskedScopes, Credential, Occurrence, Place, Role, Token
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.entry_points import EntryPoint
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import Condition, conjoin, when
from cko_lint.logic.terms import Term, equals, symbol
from cko_lint.models.exchanges import Exchange
from cko_lint.models.mocks import Mocks
from cko_lint.project.modules import Module

_MOST_UNKNOWN, _MOST_CAUGHT = 500, 8


class UnknownRequest(NamedTuple):
    """What may be a request, why that is not known, with which library, and from where it is reached."""

    place: Place
    reason: str
    library: str
    trace: Trace
    entry_point: Any


class Shown(NamedTuple):
    """A value that is printed, logged, or put into the text of an error.

    `value` is what it depends on whether it is a key, None for what is certain to be one. `is_log` is whether it goes through a
    logger, which may hide it.
    """

    occurrence: Occurrence
    value: Term | None
    is_log: bool


class Observed:
    """The observations of one run."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.by_status: dict[Term, Exchange] = {}
        """The requests by the terms that stand for the statuses of their responses."""
        self.unknown: list[UnknownRequest] = []
        self.is_patched = False
        """Whether what runs now has replaced something of an HTTP library that may sign requests or check responses."""
        self.is_patched_for_all = False
        """Whether the program has, somewhere else than in a test."""
        self.is_patched_in_tests = False
        self._is_patched_at_import = False
        self.has_hooks = False
        """Whether the program gives sessions hooks: whoever has one may have given it such a hook, too."""
        self.is_unverified = False
        """Whether the program has the standard library check no certificates."""
        self.opener: v.LibraryObject | None = None
        """What `urllib.request.install_opener` was given."""
        self.secrets: list[Occurrence] = []
        self.clients_own: list[Role] = []
        self.shown: list[Shown] = []
        self.retries: list[Occurrence] = []
        self.scopes: list[AskedScopes] = []
        self.kept_tokens: list[Keeper] = []
        self._mocks = Mocks()
        self._entry_point: EntryPoint | None = None
        self._is_mocked: bool | None = None

    def sent(self, engine: Engine, exchange: Exchange) -> None:
        """Keeps a request that was sent."""
        self.exchanges.append(exchange)
        if exchange.status_term is not None:
            self.by_status[exchange.status_term] = exchange

    def request_of(self, error: Term) -> v.Value | None:
        """Returns the request that an error carries, by itself or with its response: one that was sent in its `try`."""
        if error.kind == "attribute" and error.parts[1] == "response" and isinstance(error.parts[0], Term):
            error = error.parts[0]
        if error.kind != "exception":
            return None
        sent = [e.request for e in self.exchanges if error.parts[2] in (*e.tries, *e.raised_in)]
        found = [v.restrict(v.only(r), when(equals(error, at), True)) for at, r in enumerate(sent[-_MOST_CAUGHT:]) if r]
        return v.union(found) or None

    def with_token(self, credential: Credential, condition: Condition) -> list[tuple[Credential, Condition]]:
        """Returns a credential with the OAuth token that it is, if it came from a token request of the program.

        If that can have been sent to hosts of both environments, it is two, each under its condition.
        """
        exchange = self.by_status.get(symbol("status", credential.made_by)) if credential.made_by is not None else None
        if exchange is None or not exchange.scenarios:
            return [(credential, condition)]
        hosts = [scenario.url.host for scenario in exchange.scenarios]
        if any(host is None or host.role != "access" for host in hosts):
            return [(credential, condition)]
        found: dict[str, list[Condition]] = {}
        for host, asked in zip(hosts, exchange.conditions, strict=True):
            joined = conjoin(asked, condition)
            if host is not None and host.environment and joined is not None:
                found.setdefault(host.environment, []).append(joined)
        if len(found) > 1 and all(len(conditions) == 1 for conditions in found.values()):
            return [(_token(credential, exchange, name), conditions[0]) for name, conditions in found.items()]
        return [(_token(credential, exchange, next(iter(found)) if len(found) == 1 else None), condition)]

    def note_kept_token(self, engine: Engine, credential: Credential, given: v.Alternative) -> None:
        """Keeps what keeps a token that is sent here, if anything does beyond this call."""
        made_by = self.by_status.get(symbol("status", credential.made_by))
        cache = made_by.cached if made_by is not None else None
        if cache is not None and not any(function.node is cache.node for function, _ in engine.stack.calls):
            self.kept_tokens.append(cache)
        if engine.entry_point is not None and not engine.path.is_undecidable:
            found = (kept_tokens.keeper_of(origin) for origin in _origins(given, credential.identity))
            self.kept_tokens += [keeper for keeper in found if keeper is not None][:1]

    def patched(self, is_in_test: bool) -> None:
        """Learns that the program replaces something of an HTTP library that may sign requests or check responses."""
        self.is_patched = True
        self.is_patched_in_tests = True
        self.is_patched_for_all = self.is_patched_for_all or not is_in_test
        self._is_patched_at_import = self._is_patched_at_import or (self._entry_point is None and not is_in_test)

    def start(self, entry_point: EntryPoint | None) -> None:
        """Learns what runs now: an entry point, or none of them."""
        self._entry_point = entry_point
        self.is_patched = self._is_patched_at_import
        self._is_mocked = None

    def is_mocked(self, engine: Engine) -> bool:
        """Whether what runs now runs under a mock of the network."""
        if self._is_mocked is None:
            self._is_mocked = self._entry_point is not None and self._mocks.answer(self._entry_point, engine.project)
        return self._is_mocked or engine.stack.mocks > 0

    def note_unknown_url(self, engine: Engine, message: Any, places: list[Any], node: Any, frame: Frame) -> None:
        """Keeps a request whose host is not known, for `--show-unresolved`."""
        unknown = [a for a in message.url if isinstance(a.content, (Term, v.Text)) and not _other_host(a.content)]
        if unknown and message.base is None:
            reason = "cannot determine the URL of this request"
            self.note_unknown(engine, frame.module, node, reason, message.library.name)

    def note_unknown(self, engine: Engine, module: Module, node: Any, reason: str, library: str = "") -> None:
        """Keeps what may be a request, and why that is not known, for `--show-unresolved`."""
        if self.has_room:
            trace = Trace(engine, node, module)
            self.unknown.append(UnknownRequest(place_of(module, node), reason, library, trace, engine.entry_point))

    @property
    def has_room(self) -> bool:
        """Whether more places where the request is not known are to be kept."""
        return len(self.unknown) < _MOST_UNKNOWN


def _token(credential: Credential, exchange: Exchange, environment: str | None) -> Credential:
    return credential._replace(kind=OAUTH, token=Token(environment, exchange.scopes, exchange.place))


def _origins(given: v.Alternative, identity: object) -> Iterator[v.Origin | None]:
    """Yields the ways that a header came: that of what stands in it for the credential, and its own."""
    if isinstance(given.content, v.Text):
        yield from (part.origin for part in given.content.parts if part.content is identity)
    yield given.origin


def _other_host(content: Any) -> bool:
    first = content.parts[0].content if isinstance(content, v.Text) else None
    return isinstance(first, str) and "://" in first and len(first.partition("://")[2]) > 0
