"""Keys that are sent in another place than the Authorization header: in the URL, a cookie, the body."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint import values as v
from cko_lint.checkout import keys
from cko_lint.checkout.keys import PUBLIC, SECRET
from cko_lint.evidence.message import Message
from cko_lint.evidence.names import WHOLE, kind_by_names, name_of
from cko_lint.facts import MisplacedKey
from cko_lint.logic.terms import Term

_FOR_OTHERS = ("destination_request", "signature", "headers")
"""Parts of a body that are for somebody else: of `POST /forward` what is sent on, of a workflow what signs its webhooks, and the
headers that these bring."""


def key_elsewhere(message: Message) -> MisplacedKey | None:
    """Returns a key that is sent in another place than the header; a public one may stand in a body."""
    seen = {"URL": [message.url], "query string": message.query, "`Cookie` header": list(_cookies(message.headers))}
    return _key_in(SECRET, {**seen, "body": message.body_values}) or _key_in(PUBLIC, seen)


def _key_in(kind: str, parts: dict[str, list[v.Value]]) -> MisplacedKey | None:
    return next((MisplacedKey(kind, part) for part, values in parts.items() if kind in _kinds_in(values)), None)


def _cookies(layers: list[v.Value]) -> Iterator[v.Value]:
    for alternative in (a for layer in layers for a in layer):
        if isinstance(alternative.content, v.Mapping):
            for name, entry in alternative.content.entries.items():
                if isinstance(name, str) and name.lower() == "cookie":
                    yield entry


def _is_named(content: Term, name: str | None) -> bool:
    """Whether what a call gives is what it is called, and not something that the call made of a value of that name."""
    return content.kind == "call" and name is not None and name_of(content) is None


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
            kind, name = kind_by_names(content, alternative.origin)
            if kind is not None and (content.kind in WHOLE or _is_named(content, name) or _is_fetched(content)):
                found.add(kind)
    return found


def _is_fetched(content: Term) -> bool:
    """Whether a value is what a call gives for constants alone, as a vault does: it is made of nothing, and so whole."""
    if content.kind != "call":
        return False
    _, positional, keywords = content.parts
    given = [*positional, *(value for _, value in keywords)]
    return not any(isinstance(value, (Term, tuple)) for value in given)
