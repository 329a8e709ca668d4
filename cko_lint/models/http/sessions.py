"""Sessions and clients of the HTTP libraries: what they add to every request that is sent through them."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.interpreter import external, judgments, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.terms import Term
from cko_lint.models import packages
from cko_lint.models.http import exchange
from cko_lint.models.mocks import MOCKS
from cko_lint.models.observed import Observed

# The arguments of a request that carry something other than headers, by name: in sight of everybody, or in the body.
_QUERY = ("params", "cookies")
_BODY = ("data", "json", "body", "fields", "content", "files")
_MOCK_TRANSPORTS = ("MockTransport", "ASGITransport", "WSGITransport", "MockRouter")


def make(engine: Engine, library: HttpLibrary, unseen: bool) -> v.LibraryObject:
    """Makes a session with nothing set, or one whose state is out of sight."""
    headers = engine.new(v.Mapping(open=unseen))
    attributes: dict[str, Any] = {"library": library, "headers": v.only(headers), "open": unseen}
    session: v.LibraryObject = engine.new(v.LibraryObject("session", attributes))
    return session


def construct(library: HttpLibrary) -> Any:
    """Returns the model of a session's class."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        session = make(engine, library, unseen=False)
        configure(engine, session, call.arguments)
        return v.only(session)

    return model


def configure(engine: Engine, session: v.LibraryObject, arguments: Arguments) -> None:
    """Sets what the arguments of a client's class say."""
    library: HttpLibrary = session.attributes["library"]
    base = arguments.get(library.base_url_at, "base_url")
    if base is not None:
        session.attributes["base_url"] = base
    headers = arguments.get(library.session_headers_at, "headers")
    if headers is not None:
        session.attributes["headers"] = _as_mappings(engine, headers)
    for value in arguments.keywords.get("retries", ()):
        if isinstance(value.content, v.LibraryObject) and value.content.kind == "retry":
            session.attributes.setdefault("retrying", []).append(value.content.attributes["spotted"])
    for name in (
        "auth",
        "params",
        "cookies",
        "event_hooks",
        "raise_for_status",
        "verify",
        "ssl",
        "connector",
        "transport",
        "cert_reqs",
        "ssl_context",
        "verify_ssl",
    ):
        if name in arguments.keywords:
            session.attributes[name] = arguments.keywords[name]
    for name in ("transport", "mounts", "connector"):
        if name in arguments.keywords and any(_is_custom(a.content) for a in arguments.keywords[name]):
            session.attributes["custom"] = True
    if _is_intercepted(arguments):
        session.attributes["custom"] = True
    if "transport" in arguments.keywords or "app" in arguments.keywords:
        for alternative in arguments.keywords.get("transport", arguments.keywords.get("app", ())):
            name = external.external_name(alternative.content) or ""
            if name.endswith(_MOCK_TRANSPORTS) or "app" in arguments.keywords:
                session.attributes["mock"] = True
    if arguments.open:
        session.attributes["open"] = True


def _is_custom(content: Any) -> bool:
    """Whether an adapter or transport is the project's own, or a mock: it may sign what it sends, and check what it gets."""
    if isinstance(content, v.Mapping):
        return any(_is_custom(a.content) for entry in content.entries.values() for a in entry)
    name = external.external_name(content)
    if isinstance(content, (v.Instance, v.FunctionValue, v.ClassValue)):
        return True
    if name is None:
        return isinstance(content, Term)
    return name.startswith(MOCKS) or not packages.lets_through(name)


# What a client, or a call, is given to look at each request and its response.
_INTERCEPTING = ("middlewares", "trace_configs", "request_class", "response_class")


def _is_intercepted(arguments: Arguments) -> bool:
    """Whether code that is given along with a request, or to its client, may sign it or check its response."""
    given = [arguments.keywords[name] for name in _INTERCEPTING if name in arguments.keywords]
    hooks = arguments.keywords.get("event_hooks", arguments.keywords.get("hooks", ()))
    return any(isinstance(a.content, (Term, v.External)) for a in hooks) or any(
        not (a.content is None or (isinstance(a.content, v.Collection) and not (a.content.items or a.content.open)))
        for value in given
        for a in value
    )


# The methods by which the libraries prepare, sign and send, and by which a class of the project can change that.
_OVERRIDES = frozenset(
    """
    send prepare_request build_request rebuild_auth get_adapter urlopen request_context connection_from_context
    connection_from_host connection_from_pool_key connection_from_url __getattribute__ _build_auth _build_request_auth
    _enforce_trailing_slash _init_transport _merge_headers _merge_queryparams _request _send _send_handling_auth
    _send_handling_redirects _send_single_request _transport_for_url
    """.split()
)
_PROPERTIES = ("headers", "auth", "hooks", "event_hooks", "adapters")


