"""Keys that a program prints, logs, or puts into the text of an exception."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cko_lint.checkout.keys import SECRET, find_keys
from cko_lint.clients import credentials
from cko_lint.clients.names import WHOLE, kind_by_names
from cko_lint.facts import GIVEN
from cko_lint.flow import values as v
from cko_lint.flow.conditions import ALWAYS, Condition
from cko_lint.flow.symbols import Symbol

# A conversion of the `%` operator: its precision, with which it shows only a beginning, or `%%`.
_CONVERSION = re.compile(r"%(?:%|(?:\(\w+\))?[-+ #0]*(?:\d+|\*)?(?P<precision>\.\d+)?[a-zA-Z])")


def leak(values: list[v.Value], path: Condition = ALWAYS) -> str | None:
    """Returns what some values would tell if they were printed: the secret key, or headers that hold it; None for nothing.

    `path` is what is known to hold where that happens.
    """
    cut = _cut_short(values)
    for index, value in enumerate(values):
        for alternative in value if index not in cut else ():
            if _is_falsy(alternative.content, (*path.literals, *alternative.condition.literals)):
                continue
            told = _told(alternative.content, alternative.origin)
            if told is not None:
                return told
    return None


def _cut_short(values: list[v.Value]) -> set[int]:
    """Returns the indexes of the values of which a template shows the beginning only: `log.info("%.8s…", key)`."""
    template = v.text_of(values[0][0].content) if values and len(values[0]) == 1 else None
    if template is None or "%" not in template:
        return set()
    conversions = [match for match in _CONVERSION.finditer(template) if match[0] != "%%"]
    return {index for index, match in enumerate(conversions, 1) if match["precision"] is not None}


def _is_falsy(content: Any, literals: Iterable[tuple[Symbol, bool]]) -> bool:
    """Whether it is known that a value is empty: `print(key and "set")` prints a key only if there is none."""
    if not isinstance(content, Symbol):
        return False
    return any(atom.kind == "truth" and atom.parts[0] is content and not outcome for atom, outcome in literals)


def _told(content: Any, origin: v.Origin | None) -> str | None:
    if isinstance(content, Symbol):
        whole = content.kind in WHOLE and kind_by_names(content, origin)[0] == SECRET
        return "a secret key" if whole else None
    if isinstance(content, v.Text):
        return next((told for part in content.parts if (told := _told(part.content, part.origin)) is not None), None)
    if isinstance(content, str):
        return "a secret key" if any(key.kind == SECRET for _, key in find_keys(content)) else None
    if isinstance(content, v.Mapping):
        return _headers(content)
    if isinstance(content, v.Collection):
        return leak(list(content.items))
    return None


def _headers(content: v.Mapping) -> str | None:
    for key, entry in content.entries.items():
        nested = [a for a in entry if isinstance(a.content, v.Mapping) and a.content is not content]
        told = next((told for a in nested if (told := _headers(a.content)) is not None), None)
        if told is not None:
            return told
        if not (isinstance(key, str) and key.lower() == "authorization"):
            continue
        for alternative in entry:
            if isinstance(alternative.content, (str, v.Text)):
                given = credentials.from_header(alternative.content, alternative.origin, ALWAYS)
                if given.state == GIVEN and (given.key is not None or given.kind == SECRET):
                    return "headers that hold a secret key"
    return None
