"""Keys that a program prints, logs, or puts into the text of an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cko_lint import values as v
from cko_lint.checkout.keys import CLIENT_SECRET, SECRET, find_keys
from cko_lint.evidence import credentials
from cko_lint.evidence.names import WHOLE, kind_by_names, names_on_the_way, part_of_client, words
from cko_lint.facts import GIVEN
from cko_lint.interpreter import lookup
from cko_lint.interpreter.strings import parts_of
from cko_lint.logic.algebra import implies
from cko_lint.logic.conditions import ALWAYS, Condition, when
from cko_lint.logic.terms import Term, Truth

# A conversion of the `%` operator: its precision, with which it shows only a beginning, or `%%`.
_CONVERSION = re.compile(r"%(?:%|(?:\(\w+\))?[-+ #0]*(?:\d+|\*)?(?P<precision>\.\d+)?[a-zA-Z])")


class Leak(NamedTuple):
    """What would be shown: what to call it, and the value that may be a key.

    `is_proven` if it is a key of Checkout.com's for certain; otherwise it is one if a request to Checkout.com is sent with it.
    """

    what: str
    value: Term | None = None
    is_proven: bool = True


def shown(values: list[v.Value], path: Condition = ALWAYS) -> list[Leak]:
    """Returns what some values would tell if they were printed: the secret key, headers that hold it, what may be one.

    `path` is what is known to hold where that happens. One that is proven is enough.
    """
    if any(_masks(alternative.content) for value in values[:1] for alternative in value):
        return []
    found = list(_leaks(values, path))
    return [leak for leak in found if leak.is_proven][:1] or found


def _masks(content: Any) -> bool:
    """Whether a text tells a workflow of GitHub or Azure to mask what it says, from here on."""
    first = parts_of(content, None)[0].content if isinstance(content, v.Text) else content
    return isinstance(first, str) and _MASKING.match(first) is not None


_MASKING = re.compile(
    r"::add-mask::|##vso\[task\.setvariable [^\]]*issecret=true|##vso\[task\.setsecret\]", re.IGNORECASE
)


def _leaks(values: list[v.Value], path: Condition) -> Iterator[Leak]:
    cut = _cut_short(values)
    for index, value in enumerate(values):
        for alternative in value if index not in cut else ():
            if _is_falsy(alternative, path):
                continue
            yield from _in_content(alternative.content, alternative.origin, path)


def _cut_short(values: list[v.Value]) -> set[int]:
    """Returns the indexes of the values of which a template shows the beginning only: `log.info("%.8s…", key)`."""
    template = v.text_of(values[0][0].content) if values and len(values[0]) == 1 else None
    if template is None or "%" not in template:
        return set()
    conversions = [match for match in _CONVERSION.finditer(template) if match[0] != "%%"]
    return {index for index, match in enumerate(conversions, 1) if match["precision"] is not None}


def _is_falsy(alternative: v.Alternative, path: Condition) -> bool:
    """Whether it is known that a value is empty: `print(key and "set")` prints a key only if there is none."""
    if not isinstance(alternative.content, Term):
        return False
    empty = when(Truth(alternative.content), False)
    return implies(path, empty) or implies(alternative.condition, empty)


def _in_content(content: Any, origin: v.Origin | None, path: Condition) -> Iterator[Leak]:
    if isinstance(content, Term):
        if _whole(content) and (leak := _of_name(_KEY, content, origin)) is not None:
            yield leak
    elif isinstance(content, v.Text):
        for part in content.parts:
            yield from _in_content(part.content, part.origin, path)
    elif isinstance(content, str):
        if any(key.kind == SECRET for _, key in find_keys(content)):
            yield Leak(_KEY)
    elif isinstance(content, v.Mapping):
        yield from _headers(content, path)
    elif isinstance(content, v.Collection):
        yield from _leaks(list(content.items), path)
    elif isinstance(content, v.Instance):
        for value in v.fields_shown(content).values():
            for alternative in v.feasible(value, path):
                if isinstance(alternative.content, (str, Term)):
                    yield from _in_content(alternative.content, alternative.origin, path)


def _whole(content: Term) -> bool:
    """Whether a value is shown in full, if without the whitespace around it."""
    while content.kind in ("strip", "lstrip", "rstrip", "bytes") and isinstance(content.parts[0], Term):
        content = content.parts[0]
    return content.kind in WHOLE


_KEY, _HEADERS = "secret key", "headers with the secret key"
_OURS = frozenset({"cko", "checkout", "checkoutcom"})


def _of_name(what: str, content: Term, origin: v.Origin | None) -> Leak | None:
    """A name that says that it is a secret key proves it if it says whose, too: there are many of those."""
    kind, name = kind_by_names(content, origin)
    if kind is not None and kind != SECRET:
        return None
    names = names_on_the_way(content, origin)
    secret = next((n for n in names if part_of_client(n) == CLIENT_SECRET), None) if name is None else None
    if secret is not None and what is _KEY:
        is_ours = any(not _OURS.isdisjoint(words(n)) for n in names)
        return Leak(f"client secret (`{secret}`)", content, is_proven=is_ours)
    is_ours = name is not None and any(not _OURS.isdisjoint(words(n)) for n in names)
    named = f" (`{name}`)" if name is not None else ""
    return Leak(f"{what}{named}", content, is_proven=is_ours)


def _headers(content: v.Mapping, path: Condition) -> Iterator[Leak]:
    for key, held in content.entries.items():
        entry = v.feasible(held, path)  # what was taken out, or masked, on the way here is not shown
        for alternative in entry:
            if isinstance(alternative.content, v.Mapping) and alternative.content is not content:
                yield from _headers(alternative.content, path)
            elif isinstance(alternative.content, Term):
                yield from _in_content(alternative.content, alternative.origin, path)
        name = lookup.as_constant(key)
        if not (isinstance(name, str) and name.lower() == "authorization"):
            continue
        for alternative in entry:
            if isinstance(alternative.content, (str, v.Text)):
                given = credentials.from_header(alternative.content, alternative.origin, ALWAYS)
                if given.state == GIVEN and given.key is not None and given.kind == SECRET:
                    yield Leak(_HEADERS)
                elif given.state == GIVEN and isinstance(given.identity, Term):
                    origin = next(
                        (p.origin for p in parts_of(alternative.content, None) if p.content is given.identity), None
                    )
                    leak = _of_name(_HEADERS, given.identity, origin)
                    if leak is not None:
                        yield leak
