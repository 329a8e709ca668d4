"""A request is sent: what all HTTP libraries have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.evidence import authorization, scopes, token_requests, urls
from cko_lint.evidence.callers import Trace
from cko_lint.evidence.client_secrets import secrets_of
from cko_lint.evidence.message import Message
from cko_lint.evidence.misplaced_keys import key_elsewhere
from cko_lint.evidence.places import place_of
from cko_lint.facts import Scenario
from cko_lint.interpreter import judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.logic.conditions import Condition, conjoin
from cko_lint.logic.terms import Term, symbol
from cko_lint.models import handling
from cko_lint.models.http import adapters
from cko_lint.models.http.responses import Response
from cko_lint.models.observed import Observed
from cko_lint.models.sending import UNDECIDED, Sending

_MOST_SCENARIOS = 48
_Places = list[tuple[Any, Condition]]
"""URLs, each with the condition under which it is that."""
VERBS = ("get", "post", "put", "patch", "delete", "head", "options")


def send(engine: Engine, observed: Observed, message: Message, node: Any, frame: Frame) -> Response:
    """Sends a request and returns its response."""
    response: Response = engine.new(Response(observed, message.library))
    response.status = symbol("status", response.made_at)
    if observed.is_mocked(engine):
        return response
    if message.adapters:
        adapters.sign(engine, message, response, node, frame)
    message.unseen = message.unseen or message.custom or observed.is_patched
    places = _urls(engine, message)
    if not any(url is not None and url.host is not None for url, _ in places):
        observed.note_unknown_url(engine, message, places, node, frame)
        return response
    sending = response.sending = _sending(engine, observed, message, places, response.status, node, frame)
    _look_into(engine, observed, message, sending, node, frame)
    observed.retries += message.retries
    observed.sent(engine, sending)
    if any(condition.is_undecidable for condition in sending.conditions):
        sending.escaped = UNDECIDED
    if message.custom or observed.is_patched or authorization.looks_at_answer(message):
        sending.escaped = "it is handled by a hook, an adapter, or an auth object"
    _answer(engine, observed, message, response, sending, node, frame)
    return response


def _sending(
    engine: Engine, observed: Observed, message: Message, places: _Places, mark: Term, node: Any, frame: Frame
) -> Sending:
    """Returns the request that is sent: from where, and with which URLs and credentials, each under its condition."""
    trace = Trace(engine, node, frame.module)
    sending = Sending(place_of(frame.module, node), message.library, _method(message.method), (), mark, trace)
    scenarios = list(_scenarios(engine, observed, message, places, node, frame))
    sending.scenarios = tuple(scenario for scenario, _ in scenarios)
    sending.conditions = [condition for _, condition in scenarios]
    sending.entry_point, sending.receiver = engine.entry_point, engine.entry_receiver
    sending.tries = tuple(id(guard.node) for guard in engine.stack.guards)
    return sending


def _look_into(engine: Engine, observed: Observed, message: Message, sending: Sending, node: Any, frame: Frame) -> None:
    """Notes what a request has in other places than its header: keys, or the form of a token request."""
    if not any(s.url.takes_no_key for s in sending.scenarios):
        sending.key_elsewhere = key_elsewhere(message)
    else:
        form = token_requests.form_of(engine, message)
        sending.scopes = scopes.in_form(form)
        observed.scopes += scopes.asked_by_form(form, sending.place) if form is not None else ()
        observed.secrets += secrets_of(message, node, frame)
    if not observed.is_patched:
        sending.token_faults = list(_token_faults(engine, message, sending))
    sending.insecure = message.insecure or _plain_http(sending.scenarios)


def _token_faults(engine: Engine, message: Message, sending: Sending) -> Iterator[tuple[str, Condition]]:
    """Yields what keeps a request from getting a token, if one is what it asks for."""
    for scenario, condition in zip(sending.scenarios, sending.conditions, strict=True):
        if token_requests.asks_for_token(scenario.url):
            yield from token_requests.faults(engine, message, sending.method, condition)


def _answer(
    engine: Engine,
    observed: Observed,
    message: Message,
    response: Response,
    sending: Sending,
    node: Any,
    frame: Frame,
) -> None:
    sending.checked = sending.checked or message.library.checks_itself
    if message.raises_for_status is not None and _may_be_true(message.raises_for_status):
        sending.checked = True
        errors = message.library.status_errors
        handling.failing(engine, observed, sending, errors, node)
    if message.adapters and not message.custom:
        adapters.answer(engine, message, response, node, frame)
    for hook in message.answer_hooks:
        for alternative in v.feasible(hook, engine.path):
            for callback in authorization.callbacks(alternative.content):
                judgments.call(engine, callback, Arguments([v.only(response)], {}, open=True), node, frame)
                engine.diverged = False


def _may_be_true(value: v.Value) -> bool:
    return any(a.content not in (False, None) for a in value)


def _method(value: v.Value) -> str | None:
    texts = {v.text_of(alternative.content) for alternative in value}
    method = texts.pop() if len(texts) == 1 else None
    return method.upper() if method is not None else None


def _urls(engine: Engine, message: Message) -> _Places:
    found = []
    bases = message.base if message.base is not None else (v.Alternative(None),)
    for base in v.feasible(bases, engine.path):
        for alternative in v.feasible(message.url, engine.path):
            condition = conjoin(base.condition, alternative.condition)
            if condition is None or conjoin(engine.path, condition) is None:
                continue
            content, origin = _plain(alternative.content), alternative.origin
            base_content = _plain(base.content)
            if base_content is not None and not isinstance(base_content, Term):
                content = urls.join(base_content, content, base.origin, alternative.origin)
                origin = base.origin
            found.append((urls.parse_url(content, origin), condition))
    return found[:_MOST_SCENARIOS]


def _plain(content: Any) -> Any:
    """Returns the text inside of a URL object."""
    if isinstance(content, v.Textual):
        value = content.text
        return value[0].content if len(value) == 1 else symbol("url", content.made_at)
    return content


def _scenarios(
    engine: Engine, observed: Observed, message: Message, places: _Places, node: Any, frame: Frame
) -> Iterable[tuple[Scenario, Condition]]:
    credentials = authorization.of(engine, message, node, frame)
    count = 0
    for url, condition in places:
        if url is None or url.host is None:
            continue
        for credential, further in credentials:
            joined = conjoin(condition, further)
            if joined is None:
                continue
            whole = conjoin(engine.path, joined)
            if whole is None or count >= _MOST_SCENARIOS:
                continue
            count += 1
            described = authorization.describe(credential, whole)
            yield Scenario(url, observed.with_token(described, whole)), whole


def _plain_http(scenarios: tuple[Scenario, ...]) -> str | None:
    return "http" if any(s.url.scheme == "http" and s.url.is_checkout for s in scenarios) else None