def _as_mappings(engine: Engine, headers: v.Value) -> v.Value:
    """A client copies the headers it is given: later changes of the dictionary do not reach it, nor the other way round."""
    found = []
    for alternative in headers:
        content = alternative.content
        if isinstance(content, v.Mapping):
            copy = engine.new(v.Mapping(dict(content.entries), content.open))
            found.append(v.Alternative(copy, alternative.condition))
        elif content is None:
            found.append(v.Alternative(engine.new(v.Mapping()), alternative.condition))
        else:
            found.append(alternative)
    return tuple(found)


def attribute(engine: Engine, holder: v.LibraryObject, name: str) -> v.Value | None:
    """Returns an attribute of a session."""
    if name == "adapters":  # whoever asks for them puts one in
        holder.attributes["custom"] = True
    if name in ("library", "open", "mock", "custom", "retrying", "mounted"):
        return None
    if name in ("hooks", "event_hooks") and name not in holder.attributes:
        callbacks = engine.new(v.Collection("list", []))
        holder.attributes[name] = v.only(engine.new(v.Mapping({"response": v.only(callbacks)})))
    if name in _QUERY and name not in holder.attributes and holder.kind == "session":
        holder.attributes[name] = v.only(engine.new(v.Mapping()))
    found = holder.attributes.get(name)
    return found if isinstance(found, tuple) else None


def assign(engine: Engine, holder: v.LibraryObject, name: str, value: v.Value) -> bool:
    """Sets an attribute of a session."""
    if holder.kind == "response":
        return False
    if holder.kind == "context" and name == "verify_mode":
        off = any(external.external_name(a.content) == "ssl.CERT_NONE" for a in value)
        holder.attributes["unchecked"] = off
        return True
    if name == "headers":
        value = _as_mappings(engine, value)
    engine.set_attribute(holder, name, value)
    return True


def open(engine: Engine, session: v.LibraryObject) -> None:
    """The session went out of sight: others may have given it headers."""
    if not session.attributes.get("open"):
        engine.record(session, lambda: session.attributes.__setitem__("open", False))
        session.attributes["open"] = True


def method(
    engine: Engine, observed: Observed, session: v.LibraryObject, name: str, call: Call, receiver: Any
) -> v.Value | None:
    """Calls a method of a session; a project's class that overrides `request` gets to see what its verbs send."""
    if name == "__init__":
        configure(engine, session, call.arguments)
        return v.NONE
    if name == "__enter__":
        return v.only(receiver if isinstance(receiver, v.Instance) else session)
    if isinstance(receiver, v.Instance) and _is_special(engine, receiver.cls):
        session.attributes["custom"] = True
    if name in (
        *exchange.VERBS,
        "stream",
        "request",
        "ws_connect",
        "urlopen",
        "request_encode_url",
        "request_encode_body",
    ):
        if name in exchange.VERBS and isinstance(receiver, v.Instance):
            overridden = _overridden(engine, receiver, name, call)
            if overridden is not None:
                return overridden
        verb = name if name in exchange.VERBS else None
        return v.only(request(engine, observed, session, verb, call, session.attributes["library"]))
    if name in ("prepare_request", "build_request"):
        return _prepare(engine, session, name, call)
    if name == "send":
        return _send_prepared(engine, observed, session, call)
    if name == "mount":
        _mount(session, call.arguments)
    if name == "mount" and any(_is_custom(a.content) for a in call.arguments.get(1, "adapter") or ()):
        session.attributes["custom"] = True
    if name in ("mount", "close", "aclose", "get_adapter", "cookies", "clear"):
        return v.NONE
    if name in ("connection_from_url", "connection_from_host"):
        return v.only(session)
    return None


def _is_special(engine: Engine, cls: v.ClassValue) -> bool:
    """Whether a class of sessions changes how its library sends, or has a base out of sight that may."""
    if any(lookup.find(cls, name) for name in _OVERRIDES):
        return True
    held = [a.content for name in _PROPERTIES for a in lookup.find(cls, name) or ()]
    if any(isinstance(content, v.FunctionValue) for content in held):
        return True
    names = [external.external_name(base) for base in lookup.mro(cls) if not isinstance(base, v.ClassValue)]
    return any(name is None or not engine.models.lets_through(name) for name in names)


def _mount(session: v.LibraryObject, arguments: Arguments) -> None:
    """Notes the retries of an adapter for the URLs that it is mounted for; the longest prefix wins."""
    prefixes = arguments.get(0, "prefix") or ()
    text = v.text_of(prefixes[0].content) if len(prefixes) == 1 else None
    own = text is not None and "checkout.com" in text
    if text is not None and not own and text not in ("https://", "http://", "https", "http", ""):
        return
    for adapter in arguments.get(1, "adapter") or ():
        if isinstance(adapter.content, v.LibraryObject) and adapter.content.kind == "adapter":
            retrying = list(adapter.content.attributes["retrying"])
            if own:
                session.attributes["retrying"], session.attributes["mounted"] = retrying, True
            elif not session.attributes.get("mounted"):
                session.attributes.setdefault("retrying", []).extend(retrying)


