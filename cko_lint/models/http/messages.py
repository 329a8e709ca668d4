"""What a call of an HTTP library sends, by its arguments."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.interpreter import mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.terms import Term
from cko_lint.models.http.transports import TlsSettings, retries_of

# The arguments of a request that carry something other than headers, by name: in sight of everybody, or in the body.
QUERY = ("params", "cookies")
_BODY = ("data", "json", "body", "fields", "content", "files")
_CHECKING = ("verify", "ssl", "ssl_context", "verify_ssl", "cert_reqs")
# What a client, or a call, is given to look at each request and its response.
_INTERCEPTING = ("middlewares", "trace_configs", "request_class", "response_class")


def message_of(
    engine: Engine, verb: str | None, call: Call, library: HttpLibrary, headers_at: int | None = None
) -> Message:
    """Returns what a call of a verb, of one that is not known, or of `request(method, url)`, sends by itself.

    `headers_at` is where it takes its headers, if that is not where the function of the library does.
    """
    arguments = call.arguments
    offset = 0 if verb is not None else 1
    method = (
        v.only(verb.upper())
        if verb
        else (arguments.get(0, "method") if verb is None else None) or v.unknown("method", engine.undo.now)
    )
    url = arguments.get(offset, "url") or arguments.keywords.get("str_or_url") or v.unknown("url", engine.undo.now)
    message = Message(library, method, url)
    _add_call(message, arguments, offset, _headers_at(arguments, library) if headers_at is None else headers_at)
    return message


def _headers_at(arguments: Arguments, library: HttpLibrary) -> int:
    """Returns where `request(method, url, …)` takes its headers; the newer of two places, if anything stands there."""
    is_newer = 0 <= library.newer_headers_at < len(arguments.positional)
    return library.newer_headers_at if is_newer else library.headers_at


def _add_call(message: Message, arguments: Arguments, offset: int, headers_at: int) -> None:
    behind = dict(enumerate(arguments.positional))
    headers = arguments.keywords.get("headers")
    if headers is None and offset == 1:
        headers = behind.pop(headers_at, None)
    message.headers += layer(headers)
    message.auth += layer(arguments.keywords.get("auth"))
    message.may_have_other_headers = arguments.open
    message.handled_by_own_code = is_intercepted(arguments)
    message.query = [arguments.keywords[name] for name in QUERY if name in arguments.keywords]
    message.body_values = [arguments.keywords[name] for name in _BODY if name in arguments.keywords]
    message.body_values += [value for at, value in behind.items() if at > offset]
    _add_body(message, arguments, offset)
    message.retries += retries_of(arguments)
    message.insecure = insecurity(arguments.keywords)
    message.is_secured = any(
        name in arguments.keywords and not all(a.content is None for a in arguments.keywords[name])
        for name in _CHECKING
    )
    if "raise_for_status" in arguments.keywords:
        message.raises_for_status = arguments.keywords["raise_for_status"]
    hooks = arguments.keywords.get("hooks")
    if hooks is not None:
        message.answer_hooks += hooks_of(hooks, "response")


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


def is_intercepted(arguments: Arguments) -> bool:
    """Whether code that is given along with a request, or to its client, may sign it or check its response."""
    given = [arguments.keywords[name] for name in _INTERCEPTING if name in arguments.keywords]
    hooks = arguments.keywords.get("event_hooks", arguments.keywords.get("hooks", ()))
    return any(isinstance(a.content, (Term, v.External)) for a in hooks) or any(
        not (a.content is None or (isinstance(a.content, v.Collection) and not (a.content.items or a.content.open)))
        for value in given
        for a in value
    )


def insecurity(given: dict[str, v.Value]) -> str | None:
    """Returns how the checking of certificates is switched off, if it is for certain."""
    for name in (*_CHECKING, "connector", "transport"):
        value = given.get(name)
        if value is None or len(value) != 1:
            continue
        content = value[0].content
        if content is False or (name == "cert_reqs" and _is_none(content)):
            return f"{name}={content if content is False else 'CERT_NONE'}"
        if isinstance(content, TlsSettings) and content.is_unchecked:
            return f"{name}="
    return None


def _is_none(content: Any) -> bool:
    name = content.name if isinstance(content, v.External) else v.text_of(content)
    return name in ("CERT_NONE", "ssl.CERT_NONE") or content == 0


def hooks_of(value: v.Value, event: str) -> list[v.Value]:
    """Returns the callbacks that dictionaries of hooks have for an event."""
    found = []
    for alternative in value:
        if isinstance(alternative.content, v.Mapping):
            entry = alternative.content.entries.get(event)
            if entry is not None:
                found.append(tuple(a for a in entry if a.content is not v.ABSENT))
    return found


def copied_headers(engine: Engine, headers: v.Value) -> v.Value:
    """A client copies the headers it is given: later changes of the dictionary do not reach it, nor the other way round."""
    found = []
    for alternative in headers:
        content = mappings.as_dictionary(alternative.content)
        if isinstance(content, v.Mapping):
            copy = engine.new(v.Mapping(dict(content.entries), content.open))
            found.append(v.Alternative(copy, alternative.condition))
        elif content is None:
            found.append(v.Alternative(engine.new(v.Mapping()), alternative.condition))
        else:
            found.append(alternative)
    return tuple(found)


def layer(value: v.Value | None) -> list[v.Value]:
    """Returns a layer of headers, or none."""
    if value is None:
        return []
    if any(isinstance(a.content, v.Instance) for a in value):
        value = tuple(v.Alternative(mappings.as_dictionary(a.content), a.condition, a.origin) for a in value)
    return [value]
