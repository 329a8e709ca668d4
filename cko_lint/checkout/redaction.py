"""What may be printed of a text: everything in it that is a key, or may be one, is cut short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cko_lint.checkout.keys import BASE64, PERCENT, shorten

DIGITS = "digits"
WORDS = "words"
SECRET = "secret"
"""As `words`; and what stands at the place of the finding is a secret, whatever it looks like."""

# Wider than the grammar on purpose: what is printed must not contain half a key either.
_SECRET_LIKE = re.compile(
    r"(?i)[sp]k[_-](?:(?:sbox|test|live|prod|sandbox)[_-])?[A-Za-z0-9_-]{8,}[*#$=]*|[A-Za-z0-9_\-]{40,}=*"
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[a-z2-7]{26}[a-z2-7*#$=]"
)
_KEY_ANYWHERE = re.compile(
    r"[sp]k_(?:sbox_|test_)?(?:[a-z2-7]{26}[a-z2-7*#$=]|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
)
_PIECE_OF_KEY = re.compile(r"[sp]k_(?:sbox_|test_)?[a-z0-9-]{0,26}[\"'](?=\s*(?:\+|,|\"|'|[fbru]+[\"']|\)|$))")
_QUOTED = re.compile(r"([\"']).*?\1")
_GROUPS = r"(?:[sp]k_(?:test_)?)?(?<![A-Za-z0-9])[0-9a-f]{2,12}-(?:[0-9a-f]{2,12}-?)*"
_WITH_DIGIT = r"(?<![A-Za-z0-9/.:-])(?:[sp]k_(?:sbox_|test_)?)?[a-z0-9]*[2-7][a-z0-9]*[*#$=]?(?![A-Za-z0-9])"
_ONE_LITERAL = re.compile(r"(?:[A-Za-z]{0,2}(?P<quote>[\"']))?(?P<secret>[^\s\"']{6,})(?(quote)(?P=quote))")
_CONCEALED: set[str] = set()
_PIECES = {
    DIGITS: re.compile(f"{_GROUPS}|{_WITH_DIGIT}"),
    WORDS: re.compile(rf"{_GROUPS}|{_WITH_DIGIT}|(?<![A-Za-z0-9/.-])[a-z]{{6,}}[*#$=]?(?![A-Za-z0-9/.-])"),
}


_PIECES[SECRET] = _PIECES[WORDS]


class Cut(NamedTuple):
    """A stretch of a text that may not be printed, and what is printed for it."""

    start: int
    end: int
    text: str


def conceal(literal: str) -> None:
    """Cuts a secret short from now on, wherever it stands: one that only its place shows to be one."""
    match = _ONE_LITERAL.fullmatch(literal)
    if match is not None:
        _CONCEALED.add(match["secret"])


def redact(text: str) -> str:
    """Returns a text with everything cut short in it that is a key or may be one."""
    parts: list[str] = []
    done = 0
    for cut in cuts(text):
        parts += (text[done : cut.start], cut.text)
        done = cut.end
    return "".join((*parts, text[done:]))


def has_piece(line: str) -> bool:
    """Whether a string in a line of source ends with a beginning of a key, so that the rest of it may stand in others."""
    return _PIECE_OF_KEY.search(line) is not None


def redact_keys(text: str) -> str:
    """Returns a text with the keys in it cut short, whatever they are glued to, and nothing else."""
    return _KEY_ANYWHERE.sub(lambda match: shorten(match[0]), text)


def cuts(text: str, in_pieces: str = "") -> list[Cut]:
    """Returns what may not be printed of a text, from left to right, without overlaps.

    With `in_pieces`, also every word in the strings of a line of source that may be a piece of a key: one with a digit of
    the alphabet or of the form of a UUID's groups (`digits`), or any longer one as well (`words`).
    """
    found: list[Cut] = []
    for cut in sorted(_all_cuts(text, in_pieces), key=lambda cut: (cut.start, -cut.end)):
        if found and cut.start < found[-1].end:
            found[-1] = found[-1]._replace(end=max(found[-1].end, cut.end))
        else:
            found.append(cut)
    return found


def _all_cuts(text: str, in_pieces: str) -> Iterator[Cut]:
    yield from _matches(_SECRET_LIKE, text, shorten)
    yield from _matches(BASE64, text, _beginning)
    yield from _matches(PERCENT, text, _beginning)
    for secret in _CONCEALED:
        yield from _matches(re.compile(re.escape(secret)), text, _ending)
    if in_pieces:
        for quoted in _QUOTED.finditer(text):
            for cut in _matches(_PIECES[in_pieces], quoted[0], _ending):
                yield Cut(quoted.start() + cut.start, quoted.start() + cut.end, cut.text)


def _matches(pattern: re.Pattern[str], text: str, shown: Callable[[str], str]) -> Iterator[Cut]:
    for match in pattern.finditer(text):
        yield Cut(match.start(), match.end(), shown(match[0]))


def _beginning(text: str) -> str:
    return f"{text[:4]}…"


def _ending(text: str) -> str:
    return f"…{text[-2:]}"