def _overridden(engine: Engine, receiver: v.Instance, name: str, call: Call) -> v.Value | None:
    own = lookup.find(receiver.cls, "request")
    if own is None:
        return None
    arguments = call.arguments
    positional = [v.only(name.upper()), *arguments.positional[:1]]
    keywords = dict(arguments.keywords)
    for value, argument in zip(arguments.positional[1:], ("data", "json"), strict=False):
        keywords[argument] = value
    merged = Arguments(positional, keywords, arguments.open)
    return judgments.call(engine, (lookup.bind(receiver, "request", own),), merged, call.node, call.frame)


def request(
    engine: Engine,
    observed: Observed,
    session: v.LibraryObject | None,
    verb: str | None,
    call: Call,
    library: HttpLibrary,
) -> v.LibraryObject:
    """Sends what a call of a verb, or of `request(method, url)`, says, through a session if there is one."""
    message = message_of(engine, session, verb, call, library)
    if session is not None and session.attributes.get("mock"):
        message.url, message.base = v.NONE, None
    return exchange.send(engine, observed, message, call.node, call.frame)


def message_of(
    engine: Engine, session: v.LibraryObject | None, verb: str | None, call: Call, library: HttpLibrary
) -> Message:
    """Returns what a call sends."""
    arguments = call.arguments
    offset = 0 if verb is not None else 1
    method = (
        v.only(verb.upper()) if verb is not None else arguments.get(0, "method") or v.unknown("method", engine.births)
    )
    url = arguments.get(offset, "url") or arguments.keywords.get("str_or_url") or v.unknown("url", engine.births)
    message = Message(library, method, url)
    _add_call(message, arguments, offset)
    if session is not None:
        _add_session(message, session)
    return message


def _add_call(message: Message, arguments: Arguments, offset: int) -> None:
    headers = arguments.keywords.get("headers")
    if headers is None and offset == 1:
        headers = arguments.get(message.library.headers_at, "headers")
    message.headers += exchange.mapping(headers)
    message.auth += exchange.mapping(arguments.keywords.get("auth"))
    message.unseen = arguments.open
    message.custom = _is_intercepted(arguments)
    message.query = [arguments.keywords[name] for name in _QUERY if name in arguments.keywords]
    message.elsewhere = [arguments.keywords[name] for name in _BODY if name in arguments.keywords]
    message.elsewhere += arguments.positional[offset + 1 :]
    _add_body(message, arguments, offset)
    for value in arguments.keywords.get("retries", ()):
        if isinstance(value.content, v.LibraryObject) and value.content.kind == "retry":
            message.retries.append(value.content.attributes["spotted"])
    message.insecure = _insecure(arguments.keywords)
    message.is_secured = any(
        name in arguments.keywords and not all(a.content is None for a in arguments.keywords[name])
        for name in _CHECKING
    )
    if "raise_for_status" in arguments.keywords:
        message.raises_for_status = arguments.keywords["raise_for_status"]
    hooks = arguments.keywords.get("hooks")
    if hooks is not None:
        message.answer_hooks += _hooks_of(hooks, "response")


_FORMS = ("data", "content", "body")


def _add_body(message: Message, arguments: Arguments, offset: int) -> None:
    """Notes the form and the JSON that a call sends; what else can be a body is not looked into."""
    behind = 1 if message.library.data_behind_url and offset == 0 else -1
    given = [arguments.keywords[name] for name in _FORMS if name in arguments.keywords]
    message.form = given[0] if given else arguments.get(behind, "data")
    message.json = arguments.keywords.get("json")
    message.has_unseen_body = (
        arguments.open or len(given) > 1 or "files" in arguments.keywords or "fields" in arguments.keywords
        or len(arguments.positional) > max(offset + 1, behind + 1)
    )  # fmt: skip


