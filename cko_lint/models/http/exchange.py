"""A request is sent: what all HTTP libraries have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from cko_lint import values as v
from cko_lint.evidence import authorization, client_secrets, header_layers, kept_tokens, scopes, token_requests, urls
from cko_lint.evidence.callers import Trace
from cko_lint.evidence.message import Message, OutgoingRequest, SentRequest
from cko_lint.evidence.misplaced_keys import key_elsewhere
from cko_lint.evidence.places import place_of
from cko_lint.facts import RAISES_FOR_STATUS, Scenario
from cko_lint.interpreter import judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.logic.conditions import Condition, conjoin
from cko_lint.logic.terms import Term, symbol
from cko_lint.models import handling
from cko_lint.models.exchanges import UNDECIDED, Exchange
from cko_lint.models.http import adapters
from cko_lint.models.http.prepared import PreparedRequest
from cko_lint.models.http.responses import Response
from cko_lint.models.observed import Observed

_MOST_SCENARIOS = 48
_Places = list[tuple[Any, Condition]]
"""URLs, each with the condition under which it is that."""
VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
ANY_VERB = ""
"""The name of a verb that the program looks up by a name which is not known: `getattr(requests, verb)`."""


def send(engine: Engine, observed: Observed, message: Message, node: Any, frame: Frame) -> Response:
    """Sends a request and returns its response."""
    response: Response = engine.new(Response(observed, message.library))
    response.status = symbol("status", response.made_at)
    if observed.is_mocked(engine):
        return response
    if message.adapters:
        adapters.sign(engine, message, response, node, frame)
    message.may_have_other_headers = (
        message.may_have_other_headers or message.handled_by_own_code or observed.is_patched
    )
    message.send_another = partial(_send_another, engine, observed)
    places = _urls(engine, message)
    if not any(url is not None and url.host is not None for url, _ in places):
        observed.note_unknown_url(engine, message, places, node, frame)
        return response
    exchange = response.exchange = _exchange(engine, observed, message, places, response.status, node, frame)
    _look_into(engine, observed, message, exchange, node, frame)
    response.request = exchange.request = engine.new(SentRequest(message.headers))
    observed.retries += message.retries
    _show_to_hooks(engine, message, response.request, node, frame)
    observed.sent(engine, exchange)
    if any(condition.is_undecidable for condition in exchange.conditions):
        exchange.escaped = UNDECIDED
    if message.handled_by_own_code or observed.is_patched or authorization.looks_at_answer(message):
        exchange.escaped = "it is handled by a hook, an adapter, or an auth object"
    _answer(engine, observed, message, response, exchange, node, frame)
    return response


def _send_another(engine: Engine, observed: Observed, request: Any, node: Any, frame: Frame) -> v.Value | None:
    """Sends a request that has been built, by itself, and returns its response."""
    if not isinstance(request, PreparedRequest):
        return None
    return v.only(send(engine, observed, request.completed(), node, frame))


def _exchange(
    engine: Engine, observed: Observed, message: Message, places: _Places, status_term: Term, node: Any, frame: Frame
) -> Exchange:
    """Returns the request that is sent: from where, and with which URLs and credentials, each under its condition."""
    trace = Trace(engine, node, frame.module)
    exchange = Exchange(place_of(frame.module, node), message.library, _method(message.method), (), status_term, trace)
    scenarios = list(_scenarios(engine, observed, message, places, node, frame))
    exchange.scenarios = tuple(scenario for scenario, _ in scenarios)
    exchange.conditions = [condition for _, condition in scenarios]
    exchange.entry_point, exchange.receiver = engine.entry_point, engine.entry_receiver
    exchange.tries = tuple(id(guard.node) for guard in engine.stack.guards)
    return exchange


def _look_into(
    engine: Engine, observed: Observed, message: Message, exchange: Exchange, node: Any, frame: Frame
) -> None:
    """Notes what a request has in other places than its header: keys, or the form of a token request."""
    if not any(s.url.takes_no_key for s in exchange.scenarios):
        exchange.key_elsewhere = key_elsewhere(message)
    else:
        exchange.cached = next(filter(None, (kept_tokens.cached(function) for function, _ in engine.stack.calls)), None)
        form = token_requests.form_of(engine, message)
        exchange.scopes = scopes.in_form(form)
        observed.scopes += scopes.asked_by_form(form, exchange.place) if form is not None else ()
        own = list(client_secrets.sent_in(message))
        observed.secrets += client_secrets.literal_secrets(own)
        exchange.client = tuple(client_secrets.roles_of(engine, own, exchange.place))
        observed.clients_own += exchange.client
    if not observed.is_patched:
        exchange.token_faults = list(_token_faults(engine, message, exchange))
    exchange.insecure = message.insecure or _plain_http(exchange.scenarios)


def _token_faults(engine: Engine, message: Message, exchange: Exchange) -> Iterator[tuple[str, Condition]]:
    """Yields what keeps a request from getting a token, if one is what it asks for."""
    for scenario, condition in zip(exchange.scenarios, exchange.conditions, strict=True):
        if token_requests.asks_for_token(scenario.url):
            yield from token_requests.faults(engine, message, exchange.method, condition)


def _answer(
    engine: Engine,
    observed: Observed,
    message: Message,
    response: Response,
    exchange: Exchange,
    node: Any,
    frame: Frame,
) -> None:
    exchange.checked = exchange.checked or message.library.checks_itself
    if message.raises_for_status is not None and _may_be_true(message.raises_for_status):
        exchange.checked = True
        exchange.note_check(RAISES_FOR_STATUS, exchange.place)
        errors = message.library.status_errors
        handling.failing(engine, observed, exchange, errors, node)
    if message.adapters and not message.handled_by_own_code:
        adapters.answer(engine, message, response, node, frame)
    for hook in message.answer_hooks:
        for alternative in v.feasible(hook, engine.path):
            for callback in authorization.callbacks(alternative.content):
                judgments.call(engine, callback, Arguments([v.only(response)], {}, open=True), node, frame)
                engine.diverged = False


def _show_to_hooks(engine: Engine, message: Message, request: SentRequest, node: Any, frame: Frame) -> None:
    """Runs the hooks for requests on one that is signed before they see it; what signs it has been run already."""
    if not header_layers.all_in(message.headers):
        return
    for hook in message.hooks:
        for alternative in v.feasible(hook, engine.path):
            for callback in authorization.callbacks(alternative.content):
                headers = request.get_attribute(engine, "headers") or v.NONE
                outgoing = engine.new(OutgoingRequest(headers))
                judgments.call(engine, callback, Arguments([v.only(outgoing)], {}), node, frame)
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
            is_known = not isinstance(base_content, Term) or urls.variable(base_content, base.origin)[0] is not None
            if base_content is not None and is_known:
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
            for described, held in observed.with_token(authorization.describe(credential, whole), whole):
                if described.token is not None:
                    observed.note_kept_token(engine, described, credential)
                yield Scenario(url, described, held), held


def _plain_http(scenarios: tuple[Scenario, ...]) -> str | None:
    return "http" if any(map(_is_plain_http, scenarios)) else None


def _is_plain_http(scenario: Scenario) -> bool:
    """Whether a request is not encrypted; a mock, or a gateway inside of a network, need not be asked over TLS."""
    url = scenario.url
    return url.scheme == "http" and url.is_checkout and url.host is not None and not url.host.is_added
