"""What all HTTP observed have in common: a request with layers of headers is sent, a response is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.checkout import keys
from cko_lint.checkout.keys import PUBLIC, SECRET
from cko_lint.evidence import authorization, scopes, status, token_requests, urls
from cko_lint.evidence.callers import Trace
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.evidence.names import WHOLE, kind_by_names
from cko_lint.evidence.places import literal_of, place_of
from cko_lint.facts import MisplacedKey, Scenario, Spotted
from cko_lint.interpreter import judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.logic.conditions import Condition, conjoin, evaluate, implies, tests_of, when
from cko_lint.logic.terms import And, Term, compared, symbol
from cko_lint.models import handling
from cko_lint.models.observed import Observed
from cko_lint.models.sending import UNDECIDED, Sending

_MOST_SCENARIOS = 48
VERBS = ("get", "post", "put", "patch", "delete", "head", "options")


def send(engine: Engine, observed: Observed, message: Message, node: Any, frame: Frame) -> v.LibraryObject:
    """Sends a request and returns its response."""
    response: v.LibraryObject = engine.new(v.LibraryObject("response", {"library": message.library}))
    mark = symbol("status", response.born)
    response.attributes["mark"] = mark
    if observed.is_mocked(engine):
        return response
    message.unseen = message.unseen or message.custom or observed.is_patched
    places = _urls(engine, message)
    if not any(url is not None and url.host is not None for url, _ in places):
        observed.note_unknown_url(engine, message, places, node, frame)
        return response
    trace = Trace(engine, node, frame.module)
    sending = Sending(place_of(frame.module, node), message.library.name, _method(message.method), (), mark, trace)
    scenarios = list(_scenarios(engine, observed, message, places, node, frame))
    sending.scenarios = tuple(scenario for scenario, _ in scenarios)
    sending.conditions = [condition for _, condition in scenarios]
    sending.root, sending.receiver = engine.root, engine.root_receiver
    sending.tries = tuple(id(guard.node) for guard in engine.guards)
    if not any(s.url.takes_no_key for s in sending.scenarios):
        sending.key_elsewhere = _key_elsewhere(message)
    else:
        form = token_requests.form_of(engine, message)
        sending.scopes = scopes.in_form(form)
        observed.scopes += scopes.asked_by_form(form, sending.place) if form is not None else ()
        observed.secrets += _literal_secrets(message, node, frame)
    if not observed.is_patched:
        sending.token_faults = list(_token_faults(engine, message, sending))
    sending.insecure = message.insecure or _plain_http(sending.scenarios)
    for retry in message.retries:
        observed.retries.append(retry)
    response.attributes["sending"] = sending
    observed.sent(engine, sending)
    if any(condition.is_undecidable for condition in sending.conditions):
        sending.escaped = UNDECIDED
    if message.custom or observed.is_patched or authorization.looks_at_answer(message):
        sending.escaped = "it is handled by a hook, an adapter, or an auth object"
    _answer(engine, observed, message, response, sending, node, frame)
    return response


def _token_faults(engine: Engine, message: Message, sending: Sending) -> Iterator[tuple[str, Condition]]:
    """Yields what keeps a request from getting a token, if one is what it asks for."""
    for scenario, condition in zip(sending.scenarios, sending.conditions, strict=True):
        if token_requests.asks_for_token(scenario.url):
            yield from token_requests.faults(engine, message, sending.method, condition)


def _answer(
    engine: Engine,
    observed: Observed,
    message: Message,
    response: v.LibraryObject,
    sending: Sending,
    node: Any,
    frame: Frame,
) -> None:
    if message.raises_for_status is not None and _may_be_true(message.raises_for_status):
        sending.checked = True
        errors = message.library.status_errors
        handling.failing(engine, observed, sending, errors, node)
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


# -------------------------------------------------------------------- scenarios


def _urls(engine: Engine, message: Message) -> list[tuple[Any, Condition]]:
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
    if isinstance(content, v.LibraryObject) and "text" in content.attributes:
        value = content.attributes["text"]
        return value[0].content if len(value) == 1 else symbol("url", content.born)
    return content


def _scenarios(
    engine: Engine, observed: Observed, message: Message, places: list[tuple[Any, Condition]], node: Any, frame: Frame
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


def _literal_secrets(message: Message, node: Any, frame: Frame) -> list[Spotted]:
    """Returns the client secrets of a token request that are written in the source."""
    given: list[v.Alternative] = []
    for value in [*message.auth, *([message.form] if message.form is not None else [])]:
        for alternative in value:
            content = alternative.content
            if isinstance(content, v.Collection) and len(content.items) == 2:
                given += content.items[1]
            elif isinstance(content, v.Mapping):
                given += content.entries.get("client_secret", ())
            elif isinstance(content, v.LibraryObject) and content.kind == "basic auth":
                given += content.attributes.get("password", ())
    return literal_secrets(given)


def literal_secrets(given: list[v.Alternative]) -> list[Spotted]:
    """Returns those of some client secrets that are literals, and no placeholders."""
    found = []
    for alternative in given:
        text = v.text_of(alternative.content)
        place = literal_of(alternative.origin)
        if text and place is not None and len(text) >= 8 and not keys.is_placeholder(text):
            found.append(Spotted(place, text))
    return found


def _key_elsewhere(message: Message) -> MisplacedKey | None:
    """Returns a key that is sent in another place than the header; a public one may stand in a body."""
    seen = {"URL": [message.url], "query string": message.query, "`Cookie` header": list(_cookies(message.headers))}
    return _key_in(SECRET, {**seen, "body": message.elsewhere}) or _key_in(PUBLIC, seen)


def _key_in(kind: str, parts: dict[str, list[v.Value]]) -> MisplacedKey | None:
    return next((MisplacedKey(kind, part) for part, values in parts.items() if kind in _kinds_in(values)), None)


def _cookies(layers: list[v.Value]) -> Iterator[v.Value]:
    for alternative in (a for layer in layers for a in layer):
        if isinstance(alternative.content, v.Mapping):
            for name, entry in alternative.content.entries.items():
                if isinstance(name, str) and name.lower() == "cookie":
                    yield entry


# Parts of a body that are for somebody else: of `POST /forward` what is sent on, of a workflow what signs its webhooks, and the
# headers that these bring.
_FOR_OTHERS = ("destination_request", "signature", "headers")


def _kinds_in(values: list[v.Value]) -> set[str]:
    """Returns the kinds of the keys that are somewhere in some values."""
    found: set[str] = set()
    pending = [a for value in values for a in value]
    for _ in range(400):
        if not pending:
            break
        alternative = pending.pop()
        content = alternative.content
        if isinstance(content, v.Mapping):
            pending += [a for name, entry in content.entries.items() if name not in _FOR_OTHERS for a in entry]
        elif isinstance(content, v.Collection):
            pending += [a for item in content.items for a in item]
        elif isinstance(content, v.Text):
            pending += [v.Alternative(part.content, origin=part.origin) for part in content.parts]
        elif isinstance(content, str):
            found.update(key.kind for _, key in keys.find_keys(content))
        elif isinstance(content, Term):
            kind = kind_by_names(content, alternative.origin)[0]
            if kind is not None and content.kind in WHOLE:
                found.add(kind)
    return found


# -------------------------------------------------------------------- responses

# Attributes that are the status.
_STATUS = frozenset({"status_code", "status", "code"})
_BODY = frozenset(
    {"text", "content", "data", "raw", "body", "json", "read", "iter_content", "iter_lines", "aread", "aiter_bytes",
     "aiter_text", "aiter_lines", "iter_bytes", "readline", "readlines", "stream", "aiter_raw"}
)  # fmt: skip


def response_attribute(engine: Engine, observed: Observed, response: v.LibraryObject, name: str) -> v.Value | None:
    """Returns an attribute of a response."""
    mark: Term = response.attributes["mark"]
    library: HttpLibrary = response.attributes["library"]
    if name in _STATUS:
        return v.only(mark)
    if name in ("reason", "reason_phrase"):
        handed_on(engine, observed, mark, "its reason phrase is read")
        return v.unknown("of response", response.born, name)
    if name == "ok":
        return v.only(compared("<", mark, 400))
    if name in ("is_success", "is_error", "is_client_error", "is_server_error", "is_redirect", "is_informational"):
        low, high = {"is_success": (200, 300), "is_error": (400, 600), "is_client_error": (400, 500),
                     "is_server_error": (500, 600), "is_redirect": (300, 400), "is_informational": (100, 200)}[name]  # fmt: skip
        return v.only(And(compared(">=", mark, low), compared("<", mark, high)))
    if name in ("text", "content", "data", "raw", "body") and not (library.text_is_method and name == "text"):
        _read_body(engine, response)
        return v.unknown("body", response.born, name)
    if name in _BODY or name in ("raise_for_status", "getcode", "close", "release", "aclose"):
        return v.only(v.Bound(response, name))
    return v.unknown("of response", response.born, name)


def _read_body(engine: Engine, response: v.LibraryObject) -> None:
    sending = response.attributes.get("sending")
    if sending is None or sending.no_content_test is None:
        return
    if not implies(engine.path, when(sending.no_content_test, True)):
        sending.read_after = True


def response_method(
    engine: Engine, observed: Observed, response: v.LibraryObject, name: str, call: Call
) -> v.Value | None:
    """Calls a method of a response."""
    sending = response.attributes.get("sending")
    if name == "raise_for_status":
        if sending is not None:
            checked, sending.checked = sending.checked, True
            if not refused_gets_here(engine, response.attributes["mark"]):
                return v.only(response)  # a 401 has been dealt with before
            if checked:
                sending.swallowed = None  # it is asked again
                return v.only(response)
            library: HttpLibrary = response.attributes["library"]
            errors = library.status_errors
            handling.failing(engine, observed, sending, errors, call.node)
        return v.only(response)
    if name == "getcode":
        return v.only(response.attributes["mark"])
    if name == "__enter__":
        return v.only(response)
    if name in _BODY:
        _read_body(engine, response)
        return v.unknown("body", response.born, name)
    return v.unknown("of response", response.born, name)


def response_truth(response: v.LibraryObject) -> Term | bool:
    """Returns what the truth of a response is: its `ok`, or always true."""
    library: HttpLibrary = response.attributes["library"]
    if library.truth_is_ok:
        return symbol("<", response.attributes["mark"], 400)
    return True


def refused_gets_here(engine: Engine, mark: Term) -> bool:
    """Whether a 401 can be on the path that is being run: what only other statuses reach tells nothing of it.

    Where the path is that of one of several objects, only those that have this response count.
    """

    def is_about(condition: Condition) -> bool:
        return any(mark in test.sources for test, _ in tests_of(condition))

    return evaluate(engine.path, lambda test: _if_refused(test, mark), is_about) is not False


def holds_for_refused(condition: Condition, mark: Term) -> bool:
    """Whether a condition can hold for a response whose status is 401."""
    return evaluate(condition, lambda test: _if_refused(test, mark)) is not False


def _if_refused(test: Term, mark: Term) -> bool | None:
    """Returns how a test comes out if the status of a response is 401; None if that does not tell."""
    value = status.evaluate(test, mark, 401) if mark in test.sources else None
    return bool(value) if isinstance(value, (bool, int)) else None


def tested(engine: Engine, observed: Observed, test: Term) -> None:
    """The program branches on a test: if that tells a 401 from a success, the response is checked."""
    for mark, sending in _asked_of(engine, observed, test):
        _judge(engine, sending, test, mark)


def handed_on(engine: Engine, observed: Observed, content: Term, reason: str) -> None:
    """A status, or a test of one, is given to somebody."""
    for mark, sending in _asked_of(engine, observed, content):
        if content is mark or content.kind in ("text", "formatted", "text of", "call"):
            _told(engine, sending)
        else:
            _judge(engine, sending, content, mark)


def _asked_of(engine: Engine, observed: Observed, content: Term) -> Iterator[tuple[Term, Sending]]:
    """Yields the responses whose status is in something, where a refused one can get here."""
    for mark in content.sources:
        sending = observed.by_mark.get(mark)
        if sending is not None and refused_gets_here(engine, mark):
            yield mark, sending


def raised(engine: Engine, observed: Observed, value: v.Value, node: Any) -> None:
    """The program raises an error: where only a refused response gets here, because of that."""
    for mark, sending in _refused_here(engine, observed):
        if not sending.told:
            possible = [a for a in v.feasible(value, engine.path) if holds_for_refused(a.condition, mark)]
            handling.raised_for_status(engine, sending, tuple(possible), node)


def told(engine: Engine, observed: Observed) -> None:
    """The program prints or logs something: where only a refused response gets here, somebody learns of it."""
    for _, sending in _refused_here(engine, observed):
        sending.told = True


def _refused_here(engine: Engine, observed: Observed) -> Iterator[tuple[Term, Sending]]:
    """Yields the responses whose status has led here, if a refused one can get here."""
    for mark in {mark for test, _ in tests_of(engine.path) for mark in test.sources}:
        sending = observed.by_mark.get(mark)
        if sending is not None and engine.path.is_undecidable:
            sending.escaped = sending.escaped or UNDECIDED
        elif sending is not None and refused_gets_here(engine, mark):
            yield mark, sending


def _told(engine: Engine, sending: Sending) -> None:
    sending.checked = True
    if sending.dropper not in engine.guards:
        sending.swallowed = None


def _judge(engine: Engine, sending: Sending, test: Term, mark: Term) -> None:
    verdict = status.judge(test, mark)
    if verdict == status.TELLS:
        _told(engine, sending)
    elif verdict == status.TELLS_NO_CONTENT:
        sending.no_content_test = test


def mapping(value: v.Value | None) -> list[v.Value]:
    """Returns a layer of headers, or none."""
    return [value] if value is not None else []