def _add_session(message: Message, session: v.LibraryObject) -> None:
    held = session.attributes
    is_replaced = message.library.replaces_headers and any(
        a.content is not None for layer in message.headers for a in layer
    )
    if not is_replaced:  # a pool's headers are those of calls that bring none
        message.headers.append(held["headers"])
    message.query += [held[name] for name in _QUERY if isinstance(held.get(name), tuple)]
    message.auth += exchange.mapping(held.get("auth"))
    message.base = held.get("base_url")
    message.unseen = message.unseen or bool(held.get("open"))
    message.custom = message.custom or bool(held.get("custom"))
    settings = {name: value for name, value in held.items() if isinstance(value, tuple)}
    if not message.is_secured:  # what the call says of certificates counts
        message.insecure = message.insecure or _insecure(settings)
    message.retries += held.get("retrying", [])
    for name in ("event_hooks", "hooks"):
        if name in held:
            message.hooks += _hooks_of(held[name], "request")
            message.answer_hooks += _hooks_of(held[name], "response")
    if message.raises_for_status is None and "raise_for_status" in held:
        message.raises_for_status = held["raise_for_status"]


_CHECKING = ("verify", "ssl", "ssl_context", "verify_ssl", "cert_reqs")


def _is_none(content: Any) -> bool:
    name = content.name if isinstance(content, v.External) else v.text_of(content)
    return name in ("CERT_NONE", "ssl.CERT_NONE") or content == 0


def _insecure(given: dict[str, v.Value]) -> str | None:
    """Returns how the checking of certificates is switched off, if it is for certain."""
    for name in (*_CHECKING, "connector", "transport"):
        value = given.get(name)
        if value is None or len(value) != 1:
            continue
        content = value[0].content
        if content is False or (name == "cert_reqs" and _is_none(content)):
            return f"{name}={content if content is False else 'CERT_NONE'}"
        if isinstance(content, v.LibraryObject) and content.attributes.get("unchecked"):
            return f"{name}="
    return None


def _hooks_of(value: v.Value, event: str) -> list[v.Value]:
    found = []
    for alternative in value:
        if isinstance(alternative.content, v.Mapping):
            entry = alternative.content.entries.get(event)
            if entry is not None:
                found.append(tuple(a for a in entry if a.content is not v.ABSENT))
    return found


# ------------------------------------------------------------- prepared requests


def _prepare(engine: Engine, session: v.LibraryObject, name: str, call: Call) -> v.Value:
    if name == "build_request":
        made = _prepared(engine, session.attributes["library"], call)
        _add_session(made.attributes["message"], session)
        return v.only(made)
    content = call.arguments.positional[0][0].content if call.arguments.positional else None
    if isinstance(content, v.LibraryObject) and content.kind == "prepared":
        message = content.attributes["message"]
        _add_session(message, session)
        return v.only(content)
    return v.unknown("prepared", engine.births)


def prepared(library: HttpLibrary) -> Any:
    """Returns the model of a library's `Request` class."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        return v.only(_prepared(engine, library, call))

    return model


def _prepared(engine: Engine, library: HttpLibrary, call: Call) -> v.LibraryObject:
    message = message_of(engine, None, None, call, library)
    headers = call.arguments.get(library.prepared_headers_at, "headers")
    message.headers = [_as_mappings(engine, headers)] if headers is not None else [v.only(engine.new(v.Mapping()))]
    made: v.LibraryObject = engine.new(v.LibraryObject("prepared", {"message": message, "headers": message.headers[0]}))
    return made


def prepared_method(
    engine: Engine, observed: Observed, holder: v.LibraryObject, name: str, call: Call, receiver: Any
) -> v.Value | None:
    """Calls a method of a prepared request."""
    if name in ("register_hook", "prepare_headers", "prepare_auth", "prepare_hooks"):
        holder.attributes["message"].custom = True
    return v.only(holder) if name in ("prepare", "copy") else v.NONE


def _send_prepared(engine: Engine, observed: Observed, session: v.LibraryObject, call: Call) -> v.Value | None:
    value = call.arguments.get(0, "request")
    content = value[0].content if value is not None and len(value) == 1 else None
    if not (isinstance(content, v.LibraryObject) and content.kind == "prepared"):
        return None
    message: Message = content.attributes["message"]
    if "headers" in content.attributes:
        message.headers[0] = content.attributes["headers"]
    message.unseen = message.unseen or bool(content.attributes.get("open"))
    if message.library.completes_prepared and message.base is None:
        _add_session(message, session)
    message.insecure = _insecure(call.arguments.keywords) or message.insecure
    if session.attributes.get("hooks") is not None:
        message.answer_hooks += _hooks_of(session.attributes["hooks"], "response")
    return v.only(exchange.send(engine, observed, message, call.node, call.frame))


def verbs(library: HttpLibrary, module: str) -> dict[str, Any]:
    """Returns the models of a library's functions that send a request by themselves."""
    models: dict[str, Any] = {}
    for verb in exchange.VERBS:
        models[f"{module}.{verb}"] = _function(library, verb)
    models[f"{module}.request"] = _function(library, None)
    return models


def _function(library: HttpLibrary, verb: str | None) -> Any:
    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        return v.only(request(engine, observed, None, verb, call, library))

    return model
