"""Comments about suppression, as they are written.

`# noqa: CODE` and `# cko-lint: ignore[CODE] reason` hold for the statement they stand on, or alone on the line above it;
`# cko-lint: ignore-file[CODE]`, alone on a line, for the file. A rule's name does wherever its code does, and so does the
beginning of codes (`CKO4`). `# pragma: allowlist secret`, which other tools read as well, suppresses the rules about literal
secrets only. A bare `# noqa` was meant for another tool.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cko_lint.report.selection import CODE_PREFIX
from cko_lint.sources.lines import Piece

_CODE = r"[A-Za-z][A-Za-z0-9-]*\d"
_NAME = r"[A-Za-z]+(?:-[A-Za-z]+)+"
_ALL_OURS = rf"{CODE_PREFIX}(?![A-Za-z0-9-])"
_CALLED = rf"(?:{_CODE}|{_NAME}|{_ALL_OURS})"
_CODES = rf"{_CALLED}(?:[\s,]+{_CALLED})*"
_NOQA = re.compile(rf"#\s*noqa\s*:\s*(?P<codes>{_CODES})", re.IGNORECASE)
_IGNORE = re.compile(r"#\s*cko-lint:\s*ignore(?P<file>-file)?\[(?P<codes>[^\]]*)\]", re.IGNORECASE)
_PRAGMA = re.compile(r"#\s*pragma:\s*(?:allow|white)list[ -](?:nextline[ -])?secret\b", re.IGNORECASE)
_COMMENT = re.compile(r"(?:(?<![^\s\"',])(?:#|//|;|--)|<!--)(?=\s*(?:noqa\s*:|cko-lint\s*:|pragma\s*:))", re.IGNORECASE)
_MARKERS = (b"noqa", b"cko", b"pragma", b"ck0")
_MAY_SUPPRESS = re.compile(r"^[^#\n]*#.*?(?:noqa|cko|pragma|ck0)", re.IGNORECASE | re.MULTILINE)
"""Finds a line that may have a comment with one of these: finding all comments takes as long as parsing the text."""

_OURS = re.compile(rf"{CODE_PREFIX}\d{{0,3}}")
_LIKE_NAME = re.compile(_NAME)
_NEARLY_OURS = re.compile(r"(?:CKO|CK0|COK|KCO|CK)-?\d+", re.IGNORECASE)
_NEARLY_IGNORE = re.compile(
    r"#\s*cko[-_ ]?lint\b\s*(?:(?P<colon>:)\s*)?(?P<word>[\w-]+)(?P<codes>\s*(?:[\[(:]|CKO\d)[^#]*)?", re.IGNORECASE
)
_NEARLY_NOQA = re.compile(r"#\s*(?P<word>[A-Za-z]{3,5})\s*:?\s*CKO\d+", re.IGNORECASE)
_LIKE_IGNORE = ("ignore", "ignore-file", "noqa", "disable", "skip")


class Fault(NamedTuple):
    """Why a comment has no effect, and what to do about it."""

    reason: str
    advice: str


_NO_RULE = Fault("it names no rule", "write `# cko-lint: ignore[RULE] reason`")
_NOT_ALONE = Fault("`ignore-file` must be alone on a line", "move the comment to a line of its own")
_MISSPELT_IGNORE = Fault("it is misspelt", "write `# cko-lint: ignore[RULE] reason`")
_MISSPELT_NOQA = Fault("it is misspelt", "write `# noqa: CODE`")


@dataclass(frozen=True, slots=True)
class Named:
    """A rule in a comment: what it is called there, the column that begins at, and its code, "" if there is none.

    Of several rules it is the beginning of their codes. What is not `certain` to be meant for us counts only if there is such a rule.
    """

    called: str
    column: int
    code: str = ""
    certain: bool = True

    def fits(self, code: str) -> bool:
        """Whether a rule is meant."""
        return self.code != "" and code.startswith(self.code)


@dataclass(frozen=True, slots=True)
class Suppression:
    """What one comment says: which rules it suppresses, and where it stands.

    `alone` means that nothing but the comment is on the line; `fault` says why it has no effect at all. The `pragma` is for
    the rules about literal secrets. What is `foreign` is never unused: others read it, too.
    """

    line: int
    column: int
    text: str
    named: tuple[Named, ...] = ()
    alone: bool = False
    whole_file: bool = False
    foreign: bool = False
    pragma: bool = False
    fault: Fault | None = None

    @property
    def judged(self) -> tuple[Named, ...]:
        """What is judged separately: each rule, or the comment as a whole if it has no effect."""
        return (Named("", self.column),) if self.fault else self.named

    def covers(self, first: int, last: int) -> bool:
        """Whether it stands where it can silence what is in a statement from a line to another, if it names the code."""
        return self.whole_file or first <= self.line <= last or (self.alone and self.line == first - 1)


def may_have_any(data: bytes) -> bool:
    """Whether a file's bytes hold anything that a suppression is made of."""
    lowered = data.lower()
    return any(marker in lowered for marker in _MARKERS)


