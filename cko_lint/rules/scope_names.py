"""What is meant by a scope that does not exist."""

from __future__ import annotations

import re

from cko_lint.checkout import sdk
from cko_lint.spelling import is_one_slip_away, nearest

_SEPARATOR = re.compile(r"[,;|+\s]+")
_LEAST_LETTERS = 5  # of a scope that is taken for another one with a slip


def is_in_wrong_form(name: str) -> bool:
    """Whether a scope is several ones, or misspelt: what it lacks is then no finding of its own."""
    return are_several(name) or meant_by(name) is not None


def are_several(name: str) -> bool:
    """Whether a text that is to be one scope is several ones, with another separator between them or none."""
    if name in sdk.scopes():
        return False
    parts = [part for part in _SEPARATOR.split(name) if part]
    if len(parts) > 1:
        return any(part in sdk.scopes() for part in parts)
    return any(name[:at] in sdk.scopes() and name[at:] in sdk.scopes() for at in range(1, len(name)))


def meant_by(name: str) -> str | None:
    """Returns the scope that was probably meant by one that does not exist."""
    if name in sdk.scopes() or len(name) < _LEAST_LETTERS:
        return None
    spelt = name.lower().replace("_", "-")
    if spelt in sdk.scopes():
        return spelt
    near = nearest(name, sdk.scopes())
    is_slip = near is not None and (is_one_slip_away(name, near) or near in (f"{name}s", f"{name}es"))
    return near if is_slip else None
