"""What fixes would change, as a unified diff in which no key stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from cko_lint.checkout.redaction import WORDS, cuts, has_piece
from cko_lint.sources.lines import LINE_END
from cko_lint.sources.rewriting import file_text

_NO_LINE_END = "\\ No newline at end of file\n"


def unified(path: str, before: bytes, after: bytes, shown: str, in_pieces: bool = False) -> str:
    """Returns the diff of a file; `shown` is its path as it may be printed.

    With `in_pieces`, or if a line shows it, the file may have a key whose pieces are no keys: then no long word that stands in
    quotation marks is shown.
    """
    old, new = (_lines(file_text(path, data).text) for data in (before, after))
    concealed = WORDS if in_pieces or any(map(has_piece, old)) else ""
    lines = difflib.unified_diff(old, new, shown, shown)
    names = [line for _, line in zip(range(2), lines, strict=False)]
    return "".join((*names, *(_printed(line, concealed) for line in lines)))


def _lines(text: str) -> list[str]:
    """Returns the lines of a text, each with a line feed if it ends in any way."""
    lines = LINE_END.split(text)
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]


def _printed(line: str, concealed: str) -> str:
    sign, text = line[:1], line[1:].removesuffix("\n")
    shown = sign + (text if sign == "@" else "".join(_redacted(text, concealed)))
    return f"{shown}\n" if line.endswith("\n") else f"{shown}\n{_NO_LINE_END}"


def _redacted(text: str, concealed: str) -> Iterator[str]:
    """Yields a line without its keys, and without what steers a terminal."""
    done = 0
    for cut in cuts(text, concealed):
        yield _printable(text[done : cut.start])
        yield cut.text
        done = cut.end
    yield _printable(text[done:])


def _printable(text: str) -> str:
    return "".join(s if s.isprintable() or s == "\t" else s.encode("unicode_escape").decode() for s in text)
