"""Adapters, transports and sessions of the project's own: what they add to what they send, and what they check of its response.

They are run on a request that is on its way: what their code gives it, it is sent with; what their code tests of the response, is
checked. One that gives something else than the library's response is not seen through.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.message import Message, OutgoingRequest
from cko_lint.interpreter import external, futures, judgments, lookup, mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.models.http.transports import SENDING, adapter_of

CLASSES = (
    "requests.adapters.HTTPAdapter", "requests.adapters.BaseAdapter", "httpx.BaseTransport", "httpx.AsyncBaseTransport",
    "httpx.HTTPTransport", "httpx.AsyncHTTPTransport", "requests_toolbelt.adapters.source.SourceAddressAdapter",
    "requests_toolbelt.adapters.ssl.SSLAdapter", "requests_toolbelt.adapters.socket_options.SocketOptionsAdapter",
    "requests_toolbelt.adapters.host_header_ssl.HostHeaderSSLAdapter",
)  # fmt: skip
_ON_THE_WAY = ("prepare_request", "add_headers", *SENDING)
"""What a request goes through, in this order."""


def is_in_sight(engine: Engine, content: Any) -> bool:
    """Whether a content is an adapter or transport of the project whose code can be run to see what it does."""
    return isinstance(content, v.Instance) and adapter_of(content) is not None and _is_plain(engine, content.cls)


def _is_plain(engine: Engine, cls: v.ClassValue) -> bool:
    """Whether nothing that is out of sight stands around the methods of a class."""
    names = [external.external_name(base) for base in lookup.mro(cls) if not isinstance(base, v.ClassValue)]
    if any(name is None or not engine.models.lets_through(name) for name in names):
        return False
    return not any("wrapped" in function.flags for function in v.methods_of(cls))


def sign(engine: Engine, message: Message, response: v.LibraryObject, node: Any, frame: Frame) -> None:
    """Runs the adapters of a message for what they add to its headers, before it is sent."""
    headers: v.Mapping = engine.new(v.Mapping(open=message.may_have_other_headers))
    for layer in reversed(message.headers):
        mappings.update(engine, headers, layer)
    outgoing: OutgoingRequest = engine.new(OutgoingRequest(v.only(headers), response))
    path = engine.path
    for adapter in message.adapters:
        message.handled_by_own_code |= not _gives_response(engine, adapter, outgoing, node, frame)
    engine.path = path
    message.may_have_other_headers = message.may_have_other_headers or outgoing.is_open
    message.headers = [outgoing.attributes["headers"]]


def answer(engine: Engine, message: Message, response: v.LibraryObject, node: Any, frame: Frame) -> None:
    """Runs the adapters of a message for what they do with its response."""
    headers = engine.new(v.Mapping(open=True))
    outgoing: OutgoingRequest = engine.new(OutgoingRequest(v.only(headers), response))
    for adapter in message.adapters:
        _gives_response(engine, adapter, outgoing, node, frame)


def _gives_response(engine: Engine, adapter: v.Instance, outgoing: OutgoingRequest, node: Any, frame: Frame) -> bool:
    """Runs what an adapter does with a request, and returns whether it gives nothing but the library's response."""
    response = outgoing.response
    for name in _ON_THE_WAY:
        result = _run(engine, adapter, name, [outgoing], node, frame)
        if name in SENDING and not all(a.content is response for a in result or ()):
            return False
    built = _run(engine, adapter, "build_response", [outgoing, response], node, frame)
    return all(a.content is response for a in built or ())


def _run(engine: Engine, adapter: v.Instance, name: str, given: list[Any], node: Any, frame: Frame) -> v.Value | None:
    found = lookup.find(adapter.cls, name)
    if found is None:
        return None
    arguments = Arguments([v.only(content) for content in given], {}, open=True)
    result = judgments.call(engine, (lookup.bind(adapter, name, found),), arguments, node, frame)
    engine.diverged = False
    return futures.settle(engine, result)
