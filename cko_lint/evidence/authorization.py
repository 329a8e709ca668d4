"""Which Authorization header a request is sent with: through the layers of headers, auth objects, and hooks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from cko_lint import values as v
from cko_lint.evidence import credentials, header_layers
from cko_lint.evidence.header_layers import UNSEEN, Candidate, Misplaced
from cko_lint.evidence.message import BasicAuth, Message, OutgoingRequest, merged
from cko_lint.evidence.places import entry_of, literal_of, provenance_of, written_at
from cko_lint.facts import GIVEN, MISSING, UNKNOWN, Credential
from cko_lint.interpreter import judgments, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin
from cko_lint.syntax import tree

_FLOWS = ("auth_flow", "sync_auth_flow", "async_auth_flow")
"""The methods of an auth object of httpx that are generators of requests."""


class Basic:
    """A user name and password of basic authentication."""

    def __init__(self, user: v.Alternative | None) -> None:
        self.user = user


def of(engine: Engine, message: Message, node: Any, frame: Frame) -> list[Candidate]:
    """Returns what the Authorization header of a request can be."""
    found = [*_by_auth(engine, message, node, frame)]
    plain = [condition for alternative, condition in found if alternative.content is None]
    result = [(alternative, condition) for alternative, condition in found if alternative.content is not None]
    headers = _by_headers(engine, message, node, frame)
    for condition in plain:
        for alternative, further in headers:
            joined = conjoin(condition, further)
            if joined is not None:
                result.append((alternative, joined))
    return result


def describe(alternative: v.Alternative, condition: Condition) -> Credential:
    """Returns the fact about one of the things that the header can be, on the path that the request is sent on."""
    content = alternative.content
    if content is v.ABSENT:
        return Credential(MISSING)
    if content is UNSEEN:
        return Credential(UNKNOWN)
    if isinstance(content, Basic):
        user = content.user
        inner = (
            credentials.from_argument(user.content, user.origin, condition) if user is not None else Credential(UNKNOWN)
        )
        return Credential(
            GIVEN, "Basic", "scheme", inner.text, inner.key, inner.kind, inner.environment, inner.platform, inner.name,
            inner.is_key, False, False, inner.place, inner.way,
        )  # fmt: skip
    if isinstance(content, Misplaced):
        inner = credentials.from_header(content.content, content.origin, condition)
        described = Credential(
            GIVEN, "", f"header {content.header}", inner.text, inner.key, inner.kind, inner.environment, inner.platform,
            inner.name, inner.is_key, False, False, inner.place or literal_of(content.origin), inner.way or provenance_of(content.origin),
        )  # fmt: skip
        return _with_places(described, content.content, v.Alternative(content.content, condition, content.origin))
    described = credentials.from_header(content, alternative.origin, condition)
    is_missing = credentials.is_missing(content, alternative.condition, condition)
    return _with_places(described._replace(unset=is_missing), content, alternative)


def _with_places(described: Credential, content: Any, alternative: v.Alternative) -> Credential:
    """Returns a credential with the places that show how its header is put together."""
    source = described.source
    if described.unset:
        source = credentials.unset_source(alternative.condition)
    beginning = content.parts[0].origin if isinstance(content, v.Text) else alternative.origin
    return described._replace(source=source, beginning=written_at(beginning), entry=entry_of(alternative.origin))


# ------------------------------------------------------------------------ auth


def _by_auth(engine: Engine, message: Message, node: Any, frame: Frame) -> list[Candidate]:
    """Looks at `auth=` of the call, then of the client; a content of None means that neither decides."""
    undecided: list[Condition] = [ALWAYS]
    found: list[Candidate] = []
    for value in message.auth:
        left: list[Condition] = []
        for condition in undecided:
            for alternative in v.feasible(value, engine.path):
                joined = conjoin(condition, alternative.condition)
                if joined is None:
                    continue
                if alternative.content is None or alternative.content is v.ABSENT:
                    left.append(joined)
                else:
                    found += _auth(engine, alternative.content, message, joined, node, frame)
        undecided = left
    return found + [(v.Alternative(None), condition) for condition in undecided]


def _auth(
    engine: Engine, content: Any, message: Message, condition: Condition, node: Any, frame: Frame
) -> list[Candidate]:
    if isinstance(content, v.Collection) and not content.open and len(content.items) == 2:
        user = content.items[0]
        return [(v.Alternative(Basic(user[0] if len(user) == 1 else None)), condition)]
    if isinstance(content, BasicAuth):
        user = content.user
        return [(v.Alternative(Basic(user[0] if len(user) == 1 else None)), condition)]
    if isinstance(content, v.Instance):
        return _run_auth(engine, content, message, condition, node, frame)
    if isinstance(content, (v.FunctionValue, v.Bound)) and not (
        isinstance(content, v.Bound) and content.function is None
    ):
        return _signed(engine, [v.only(content)], message, condition, node, frame)
    return [(v.Alternative(UNSEEN), condition)]


def _run_auth(
    engine: Engine, auth: v.Instance, message: Message, condition: Condition, node: Any, frame: Frame
) -> list[Candidate]:
    for name in ("__call__", *_FLOWS):
        method = lookup.find(auth.cls, name)
        if method is None:
            continue
        bound = lookup.bind(auth, name, method)
        if name in _FLOWS and isinstance(bound.content, v.Bound) and bound.content.function is not None:
            flow = partial(_run_flow, engine, bound.content, message, node)
            return _signed_by(engine, flow, message, condition)
        return _signed(engine, [(bound,)], message, condition, node, frame)
    return [(v.Alternative(UNSEEN), condition)]


def _run_flow(engine: Engine, flow: v.Bound, message: Message, node: Any, request: OutgoingRequest) -> None:
    """Runs a generator of httpx that signs a request: what else it yields is sent first, to get a token."""

    def on_yield(value: v.Value, node: Any, frame: Frame) -> v.Value | None:
        others = [alternative.content for alternative in value if alternative.content is not request]
        if len(others) != 1 or len(value) != 1 or message.send_another is None:
            return None
        return message.send_another(others[0], node, frame)

    judgments.call_function(engine, flow.function, Arguments([v.only(request)], {}), node, flow.receiver, on_yield)


def _signed(
    engine: Engine, hooks: list[v.Value], message: Message, condition: Condition, node: Any, frame: Frame
) -> list[Candidate]:
    """Runs hooks that sign a request, and returns the header that it has then."""

    def sign(request: OutgoingRequest) -> None:
        for hook in hooks:
            judgments.call(engine, hook, Arguments([v.only(request)], {}), node, frame)
            engine.diverged = False

    return _signed_by(engine, sign, message, condition)


def _signed_by(
    engine: Engine, sign: Callable[[OutgoingRequest], None], message: Message, condition: Condition
) -> list[Candidate]:
    """Runs what signs a request on one with its headers so far, and returns the header that it has then."""
    with engine.under(condition) as can:
        if not can:
            return []
        request = engine.new(OutgoingRequest(v.only(merged(engine, message.headers))))
        sign(request)
        engine.diverged = False
        if request.is_open:
            return [(v.Alternative(UNSEEN), condition)]
        signed = request.attributes["headers"]
        found = header_layers.looked_up(engine, [signed])
        misplaced = header_layers.misplaced(engine, [signed])
        if misplaced is not None and all(a.content is v.ABSENT for a, _ in found):
            found = [(v.Alternative(misplaced), c) for _, c in found]
    return [
        (alternative, joined) for alternative, further in found if (joined := conjoin(condition, further)) is not None
    ]


# --------------------------------------------------------------------- headers


def _by_headers(engine: Engine, message: Message, node: Any, frame: Frame) -> list[Candidate]:
    found = []
    for alternative, condition in header_layers.looked_up(engine, message.headers):
        if alternative.content is not v.ABSENT:
            found.append((alternative, condition))
            continue
        hooks = [
            callback
            for hook in message.hooks
            for a in v.feasible(hook, engine.path)
            for callback in callbacks(a.content)
        ]
        if hooks:
            found += _signed(engine, hooks, message, condition, node, frame)
        else:
            found.append((alternative, condition))
    found = [
        (v.Alternative(UNSEEN) if message.may_have_other_headers and a.content is v.ABSENT else a, c) for a, c in found
    ]
    if found and all(a.content is v.ABSENT for a, _ in found):
        misplaced = header_layers.misplaced(engine, message.headers)
        if misplaced is not None:
            return [(v.Alternative(misplaced), condition) for _, condition in found]
    return found


def looks_at_answer(message: Message) -> bool:
    """Whether an auth object of the project may check the response: it takes what its `yield` gives, or sets a hook."""
    contents = [alternative.content for value in message.auth for alternative in value]
    methods = [m for content in contents if isinstance(content, v.Instance) for m in v.methods_of(content.cls)]
    return any(_takes_answer(method.node) for method in methods)


def _takes_answer(method: tree.Function) -> bool:
    nodes = list(tree.walk(method.body))
    unused = {id(node.value) for node in nodes if isinstance(node, tree.Expression)}
    made: dict[str, list[Any]] = {parameter.name: [parameter] for parameter in method.parameters}
    for node in nodes:
        for target in node.targets if isinstance(node, tree.Assign) else ():
            made.setdefault(tree.last_name(target), []).append(node.value)
    used = (node for node in nodes if isinstance(node, tree.Yield) and id(node) not in unused)
    return any(map(_is_hook, nodes)) or any(not _is_another(answered.value, made, method) for answered in used)


def _is_hook(node: Any) -> bool:
    if isinstance(node, tree.Call):
        return tree.last_name(node.function) == "register_hook"
    return isinstance(node, tree.Attribute) and node.name == "hooks"


def _is_another(request: Any, made: dict[str, list[Any]], method: tree.Function) -> bool:
    """Whether what is sent is a request that the auth object has made itself, such as one for a token.

    `yield self.signed(request)` sends the one that the method was given.
    """
    if isinstance(request, tree.Name):
        return request.id in made and all(_is_another(value, {}, method) for value in made[request.id])
    given = {parameter.name for parameter in method.parameters[1:]}
    return isinstance(request, tree.Call) and not any(
        isinstance(inner, tree.Name) and inner.id in given for inner in tree.walk(list(request.arguments))
    )


def callbacks(content: Any) -> list[v.Value]:
    """Returns the functions that a hook is: one, several, or none."""
    if isinstance(content, v.Collection):
        return list(content.items)
    return [] if content is None else [v.only(content)]
