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
_PARTS_OR_CODE = re.compile(rf"{_PARTS.pattern}|(?P<code>[^\"'#]+)", _PARTS.flags)
_WORD = re.compile(r"[A-Za-z0-9_-]{6,}")
_WORD_WITH_DIGIT = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,}")
_SPACE = re.compile(r"\s+")
_CONTINUED = re.compile(r"\\\r?\n")
_PARENTHESES = re.compile(r"[()]")
_PREFIX = re.compile(r"\s*[A-Za-z]{0,2}")
_LAST_COMMA = re.compile(r",(?=[)\]}])")


def subject_of_code(text: str) -> str:
    """Returns what identifies some Python code: no whitespace, no comments, no parentheses, one kind of quotes.

    So a formatter may lay it out anew. Of long words in strings it has the last two characters.
    """
    code = _in_one_piece(_CONTINUED.sub("\n", redact(text)))
    return _PARENTHESES.sub("", _without_layout(_PARTS_OR_CODE.sub(_part, code)))


def _in_one_piece(code: str) -> str:
    """Returns code without comments, in which a literal that is written as several is one."""
    parts: list[str] = []
    done = 0
    quote = ""  # that a string has just ended with: another one is a piece of it
    for match in _PARTS.finditer(code):
        between, part = code[done : match.start()], match[0]
        if match["comment"] is not None:
            # One that comes and goes makes no other finding, unless the finding is about a key in it.
            part = part if _CUT in part else ""
            quote = "" if between.strip() else quote
        else:
            if quote and part[0] == quote and _PREFIX.fullmatch(between) is not None:
                between, parts[-1], part = "", parts[-1][:-1], part[1:]
            quote = match[0][-1]
        if part or between.strip():
            parts += (between, part)
        done = match.end()
    return "".join((*parts, code[done:]))


def subject_of_text(text: str) -> str:
    """Returns what identifies a line of a text that is no Python: of its long words only the last two characters."""
    return _without_layout(_shortened(redact(text)))


def _part(match: re.Match[str]) -> str:
    if match["string"] is not None:
        return _shortened(match[0]).replace("'", '"')
    return _shortened(match[0]) if match["comment"] is not None else _without_digits(match[0])


def _shortened(text: str) -> str:
    return _WORD.sub(_ending, text)


def _without_digits(text: str) -> str:
    return _WORD_WITH_DIGIT.sub(_ending, text)


def _ending(match: re.Match[str]) -> str:
    return f"{_CUT}{match[0][-2:]}"


def _without_layout(text: str) -> str:
    return _LAST_COMMA.sub("", _SPACE.sub("", text))
