"""Where a suppression comment can stand: behind a line, or alone on the line above, so that the file means what it meant."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cko_lint.sources.lines import split_lines

_LONGEST = 120  # columns, beyond which a comment gets a line of its own
_OPENING, _CLOSING = ("FSTRING_START", "TSTRING_START"), ("FSTRING_END", "TSTRING_END")
_HEREDOC = re.compile(r"<<[-~]?\s*[\"']?(?P<word>[A-Za-z_]\w*)")


class Insertion(NamedTuple):
    """A comment for a line: behind it, or if it stands `alone`, on a new line above; the comment's sign, and its end."""

    line: int
    alone: bool
    sign: str = "#"
    end: str = ""


class Wanted(NamedTuple):
    """The lines of the statement that a comment is for, and the one that it is best at."""

    first: int
    last: int
    best: int


def in_python(text: str, wanted: Sequence[Wanted], length: int) -> list[Insertion | None]:
    """Returns where comments of a length go in Python code, None where there is no place for one."""
    lines = split_lines(text)
    try:
        inside = set(_ends_in_a_string(text))
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError, MemoryError):
        return [None] * len(wanted)

    def is_open(line: int) -> bool:
        """Whether the end of a line is no place for a comment: it is within a string, or a backslash continues it."""
        return line in inside or lines[line - 1].rstrip().endswith("\\")

    return [_in_python(one, lines, is_open, length) for one in wanted]


def _in_python(one: Wanted, lines: Sequence[str], is_open: object, length: int) -> Insertion | None:
    assert callable(is_open)
    candidates = [line for line in (one.best, *range(one.first, one.last + 1)) if line <= len(lines)]
    behind = [line for line in candidates if not is_open(line)]
    fitting = next((line for line in behind if len(lines[line - 1]) + length <= _LONGEST), None)
    if fitting is not None:
        return Insertion(fitting, alone=False)
    if one.first == 1 or not is_open(one.first - 1):
        return Insertion(one.first, alone=True)
    return Insertion(behind[0], alone=False) if behind else None


def _ends_in_a_string(text: str) -> Iterator[int]:
    """Yields the lines whose ends are within a string."""
    open_strings: list[int] = []
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    for token in tokenize.generate_tokens(lines.readline):
        kind = tokenize.tok_name[token.type]
        if kind == "STRING":
            yield from range(token.start[0], token.end[0])
        elif kind in _OPENING:
            open_strings.append(token.start[0])
        elif kind in _CLOSING:
            yield from range(open_strings.pop(), token.end[0])


def beside_magic(place: Insertion, written: str) -> Insertion | None:
    """Returns where a comment for a line of a notebook goes that is no Python: a magic takes what stands behind it as its own.

    None if it is one of a cell in another language, or of a text.
    """
    code = written.lstrip()
    if code.startswith("!"):
        return place
    return place._replace(alone=True) if code.startswith("%") and not code.startswith("%%") else None


def beside_entries(path: str, lines: Sequence[str], line: int) -> list[Insertion]:
    """Returns where a comment for a line of a configuration file may go, the best place first; none where there is no comment.

    In YAML and TOML, the caller has to check that it is one: it may be within a string of several lines.
    """
    name = path[path.rfind("/") + 1 :].lower()
    if name.endswith((".yaml", ".yml", ".toml")):
        return [Insertion(line, alone=False), Insertion(line, alone=True)]
    if name.endswith(".jsonc"):
        return [Insertion(line, alone=True, sign="//")]
    if name.endswith((".json", ".md", ".rst", ".http", ".rest")):
        return []
    return [Insertion(line, alone=True)] if _begins_entry(lines[: line - 1]) else []


def _begins_entry(above: Sequence[str]) -> bool:
    """Whether a new line may stand below some lines: no quote is open there, no here-document, and no backslash."""
    import shlex

    if above and above[-1].rstrip().endswith("\\"):
        return False
    try:
        shlex.split("\n".join(above), comments=True)
    except ValueError:
        return False
    return not _is_in_heredoc(above)


def _is_in_heredoc(above: Iterable[str]) -> bool:
    word = None
    for line in above:
        if word is not None:
            word = None if line.strip() == word else word
        elif (opening := _HEREDOC.search(line)) is not None:
            word = opening["word"]
    return word is not None


def with_comments(text: str, comments: Iterable[tuple[Insertion, str]], line_end: str) -> str:
    """Returns a text with some comments, each with its words; line ends stay as they are."""
    parts = re.split(r"(\r\n|\r|\n)", text)
    lines, ends = parts[::2], [*parts[1::2], ""]
    for place, words in sorted(comments, key=lambda comment: comment[0], reverse=True):
        comment = f"{place.sign} {words}{place.end}"
        at = place.line - 1
        if place.alone:
            indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            lines.insert(at, indent + comment)
            ends.insert(at, line_end)
        else:
            lines[at] = f"{lines[at].rstrip()}  {comment}"
    return "".join(part for line, end in zip(lines, ends, strict=True) for part in (line, end))
