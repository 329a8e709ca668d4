"""The client secrets that are written into token requests."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.checkout import keys
from cko_lint.evidence.message import BasicAuth, Message
from cko_lint.evidence.places import literal_of
from cko_lint.facts import Place, Spotted
from cko_lint.interpreter.frames import Frame
from cko_lint.sources.path_roles import is_test


def secrets_of(message: Message, node: Any, frame: Frame) -> list[Spotted]:
    """Returns the client secrets of a token request that are written in the source."""
    given: list[v.Alternative] = []
    for value in [*message.auth, *([message.form] if message.form is not None else [])]:
        for alternative in value:
            content = alternative.content
            if isinstance(content, v.Collection) and len(content.items) == 2:
                given += content.items[1]
            elif isinstance(content, v.Mapping):
                given += content.entries.get("client_secret", ())
            elif isinstance(content, BasicAuth):
                given += content.password
    return literal_secrets(given)


def literal_secrets(given: list[v.Alternative]) -> list[Spotted]:
    """Returns those of some client secrets that are literals, and no placeholders."""
    found = []
    for alternative in given:
        text = v.text_of(alternative.content)
        place = literal_of(alternative.origin)
        if text and place is not None and len(text) >= 8 and not _is_made_up(text, place):
            found.append(Spotted(place, text))
    return found


def _is_made_up(text: str, place: Place) -> bool:
    """Whether a client secret is no real one: in a test, that is any which does not look random."""
    looks_random = len(text) >= 24 and any(sign.isdigit() for sign in text)
    return keys.is_made_up_secret(text) or (is_test(place.key[0]) and not looks_random)
