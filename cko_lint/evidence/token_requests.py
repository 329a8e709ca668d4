"""What a request to `/connect/token` asks for, and what keeps it from getting a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.evidence import forms
from cko_lint.evidence.forms import JSON, NOTHING, Body, Form
from cko_lint.evidence.message import Message
from cko_lint.facts import Url
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin

AS_JSON, BY_GET, IN_QUERY, WITHOUT_GRANT = "JSON body", "GET", "query", "no grant_type"
_ASKING_FOR_NOTHING = ("HEAD", "OPTIONS")  # they look whether the host answers
_GRANT = "client_credentials"
_FIELDS = frozenset({"grant_type", "client_id", "client_secret", "scope"})

Found = tuple[str, Condition]


def asks_for_token(url: Url) -> bool:
    """Whether this is the endpoint of an access host that gives tokens to OAuth clients; one for certificates is another."""
    is_host = url.host is not None and url.host.known and url.host.role == "access" and url.host.subdomain != "mtls"
    return is_host and url.path == ("connect", "token")


def faults(engine: Engine, message: Message, method: str | None, condition: Condition) -> Iterator[Found]:
    """Yields what keeps a token request from getting a token, each with the condition under which it does."""
    if message.handled_by_own_code or method in _ASKING_FOR_NOTHING:
        return
    if method == "GET":
        yield BY_GET, condition
        return
    query = list(_in_query(engine, message))
    for body, further in bodies(engine, message):
        joined = conjoin(condition, further)
        if joined is None or conjoin(engine.path, joined) is None:
            continue
        for fault, when in _judge(body, query):
            whole = conjoin(joined, when)
            if whole is not None and conjoin(engine.path, whole) is not None:
                yield fault, whole


def bodies(engine: Engine, message: Message) -> Iterator[tuple[Body, Condition]]:
    """Yields what the body of a request can be: its form if there is one, else its JSON."""
    if message.has_unseen_body:
        yield forms.UNSEEN, ALWAYS
        return
    for given in v.feasible(message.form or v.NONE, engine.path):
        body = forms.body_of(given.content, given.origin)
        if body != NOTHING:
            yield body, given.condition
            continue
        for other in v.feasible(message.json or v.NONE, engine.path):
            joined = conjoin(given.condition, other.condition)
            if joined is not None:
                yield _of_json(other.content), joined


def _of_json(content: Any) -> Body:
    if content is None or content is v.ABSENT:
        return NOTHING
    return JSON if isinstance(content, (v.Mapping, v.Collection, str, v.Text)) else forms.UNSEEN


def _in_query(engine: Engine, message: Message) -> Iterator[Form]:
    """Yields the fields in the query of a request."""
    for value in message.query:
        for alternative in v.feasible(value, engine.path):
            body = forms.body_of(alternative.content, alternative.origin)
            if isinstance(body, Form):
                yield body
    for alternative in v.feasible(message.url, engine.path):
        query = forms.query_of(alternative.content, alternative.origin)
        if query is not None:
            yield query


def _judge(body: Body, query: list[Form]) -> Iterator[Found]:
    if body == JSON:
        yield AS_JSON, ALWAYS
    elif isinstance(body, Form) and "grant_type" in body.fields:
        yield from _of_grant(body.fields["grant_type"])
    elif body == NOTHING or (isinstance(body, Form) and not body.is_open):
        in_query = any(not _FIELDS.isdisjoint(form.fields) for form in query)
        yield (IN_QUERY if in_query else WITHOUT_GRANT), ALWAYS


def _of_grant(grant: v.Value) -> Iterator[Found]:
    for alternative in grant:
        text = v.text_of(alternative.content)
        if alternative.content is v.ABSENT or alternative.content is None:
            yield WITHOUT_GRANT, alternative.condition
        elif text is not None and text != _GRANT:
            yield f"grant_type {text}", alternative.condition


def form_of(engine: Engine, message: Message) -> Form | None:
    """Returns the form of a request, if it is one and there is no other that it can be."""
    found = [body for body, _ in bodies(engine, message)]
    return found[0] if len(found) == 1 and isinstance(found[0], Form) else None
