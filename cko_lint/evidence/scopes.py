"""The OAuth scopes that a client asks for: those given to a builder of the SDK, and those in the form of a token request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.checkout import sdk
from cko_lint.evidence.forms import Form
from cko_lint.evidence.places import literal_of
from cko_lint.facts import AskedScopes, Place
from cko_lint.interpreter import external
from cko_lint.interpreter.engine import Engine

_WITH_A_SPACE = "Payment Context"  # the one scope that has a space in it (Checkout.com's OpenAPI description)


def known(value: v.Value | None) -> tuple[str, ...] | None:
    """Returns the scopes that a builder asks for, if all of them are known."""
    content = value[0].content if value is not None and len(value) == 1 else None
    if not isinstance(content, v.Collection) or content.open:
        return None
    found: list[str] = []
    for item in content.items:
        text = _name_of(item[0].content) if len(item) == 1 else None
        if text is None:
            return None
        found += split(text)
    return tuple(found)


def _name_of(content: Any) -> str | None:
    """Returns the scope that a text or a member of the SDK's enumeration is."""
    text, name = v.text_of(content), external.external_name(content)
    if text is None and name is not None:
        return sdk.scope(name.removesuffix(".value").rsplit(".", 1)[-1])
    return text


def given_to_builder(engine: Engine, given: v.Value, place: Place | None) -> list[AskedScopes]:
    """Returns the scopes that a builder can have been given, as they were given."""
    if place is None or engine.path.is_undecidable:
        return []
    return [
        asked
        for alternative in v.feasible(given, engine.path)
        if not alternative.condition.is_undecidable and (asked := _asked(alternative, place)) is not None
    ]


def _asked(alternative: v.Alternative, place: Place) -> AskedScopes | None:
    content = alternative.content
    if not isinstance(content, v.Collection):
        name = _name_of(content)
        return AskedScopes(place, (name,), is_list=False) if name else None
    names = [_name_of(a.content) for item in content.items for a in item]
    return AskedScopes(place, tuple(part for name in names if name for part in split(name)), is_list=True)


def in_form(form: Form | None) -> tuple[str, ...] | None:
    """Returns the scopes that a token request asks for, if they are known."""
    entry = form.fields.get("scope", ()) if form is not None and not form.is_open else ()
    text = v.text_of(entry[0].content) if len(entry) == 1 else None
    return split(text) if text is not None else None


def asked_by_form(form: Form, place: Place) -> Iterator[AskedScopes]:
    """Yields the scopes that a token request can ask for, at their literal, or else at a place of the request."""
    for alternative in form.fields.get("scope", ()):
        text = v.text_of(alternative.content)
        if text is not None:
            yield AskedScopes(literal_of(alternative.origin) or place, split(text), is_form=True)
        elif isinstance(alternative.content, v.Collection):
            texts = [v.text_of(a.content) for item in alternative.content.items for a in item]
            yield AskedScopes(place, tuple(text for text in texts if text), is_list=True, is_form=True)


def split(text: str) -> tuple[str, ...]:
    """Returns the scopes that stand in a text, separated by spaces."""
    joined = text.replace(_WITH_A_SPACE, _WITH_A_SPACE.replace(" ", "\0"))
    return tuple(name.replace("\0", " ") for name in joined.split())
