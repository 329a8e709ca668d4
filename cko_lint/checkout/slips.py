"""Why a text is no key of Checkout.com: which slip of a hand, a clipboard or a file would explain it.

The check character of the default platform's keys tells a key that was copied right from one with a slip in it. It is an
observation on published samples (`keys.py`), so what it says raises or lowers confidence and proves nothing alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cko_lint.checkout.keys import Key, foreign_prefix, parse_key

BODY = 27
"""The characters behind the prefix of a key of the default platform."""
_PREVIOUS_BODY = 36
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PREFIX = re.compile(r"(?i)[sp]k_(?:sbox_|test_)?")
_LOOKALIKES = {"0": "o", "1": "li", "8": "b", "9": "g"}
_WRAPPINGS = (
    ("quotation marks are around it", re.compile(r"""\s*(["'`])(?P<inside>.*)\1\s*""", re.S)),
    ("it begins with `Bearer `, which belongs to the header and not to the key", re.compile(r"(?i)\s*bearer\s+(?P<inside>.*)", re.S)),
    ("it begins with the name of a variable", re.compile(r"\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*\s*=\s*(?P<inside>.*)", re.S)),
    ("whitespace is around it", re.compile(r"(?:\s+(?P<inside>.*?)\s*|(?P<before>.*?)\s+)", re.S)),
)  # fmt: skip


class Slip(NamedTuple):
    """A slip that would explain a text, in words without a piece of it; `key` is what the key is without the slip, if known."""

    words: str
    key: Key | None = None


def slips(text: str) -> list[Slip]:
    """Returns the slips that explain why a text is no key, or why its check character does not fit; the likeliest first."""
    found: dict[str, Slip] = {}
    for slip in _all(text):
        found.setdefault(slip.words, slip)
    return list(found.values())


def _all(text: str) -> Iterator[Slip]:
    for words, pattern in _WRAPPINGS:
        match = pattern.fullmatch(text)
        inside = next(filter(None, match.groupdict().values()), "") if match else ""
        if match and inside != text:
            yield Slip(words, parse_key(inside))
            yield from _all(inside)
            return
    if re.search(r"\s", text):
        yield Slip("whitespace is inside it", parse_key(re.sub(r"\s", "", text)))
    half = len(text) // 2
    if len(text) % 2 == 0 and half > 8 and text[:half] == text[half:]:
        yield Slip("it stands there twice", parse_key(text[:half]))
        return
    prefix = foreign_prefix(text)
    if prefix is not None:
        yield Slip(f"no key begins with `{prefix}`: {_PREFIXES}")
        return
    match = _PREFIX.match(text)
    if match is None:
        yield Slip(f"it does not begin as a key does: {_PREFIXES}")
        return
    yield from _in_body(match[0], text[match.end() :])


_PREFIXES = "`sk_sbox_` or `pk_sbox_` in the sandbox, `sk_` or `pk_` live"


def _in_body(prefix: str, body: str) -> Iterator[Slip]:
    if body != body.lower() or prefix != prefix.lower():
        yield Slip("it has capital letters, and keys have none", parse_key((prefix + body).lower()))
    prefix, body = prefix.lower(), body.lower()
    half = len(body) // 2
    if half > 8 and len(body) % 2 == 0 and body[:half] == body[half:]:
        yield Slip("what stands behind its prefix stands there twice", parse_key(prefix + body[:half]))
        return
    if "-" in body:
        yield from _of_previous(body)
        return
    yield from _lookalikes(prefix, body)
    if len(body) > BODY:
        yield from _too_long(prefix, body)
    elif len(body) < BODY:
        yield Slip(f"it is cut: {len(body)} of {BODY} characters stand behind the prefix")
    elif not any(sign in _LOOKALIKES for sign in body):
        yield from _swapped(prefix, body)
        yield from _wrong(body)


def _of_previous(body: str) -> Iterator[Slip]:
    if len(body) < _PREVIOUS_BODY:
        yield Slip(f"it is cut: {len(body)} of {_PREVIOUS_BODY} characters stand behind the prefix")
    elif len(body) > _PREVIOUS_BODY:
        yield Slip(f"it is too long: {len(body)} characters, and not {_PREVIOUS_BODY}, stand behind the prefix")
    yield from _foreign(body, "0123456789abcdef-", "a key of the previous platform is made of 0 to 9 and a to f")


def _foreign(body: str, alphabet: str, made_of: str) -> Iterator[Slip]:
    """Yields where characters stand that no key has; which they are must not be shown, because the text may be another secret."""
    places = [str(at) for at, sign in enumerate(body, 1) if sign not in alphabet]
    if places:
        yield Slip(f"characters that no key has stand behind its prefix, number {_listed(places)}: {made_of}")


def _lookalikes(prefix: str, body: str) -> Iterator[Slip]:
    for sign in sorted(set(body) & _LOOKALIKES.keys()):
        meant = _LOOKALIKES[sign]
        fitting = [m for m in meant if _fits(prefix + _replaced(body, {sign: m}))]
        likely = fitting or list(meant)
        words = f"`{sign}` is in no key: perhaps `{likely[0]}` was meant"
        yield Slip(words, parse_key(prefix + _replaced(body, {sign: likely[0]})))
    yield from _foreign(body[:-1], _ALPHABET + "".join(_LOOKALIKES), "a key is made of a to z and 2 to 7")


def _replaced(body: str, meant: dict[str, str]) -> str:
    return "".join(meant.get(sign) or _LOOKALIKES.get(sign, sign)[0] for sign in body)


def _too_long(prefix: str, body: str) -> Iterator[Slip]:
    for at in range(BODY) if len(body) == BODY + 1 else ():
        if body[at] == body[at + 1] and _fits(prefix + body[:at] + body[at + 1 :]):
            yield Slip(
                f"a character is doubled, number {at + 1} behind the prefix",
                parse_key(prefix + body[:at] + body[at + 1 :]),
            )
    if _fits(prefix + body[:BODY]):
        yield Slip("something was added at its end", parse_key(prefix + body[:BODY]))
    yield Slip(f"it is too long: {len(body)} characters, and not {BODY}, stand behind the prefix")


def _swapped(prefix: str, body: str) -> Iterator[Slip]:
    found = []
    for at in range(BODY - 1):
        if body[at] != body[at + 1]:
            swapped = body[:at] + body[at + 1] + body[at] + body[at + 2 :]
            if _fits(prefix + swapped):
                found.append((at + 1, parse_key(prefix + swapped)))
    if found:
        places = _listed([f"{at} and {at + 1}" for at, _ in found], "or")
        yield Slip(f"two neighbouring characters have changed places, numbers {places} behind the prefix", found[0][1])


def _wrong(body: str) -> Iterator[Slip]:
    if body[-2] not in "aeimquy4":
        yield Slip("a wrong character, probably the last but one, which is one of a e i m q u y 4 in every key")
    yield Slip("a character is wrong: the check character at the end does not fit the others")


def _fits(text: str) -> bool:
    key = parse_key(text)
    return key is not None and key.check is True


def _listed(items: list[str], last: str = "and") -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"