def find(text: str) -> Iterator[Suppression]:
    """Yields what the comments of a Python text say about suppression; a text that breaks off ends them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if _MAY_SUPPRESS.search(plain) is None:
        return
    try:
        for token in tokenize.generate_tokens(io.StringIO(plain).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                yield from _read(token.string, line, column + 1, alone=not token.line[:column].strip())
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError, MemoryError, SystemError):
        return


def find_in_lines(lines: Iterable[Piece]) -> Iterator[Suppression]:
    """Yields what the comments of a text that is no Python say; `#`, `//`, `;`, `--` and `<!--` begin one."""
    done = 0
    for piece in lines:
        text = piece.text
        lowered = text.lower()
        if not ("cko" in lowered or "noqa" in lowered or "pragma" in lowered or "ck0" in lowered):
            continue  # written out: files have millions of lines
        match = _COMMENT.search(text)
        if match is not None and piece.number != done:
            comment = "#" + text[match.end() :].removesuffix("-->").rstrip()
            alone = not piece.before and not text[: match.start()].strip()
            yield from _read(comment, piece.number, piece.before + match.end(), alone)
            done = piece.number  # what is right of it is part of it


def _read(comment: str, line: int, column: int, alone: bool) -> Iterator[Suppression]:
    """Reads one comment, which may say several things: `# noqa: CODE  # pragma: allowlist secret`."""
    understood = False
    for match in _NOQA.finditer(comment):
        understood = True
        named = tuple(_named(match, column))
        if named:
            yield Suppression(line, column + match.start(), match[0], named, alone)
    for match in _IGNORE.finditer(comment):
        understood = True
        named = tuple(_named(match, column, every=True))
        whole_file = match["file"] is not None
        fault = None if named else _NO_RULE
        if whole_file and not alone:
            fault = _NOT_ALONE
        yield Suppression(line, column + match.start(), match[0], named, alone, whole_file, fault=fault)
    if _PRAGMA.search(comment):
        yield Suppression(line, column, comment, alone=alone, foreign=True, pragma=True)
    if not understood:
        yield from _misspelt(comment, line, column)


def _named(match: re.Match[str], column: int, every: bool = False) -> Iterator[Named]:
    """The rules in a list that may be ours; in brackets of our own, all are."""
    for item in re.finditer(r"[^\s,]+", match["codes"]):
        is_code = item[0].upper() == CODE_PREFIX or any(map(str.isdigit, item[0]))
        text = item[0].upper() if is_code else item[0].lower()
        certain = every or _OURS.fullmatch(text) is not None or _NEARLY_OURS.fullmatch(text) is not None
        if certain or _LIKE_NAME.fullmatch(text):
            yield Named(text, column + match.start("codes") + item.start(), certain=certain)


def _misspelt(comment: str, line: int, column: int) -> Iterator[Suppression]:
    match = _NEARLY_IGNORE.search(comment)
    if match and (match["colon"] or match["codes"]) and _is_like(match["word"], _LIKE_IGNORE):
        yield Suppression(line, column + match.start(), match[0].rstrip(), fault=_MISSPELT_IGNORE)
        return
    match = _NEARLY_NOQA.search(comment)
    if match and _is_like(match["word"], ("noqa",)):
        yield Suppression(line, column + match.start(), match[0], fault=_MISSPELT_NOQA)


def _is_like(word: str, words: tuple[str, ...]) -> bool:
    from difflib import get_close_matches

    return bool(get_close_matches(word.lower(), words, n=1, cutoff=0.7))
