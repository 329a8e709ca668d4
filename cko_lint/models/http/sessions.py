"""Sessions and clients of the HTTP libraries: what they add to every request that is sent through them."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message, OutgoingRequest
from cko_lint.facts import Occurrence
from cko_lint.interpreter import external, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.terms import Term
from cko_lint.models import packages
from cko_lint.models.http import adapters
from cko_lint.models.http.exchange import ANY_VERB, VERBS, send
from cko_lint.models.http.messages import QUERY, copied_headers, hooks_of, insecurity, is_intercepted, layer, message_of
from cko_lint.models.http.overrides import SEEN_THROUGH, by_own_request, changes_sending, replaces_sending
from cko_lint.models.http.prepared import PreparedRequest, prepare
from cko_lint.models.http.transports import adapter_of, retries_of, sent
from cko_lint.models.mocks import MOCKS
from cko_lint.models.observed import Observed

_MOCK_TRANSPORTS = ("MockTransport", "ASGITransport", "WSGITransport", "MockRouter")
_SENDING = frozenset(
    {*VERBS, "stream", "request", "ws_connect", "urlopen", "request_encode_url", "request_encode_body"}
)


class Session(v.WithAttributes):
    """A session or client: what it adds to every request, under the names that the program reads and sets.

    `is_open` if code that cannot be analysed may have changed it, `is_mock` if it sends nothing, `is_custom` if code of the
    project handles what it sends; `retrying` are the retries it makes after a 401, `is_mounted` if they are for our hosts only;
    `adapters` are those of the project that it sends through.
    """

    __slots__ = ("adapters", "is_custom", "is_mock", "is_mounted", "is_open", "library", "observed", "retrying")

    def __init__(self, observed: Observed, library: HttpLibrary, attributes: dict[str, v.Value]) -> None:
        super().__init__(attributes)
        self.observed = observed
        self.library = library
        self.is_open = self.is_mock = self.is_custom = self.is_mounted = False
        self.retrying: list[Occurrence] = []
        self.adapters: list[v.Instance] = []

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """An attribute; hooks and parameters are there to be added to."""
        if name == "adapters":  # code that asks for them puts one in
            self.is_custom = True
        if name in ("hooks", "event_hooks") and name not in self.attributes:
            self.attributes[name] = v.only(self._own(v.Mapping()))
        if name in ("hooks", "event_hooks"):
            self._add_events(name)
        if name in QUERY and name not in self.attributes:
            self.attributes[name] = v.only(self._own(v.Mapping()))
        return self.attributes.get(name)

    def _add_events(self, name: str) -> None:
        """Each event has a list, to which callbacks can be added."""
        events = ("request", "response") if name == "event_hooks" else ("response",)
        for alternative in self.attributes[name]:
            content = alternative.content
            for event in events if isinstance(content, v.Mapping) and not content.open else ():
                if event not in content.entries:
                    content.entries = {**content.entries, event: v.only(self._own(v.Collection("list", [])))}

    def _own(self, part: Any) -> Any:
        """Makes something that the session has had from the beginning, though it is only asked for now."""
        part.made_at, part.base = self.made_at, self.base
        return part

    def set_attribute(self, engine: Engine, name: str, value: v.Value) -> bool:
        """Sets an attribute; headers are copied, and a method by which it sends is the program's from then on."""
        self.is_custom = self.is_custom or replaces_sending(name)
        return super().set_attribute(engine, name, copied_headers(engine, value) if name == "headers" else value)

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Sends, prepares, mounts; a project's class that overrides `request` gets to see what its verbs send."""
        if name == "__init__":
            configure(engine, self, call.arguments)
            return v.NONE
        if name == "__enter__":
            return v.only(receiver if isinstance(receiver, v.Instance) else self)
        if isinstance(receiver, v.Instance) and changes_sending(engine, receiver.cls):
            self.is_custom = True
        if name in _SENDING or (name == ANY_VERB and _gives_url(call.arguments)):
            return self._sent(engine, name, call, receiver)
        if name in ("prepare_request", "build_request"):
            return _prepare(engine, self, name, call)
        if name == "send":
            return _send_prepared(engine, self, call)
        if name == "mount":
            _mount(engine, self, call.arguments)
        if name in ("mount", "close", "aclose", "get_adapter", "cookies", "clear"):
            return v.NONE
        return v.only(self) if name in ("connection_from_url", "connection_from_host") else None

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have given it headers."""
        if not self.is_open:
            engine.undo.record(self, lambda: setattr(self, "is_open", False))
            self.is_open = True

    def copied(self, engine: Engine) -> Session:
        """A session with the same state."""
        made: Session = engine.new(Session(self.observed, self.library, dict(self.attributes)))
        made.is_open, made.is_mock, made.is_custom = self.is_open, self.is_mock, self.is_custom
        made.is_mounted, made.retrying, made.adapters = self.is_mounted, list(self.retrying), self.adapters
        return made

    def _sent(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value:
        verb = name if name in (*VERBS, ANY_VERB) else None
        if verb is not None:
            overridden = by_own_request(engine, receiver, self.attributes.get("request"), verb, call)
            if overridden is not None:
                return overridden
        message = message_of(engine, verb, call, self.library)
        _add_session(message, self)
        message.adapters = self.adapters
        if isinstance(receiver, v.Instance) and any(lookup.find(receiver.cls, name) for name in SEEN_THROUGH):
            message.adapters = [receiver, *message.adapters]
        if self.is_mock:
            message.url, message.base = v.NONE, None
        return v.only(send(engine, self.observed, message, call.node, call.frame))


def _gives_url(arguments: Arguments) -> bool:
    """Whether a call may have a URL, or a path, where verbs have it, and has nothing that only other methods take."""
    url = arguments.get(0, "url") or ()
    return len(arguments.positional) < 2 and any(isinstance(a.content, (str, v.Text, Term)) for a in url)


def make(engine: Engine, observed: Observed, library: HttpLibrary, unseen: bool = False) -> Session:
    """Makes a session with nothing set, or one whose state is not known."""
    headers = engine.new(v.Mapping(open=unseen))
    session: Session = engine.new(Session(observed, library, {"headers": v.only(headers)}))
    session.is_open = unseen
    return session


def construct(library: HttpLibrary) -> Any:
    """Returns the model of a session's class."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        session = make(engine, observed, library)
        configure(engine, session, call.arguments)
        return v.only(session)

    return model


