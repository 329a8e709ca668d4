"""What models of libraries have observed so far: requests and their responses, calls of the SDK, leaks, retries."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.checkout.keys import OAUTH
from cko_lint.evidence.places import place_of
from cko_lint.facts import AskedScopes, Credential, Spotted, Token
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.entry_points import EntryPoint
from cko_lint.interpreter.frames import Call, Frame
from cko_lint.logic.conditions import Condition, conjoin
from cko_lint.logic.terms import Term, symbol
from cko_lint.models.mocks import Mocks
from cko_lint.models.sending import UNDECIDED, Sending

_MOST_UNKNOWN = 500


class Observed:
    """The observations of one run."""

    def __init__(self) -> None:
        self.sendings: list[Sending] = []
        self.by_mark: dict[Term, Sending] = {}
        """The requests by the terms that stand for the statuses of their responses."""
        self.unknown_urls: list[tuple[Any, str]] = []
        """Places where a request may be sent, and why that is not known."""
        self.is_patched = False
        """Whether what runs now has replaced something of an HTTP library that may sign requests or check responses."""
        self.is_patched_for_all = False
        """Whether the program has, somewhere else than in a test."""
        self.is_patched_in_tests = False
        self._is_patched_at_import = False
        self.opener: v.LibraryObject | None = None
        """What `urllib.request.install_opener` was given."""
        self.secrets: list[Spotted] = []
        self.logged_keys: list[Spotted] = []
        self.logged_values: list[tuple[Term, Spotted]] = []
        self.retries: list[Spotted] = []
        self.scopes: list[AskedScopes] = []
        self._mocks = Mocks()
        self._entry_point: EntryPoint | None = None
        self._is_mocked: bool | None = None

    def sent(self, engine: Engine, sending: Sending) -> None:
        """Keeps a request that was sent."""
        self.sendings.append(sending)
        if sending.mark is not None:
            self.by_mark[sending.mark] = sending

    def with_token(self, credential: Credential, condition: Condition) -> Credential:
        """Returns a credential with the OAuth token that it is, if it came from a token request of the program."""
        sending = self.by_mark.get(symbol("status", credential.made_by)) if credential.made_by is not None else None
        if sending is None or not sending.scenarios:
            return credential
        hosts = [scenario.url.host for scenario in sending.scenarios]
        if any(host is None or host.role != "access" for host in hosts):
            return credential
        environments = {
            host.environment
            for host, asked in zip(hosts, sending.conditions, strict=True)
            if host is not None and conjoin(asked, condition) is not None
        }
        environment = environments.pop() if len(environments) == 1 else None
        return credential._replace(kind=OAUTH, token=Token(environment, sending.scopes, sending.place))

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
        if unknown and message.base is None and self.has_room:
            self.unknown_urls.append((place_of(frame.module, node), "cannot determine the URL of this request"))

    def note_undecided(self, call: Call) -> None:
        """Keeps a call of which it is not known whether it is made, for `--show-unresolved`."""
        self.unknown_urls.append((place_of(call.frame.module, call.node), f"cannot analyse this request: {UNDECIDED}"))

    @property
    def has_room(self) -> bool:
        """Whether more places where the request is not known are to be kept."""
        return len(self.unknown_urls) < _MOST_UNKNOWN


def _other_host(content: Any) -> bool:
    first = content.parts[0].content if isinstance(content, v.Text) else None
    return isinstance(first, str) and "://" in first and len(first.partition("://")[2]) > 0
