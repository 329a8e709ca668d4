"""The id and the secret of an OAuth client, as they are given to the SDK or sent in a token request."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator

from cko_lint import values as v
from cko_lint.checkout import keys
from cko_lint.checkout.keys import CLIENT_ID, CLIENT_SECRET
from cko_lint.evidence import credentials, forms, header_layers
from cko_lint.evidence.credentials import is_client_id
from cko_lint.evidence.message import BasicAuth, Message
from cko_lint.evidence.places import written_at
from cko_lint.facts import Occurrence, Place, Role
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.strings import parts_of
from cko_lint.logic.conditions import conjoin
from cko_lint.logic.terms import Term
from cko_lint.sources.path_roles import is_test

Given = tuple[str, v.Value]
"""CLIENT_ID or CLIENT_SECRET, and what is given as that."""


def sent_in(message: Message) -> Iterator[Given]:
    """Yields what a token request sends as the client's id and secret: in its form, by `auth=`, in a hand-made header."""
    for alternative in (a for value in message.auth for a in value):
        content = alternative.content
        if isinstance(content, v.Collection) and len(content.items) == 2:
            yield from ((CLIENT_ID, content.items[0]), (CLIENT_SECRET, content.items[1]))
        elif isinstance(content, BasicAuth):
            yield from ((CLIENT_ID, content.user), (CLIENT_SECRET, content.password))
    for alternative in message.form or ():
        body = forms.body_of(alternative.content, alternative.origin)
        if isinstance(body, forms.Form):
            yield CLIENT_ID, body.fields.get("client_id", ())
            yield CLIENT_SECRET, body.fields.get("client_secret", ())
    for alternative in header_layers.all_in(message.headers):
        if isinstance(alternative.content, (str, bytes, v.Text)):
            yield from _in_header(parts_of(alternative.content, alternative.origin))


def _in_header(parts: list[v.Part]) -> Iterator[Given]:
    """Yields the secret in the value of a header of the scheme Basic."""
    first = parts[0].content
    if not isinstance(first, str) or not first.lower().startswith("basic "):
        return
    text = "".join(part.content for part in parts if isinstance(part.content, str))[len("basic ") :]
    last = parts[-1]
    secret = _behind_colon(last.content) if isinstance(last.content, Term) else _decoded(text)
    if secret:
        yield CLIENT_SECRET, v.only(secret, last.origin)


def _behind_colon(encoded: Term) -> str | None:
    """Returns the secret in a text that is encoded, if that is known and the id before it is not."""
    inner = encoded.parts[0] if encoded.kind == "base64" and encoded.parts else None
    last = inner.parts[-1] if isinstance(inner, Term) and inner.kind == "text" else None
    return last.removeprefix(":") if isinstance(last, str) else None


def _decoded(text: str) -> str | None:
    try:
        return base64.b64decode(text, validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return None


def roles_of(engine: Engine, given: Iterable[Given], place: Place) -> Iterator[Role]:
    """Yields the credentials that are given as a client's id and secret."""
    for kind, value in given:
        for alternative in v.feasible(value, engine.path):
            condition = conjoin(engine.path, alternative.condition)
            if condition is not None and not condition.is_undecidable and alternative.content is not v.ABSENT:
                yield Role(kind, credentials.from_argument(alternative.content, alternative.origin, condition), place)


def literal_secrets(given: Iterable[Given]) -> list[Occurrence]:
    """Returns those of some client secrets that are literals, and no placeholders."""
    found = []
    for alternative in (a for kind, value in given if kind == CLIENT_SECRET for a in value):
        text = v.text_of(alternative.content)
        place = written_at(alternative.origin)
        if text and place is not None and len(text) >= 8 and not is_client_id(text) and not _is_made_up(text, place):
            found.append(Occurrence(place, text))
    return found


def _is_made_up(text: str, place: Place) -> bool:
    """Whether a client secret is no real one: in a test, that is any which does not look random."""
    looks_random = len(text) >= 24 and any(sign.isdigit() for sign in text)
    return keys.is_made_up_secret(text) or (is_test(place.key[0]) and not looks_random)
