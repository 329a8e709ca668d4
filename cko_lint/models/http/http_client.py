"""The standard library's `exchange.client`: a connection, the requests on it, and their responses."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.evidence.places import place_of
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.interpreter.strings import concatenate
from cko_lint.models.http import exchange
from cko_lint.models.observed import Observed

_HTTP_CLIENT = HttpLibrary("http.client")


def _connection(scheme: str) -> Any:
    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        host = call.arguments.get(0, "host") or v.unknown("host", engine.births)
        unchecked = any(
            isinstance(a.content, v.LibraryObject) and a.content.attributes.get("unchecked")
            for a in call.arguments.keywords.get("context", ())
        )
        attributes = {"host": host, "scheme": scheme, "unchecked": unchecked}
        return v.only(engine.new(v.LibraryObject("connection", attributes)))

    return model


def method(
    engine: Engine, observed: Observed, holder: v.LibraryObject, name: str, call: Call, receiver: Any
) -> v.Value | None:
    """Calls a method of a connection."""
    arguments = call.arguments
    if name == "request":
        headers = arguments.get(3, "headers")
        body = arguments.get(2, "body")
        response = _send(
            engine,
            observed,
            holder,
            call,
            exchange.mapping(headers),
            [body] if body is not None else [],
            arguments.open,
        )
        holder.attributes["response"] = response
        return v.NONE
    if name == "putrequest":
        holder.attributes["pending"] = (call, engine.new(v.Mapping()))
        holder.attributes["in pieces"] = True  # its body is sent behind the headers
        return v.NONE
    if name == "putheader":
        _put_header(engine, holder, call)
        return v.NONE
    if name == "endheaders" and "pending" in holder.attributes:
        first, headers = holder.attributes.pop("pending")
        holder.attributes["response"] = _send(
            engine, observed, holder, first, [v.only(headers)], arguments.positional, False
        )
        return v.NONE
    if name == "getresponse":
        found = holder.attributes.get("response")
        if found is None:
            return v.unknown("response", engine.births)
        sending = found.attributes.get("sending")
        if sending is not None:
            sending.answered = place_of(call.frame.module, call.node)
            sending.escaped = None
        return v.only(found)
    return v.only(holder) if name == "__enter__" else v.NONE


def _send(
    engine: Engine,
    observed: Observed,
    holder: v.LibraryObject,
    call: Call,
    headers: list[v.Value],
    elsewhere: list[v.Value],
    unseen: bool,
) -> v.LibraryObject:
    verb = call.arguments.get(0, "method") or v.unknown("method", engine.births)
    path = call.arguments.get(1, "url") or v.unknown("path", engine.births)
    url = concatenate(
        engine, [v.only(f"{holder.attributes['scheme']}://"), holder.attributes["host"], path], None, call.frame
    )
    message = Message(_HTTP_CLIENT, verb, url)
    message.insecure = "context=" if holder.attributes["unchecked"] else None
    message.headers, message.elsewhere, message.unseen = headers, elsewhere, unseen
    message.form = elsewhere[0] if elsewhere else None
    message.has_unseen_body = unseen or bool(holder.attributes.get("in pieces"))
    response = exchange.send(engine, observed, message, call.node, call.frame)
    sending = response.attributes.get("sending")
    if sending is not None:
        sending.escaped = "its response is not fetched here"
    return response


def _put_header(engine: Engine, holder: v.LibraryObject, call: Call) -> None:
    pending = holder.attributes.get("pending")
    if pending is None or len(call.arguments.positional) < 2:
        return
    name = v.text_of(call.arguments.positional[0][0].content)
    if name is None:
        engine.open(pending[1])
    else:
        engine.put(pending[1], name, call.arguments.positional[1])


CALLS: dict[str, Any] = {
    "http.client.HTTPSConnection": _connection("https"),
    "http.client.HTTPConnection": _connection("http"),
}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
