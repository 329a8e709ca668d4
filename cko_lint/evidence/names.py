"""What names say: of which kind a key is, and how a value that is not known is called."""

from __future__ import annotations

import re
from typing import Any

from cko_lint import values as v
from cko_lint.checkout.keys import CLIENT_ID, CLIENT_SECRET, PUBLIC, SECRET
from cko_lint.logic.terms import Term

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_KINDS = {"secret": SECRET, "public": PUBLIC, "publishable": PUBLIC}
WHOLE = frozenset({"environment", "setting", "parameter", "attribute", "item", "configuration"})
"""The kinds of symbols that are a value as it came; a slice or a mask of it is of another kind."""
_NAMED = WHOLE | {"global", "entry"}
_KEYS = ("key", "keys", "apikey")
# What may stand behind the word: which environment, account or country, not what else of the key (its file, its id).
_BEHIND = frozenset(
    "live prod production sandbox sbox test testing dev development staging uat qa"
    " default previous nas abc main primary backup old new value str raw"
    " uk eu us gb me sa ae fr de".split()
)
# What makes it another key: one for something else, a part or a shadow of one, or another company's.
_OTHERWISE = frozenset(
    "webhook signature signing session idempotency csrf encryption fernet hmac jwt"
    " has is no masked mask hint missing hidden redacted"
    " stripe paystack razorpay adyen paypal braintree square mollie acquirer"
    " aws azure gcp google github openai twilio sendgrid django flask".split()
)


def words(name: str) -> list[str]:
    """Returns the words of a name in snake, camel or kebab case, in lower case."""
    return [word.lower() for word in _WORD.findall(name)]


def kind_of_name(name: str) -> str | None:
    """Returns the kind of key that a name says it holds, if it says both that it is a key and of which kind."""
    found = words(name)
    last = max((index for index, word in enumerate(found) if word in _KEYS), default=None)
    if last is None or _OTHERWISE & set(found):
        return None
    if not says_which(found[last + 1 :]):
        return None
    kinds = {_KINDS[word] for word in found[: last + 1] if word in _KINDS}
    return kinds.pop() if len(kinds) == 1 else None


def says_which(behind: list[str]) -> bool:
    """Whether the words behind that for a key say only which of them it is, and nothing else of it (`_HEADER`, `_FIELD`)."""
    return all(word in _BEHIND or word.isdigit() or word in _KINDS for word in behind)


def part_of_client(name: str) -> str | None:
    """Returns which part of an OAuth client's credentials a name says it holds."""
    found = set(words(name))
    if not ("client" in found or {"access", "key"} <= found):
        return None
    return CLIENT_SECRET if "secret" in found else CLIENT_ID if "id" in found else None


def says_key(name: str) -> bool:
    """Whether a name says that it holds a key, of whatever kind."""
    found = words(name)
    if found[-1:] in (["header"], ["headers"], ["authorization"]):
        return False
    return any(word in ("key", "apikey") for word in found) and not {"idempotency", "webhook", "session"} & set(found)


def name_of(made: Term) -> str | None:
    """Returns what a value that is not known is called where it comes from."""
    if made.kind in _NAMED and made.parts and isinstance(made.parts[-1], str):
        return made.parts[-1]
    if made.kind in (
        "call",
        "strip",
        "lstrip",
        "rstrip",
        "removeprefix",
        "text of",
        "replace",
        "attribute",
        "encode",
        "bytes",
    ):
        for part in made.parts:
            if isinstance(part, Term):
                return name_of(part)
    return None


def names_on_the_way(content: Any, origin: v.Origin | None) -> list[str]:
    """Returns the names that a value had, the first one first."""
    found = []
    if isinstance(content, Term):
        name = name_of(content)
        if name is not None:
            found.append(name)
    if origin is not None:
        found += [step.name for step in reversed(origin.chain()) if step.name and step.kind != "key"]
    return found


def kind_by_names(content: Any, origin: v.Origin | None) -> tuple[str | None, str | None]:
    """Returns the kind that the names of a value prove, and the name that does; the name nearest to its source counts."""
    for name in names_on_the_way(content, origin):
        kind = kind_of_name(name)
        if kind is not None:
            return kind, name
    return None, None
