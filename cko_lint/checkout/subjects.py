"""The source text that a finding is about, as far as it tells one finding from another, and without secrets.

It does not depend on the layout. What is made here is hashed into fingerprints and baselines, which everybody may see. So it depends on nothing but the text:
no tokenizer, whose tokens differ between versions of Python.
"""

from __future__ import annotations

import re

from cko_lint.checkout.redaction import redact

_CUT = "…"
# A string that does not end is one to the end of the text: an excerpt may break off in it.
_PARTS = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'(?:\\.|[^\\])*?(?:\'\'\'|\Z)'
    r'|"(?:\\.|[^"\\\n])*(?:"|$|\Z)|\'(?:\\.|[^\'\\\n])*(?:\'|$|\Z))|(?P<comment>#[^\n]*)',
    re.DOTALL | re.MULTILINE,
)
_WORD = re.compile(r"[A-Za-z0-9_-]{6,}")
_WORD_WITH_DIGIT = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,}")
_SPACE = re.compile(r"\s+")
_CONTINUED = re.compile(r"\\\r?\n")
_PARENTHESES = re.compile(r"[()]")
_ADJACENT = re.compile(r'"[A-Za-z]{0,2}"')  # one literal, written as two
_LAST_COMMA = re.compile(r",(?=[)\]}])")


def subject_of_code(text: str) -> str:
    """Returns what identifies some Python code: no white space, no comments, no parentheses, one kind of quotes.

    So a formatter may lay it out anew. Of long words in strings it has the last two characters.
    """
    parts: list[str] = []
    done = 0
    redacted = _CONTINUED.sub("\n", redact(text))
    for match in _PARTS.finditer(redacted):
        parts += (_without_digits(redacted[done : match.start()]), _part(match))
        done = match.end()
    parts.append(_without_digits(redacted[done:]))
    return _ADJACENT.sub("", _PARENTHESES.sub("", _without_layout("".join(parts))))


def subject_of_text(text: str) -> str:
    """Returns what identifies a line of a text that is no Python: of its long words only the last two characters."""
    return _without_layout(_shortened(redact(text)))


def _part(match: re.Match[str]) -> str:
    if match["string"] is not None:
        return _shortened(match[0]).replace("'", '"')
    # A comment that comes and goes makes no other finding, unless the finding is about a key in it.
    return _shortened(match[0]) if _CUT in match[0] else ""


def _shortened(text: str) -> str:
    return _WORD.sub(_ending, text)


def _without_digits(text: str) -> str:
    return _WORD_WITH_DIGIT.sub(_ending, text)


def _ending(match: re.Match[str]) -> str:
    return f"{_CUT}{match[0][-2:]}"


def _without_layout(text: str) -> str:
    return _LAST_COMMA.sub("", _SPACE.sub("", text))
