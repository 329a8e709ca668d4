"""From which environment variable a key is read that has been written out: what the project, or the name, says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cko_lint.checkout.keys import PUBLIC
from cko_lint.evidence.named import environment_of_name
from cko_lint.evidence.names import kind_of_name, words

_OURS = frozenset({"cko", "checkout", "checkoutcom"})
_BETWEEN_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


def variable(kind: str, environment: str, names: Sequence[str], known: Sequence[str], is_apart: bool = False) -> str:
    """Returns the name of the variable for a key that stands under some names of the program, the nearest first.

    One that the project reads already goes first, but not one for two keys whose names tell their environments; with
    `is_apart` the variable has to tell it.
    """
    own = _of_names(kind, names)
    told = environment_of_name(own) is not None
    if is_apart and environment and not told:
        own, told = f"CKO_{environment}_{_ending(kind)}".upper(), True
    fitting = [name for name in known if _fits(name, environment, told)]
    if own in fitting or (told and not fitting):
        return own
    return fitting[0] if fitting else own or f"CKO_{_ending(kind)}"


def _ending(kind: str) -> str:
    return f"{'PUBLIC' if kind == PUBLIC else 'SECRET'}_KEY"


def _fits(name: str, environment: str, told: bool) -> bool:
    says = environment_of_name(name)
    return says == environment if told else says is None or not environment or says == environment


def _of_names(kind: str, names: Sequence[str]) -> str:
    """Returns the variable that the names of a value stand for; "" if none of them says that it is such a key."""
    own = next((name for name in names if kind_of_name(name) == kind), "")
    if not own:
        return ""
    parts = [part for part in _BETWEEN_WORDS.split(own) if part]
    if environment_of_name(own) is None:
        parts = [*filter(None, [_environment_word(names)]), *parts]
    text = "_".join(parts).upper()
    return text if _OURS & set(words(text)) else f"CKO_{text}"


def _environment_word(names: Sequence[str]) -> str:
    """Returns the word of the nearest name that says an environment."""
    telling = next((name for name in names if environment_of_name(name) is not None), "")
    return next((word for word in words(telling) if environment_of_name(word) is not None), "")