# What a client's class is given that its requests have, or are sent by.
_ARGUMENTS = (
    "auth", "params", "cookies", "event_hooks", "raise_for_status", "verify", "ssl", "connector", "transport", "cert_reqs",
    "ssl_context", "verify_ssl",
)  # fmt: skip


def around(library: HttpLibrary, parameter: str) -> Any:
    """Returns the model of a class whose objects send through a session that they are given, or through one of their own."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        given = call.arguments.keywords.get(parameter) or (call.arguments.positional or [()])[0]
        if any(isinstance(a.content, Session) for a in given):
            return tuple(v.Alternative(_around(engine, a.content, call), a.condition, a.origin) for a in given)
        session = make(engine, observed, library, unseen=any(a.content is not None for a in given))
        configure(engine, session, call.arguments)
        return v.only(session)

    return model


def _around(engine: Engine, content: Any, call: Call) -> Any:
    """What sends through a session, and adds what it was told itself; what is no session is as it was."""
    if not isinstance(content, Session):
        return content
    made = content.copied(engine)
    configure(engine, made, call.arguments)
    return made


def configure(engine: Engine, session: Session, arguments: Arguments) -> None:
    """Sets what the arguments of a client's class say."""
    library, given = session.library, arguments.keywords
    base = arguments.get(library.base_url_at, "base_url")
    if base is not None:
        session.attributes["base_url"] = base
    headers = arguments.get(library.session_headers_at, "headers")
    if headers is not None:
        session.attributes["headers"] = copied_headers(engine, headers)
    session.attributes |= {name: given[name] for name in _ARGUMENTS if name in given}
    session.retrying += retries_of(arguments)
    for content in [a.content for name in ("transport", "mounts", "connector") for a in given.get(name, ())]:
        _send_through(engine, session, content)
        half = adapter_of(content)
        session.retrying += half.retrying if half is not None else []
    session.is_custom = session.is_custom or is_intercepted(arguments)
    session.is_mock = session.is_mock or "app" in given or any(map(_is_mock, given.get("transport", ())))
    session.is_open = session.is_open or arguments.open


def _is_mock(transport: v.Alternative) -> bool:
    return (external.external_name(transport.content) or "").endswith(_MOCK_TRANSPORTS)


def _send_through(engine: Engine, session: Session, content: Any) -> None:
    """A session sends through an adapter or transport, or through those of a dictionary."""
    if isinstance(content, v.Mapping):
        for alternative in (a for entry in content.entries.values() for a in entry):
            _send_through(engine, session, alternative.content)
    elif adapters.is_in_sight(engine, content):
        before = session.adapters
        engine.undo.record(session, lambda: setattr(session, "adapters", before))
        session.adapters = [*before, content]
    elif _is_custom(content) and not session.is_custom:
        engine.undo.record(session, lambda: setattr(session, "is_custom", False))
        session.is_custom = True


def _is_custom(content: Any) -> bool:
    """Whether an adapter or transport is out of sight, or a mock: it may sign what it sends, and check what it gets."""
    name = external.external_name(content)
    if isinstance(content, (v.Instance, v.FunctionValue, v.ClassValue)):
        return True
    if name is None:
        return isinstance(content, Term)
    return name.startswith(MOCKS) or not packages.lets_through(name)


def _mount(engine: Engine, session: Session, arguments: Arguments) -> None:
    """Notes an adapter, and its retries, for the URLs that it is mounted for; the longest prefix wins."""
    prefixes = arguments.get(0, "prefix") or ()
    text = v.text_of(prefixes[0].content) if len(prefixes) == 1 else None
    own = text is not None and "checkout.com" in text
    if text is not None and not own and text not in ("https://", "http://", "https", "http", ""):
        return
    for alternative in arguments.get(1, "adapter") or ():
        _send_through(engine, session, alternative.content)
        half = adapter_of(alternative.content)
        if half is not None:
            retrying = list(half.retrying)
            if own:
                session.retrying, session.is_mounted = retrying, True
            elif not session.is_mounted:
                session.retrying += retrying


def _add_session(message: Message, session: Session) -> None:
    held = session.attributes
    is_replaced = message.library.replaces_headers and any(
        a.content is not None for layer in message.headers for a in layer
    )
    if not is_replaced:  # a pool's headers are those of calls that bring none
        message.headers.append(held["headers"])
    message.query += [held[name] for name in QUERY if name in held]
    message.auth += layer(held.get("auth"))
    message.base = held.get("base_url")
    message.may_have_other_headers = message.may_have_other_headers or session.is_open
    may_have_hooks = session.is_open and session.observed.has_hooks
    message.handled_by_own_code = message.handled_by_own_code or session.is_custom or may_have_hooks
    if not message.is_secured:  # what the call says of certificates counts
        message.insecure = message.insecure or insecurity(held)
    message.retries += session.retrying
    for name in ("event_hooks", "hooks"):
        if name in held:
            message.hooks += hooks_of(held[name], "request")
            message.answer_hooks += hooks_of(held[name], "response")
    if message.raises_for_status is None and "raise_for_status" in held:
        message.raises_for_status = held["raise_for_status"]


def _prepare(engine: Engine, session: Session, name: str, call: Call) -> v.Value:
    if name == "build_request":
        made = prepare(engine, session.library, call)
        _add_session(made.message, session)
        return v.only(made)
    content = call.arguments.positional[0][0].content if call.arguments.positional else None
    if isinstance(content, PreparedRequest):
        _add_session(content.message, session)
        return v.only(content)
    if isinstance(content, OutgoingRequest):
        return v.only(content)
    return v.unknown("prepared", engine.undo.now)


def _send_prepared(engine: Engine, session: Session, call: Call) -> v.Value | None:
    value = call.arguments.get(0, "request")
    content = value[0].content if value is not None and len(value) == 1 else None
    if not isinstance(content, PreparedRequest):
        return sent(call)
    message = content.completed()
    if message.library.completes_prepared and message.base is None:
        _add_session(message, session)
    message.insecure = insecurity(call.arguments.keywords) or message.insecure
    message.adapters = session.adapters
    if "hooks" in session.attributes:
        message.answer_hooks += hooks_of(session.attributes["hooks"], "response")
    return v.only(send(engine, session.observed, message, call.node, call.frame))
