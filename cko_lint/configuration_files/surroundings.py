"""What stands around a value in a text: the names that it is under, the lines beside it.

No format is parsed: YAML, TOML, JSON, INI, shell and the like all write a name, a sign, a value, and show by sections or by
indentation what is around it. What cannot be told that way has no name.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cko_lint.sources.lines import Piece

_COMMENT = re.compile(r"\s*(?:#|;|//|--|<!--|\*)")
_REMARK = re.compile(r"\s(?:#|//)\s")
_NAME = re.compile(r"(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*(?::=|=>|[:=])\s*[\"'`]?")
# What may stand between a name's sign and the value: `Authorization: Bearer …`, a list's bracket, other items of a list.
_ADJACENT = re.compile(r"(?:Bearer |Basic |[\[({]\s*)*(?:[^\s,]*,\s*)*\S*")
_SECTION = re.compile(r"\s*\[+\s*(?P<name>[^\[\]]+?)\s*\]+\s*(?:[#;].*)?$")
_PARENT = re.compile(
    r"(?P<indent>\s*)(?:-\s+)?(?:[\w-]+\s+)*[\"']?(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*(?::\s*(?:[&!]\S+\s*)?[\[{]?|=?\s*[\[{])\s*(?:#.*)?$"
)
_OPENING = ":[{"  # with one of these a parent ends, unless an anchor (&), a tag (!) or a comment follows
_NEAR = 300  # characters before a value in which its name stands: a line may be a whole minified file
_ANONYMOUS = frozenset(
    {"value", "default", "defaultvalue", "currentvalue", "initialvalue", "data", "env", "environment"}
)
_SIBLING = re.compile(r"(?:^|[\s{,\"'-])(?:name|key|Name|Key)[\"']?\s*[:=]\s*[\"']?(?P<name>[A-Za-z_][\w.-]*)")
_BRACE = re.compile(r"[{}]")
_NAMED_BRACE = re.compile(r"(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*(?::=|=>|[:=])\s*$")
_LONGEST_NAME = 100
_ABOVE = 5

LONGEST_ENTRY = 5_000
"""Characters beyond which a line is no entry of its own."""


class Line(NamedTuple):
    """A line, or a piece of one, with the names around it, the outermost first, and the lines beside it."""

    piece: Piece
    parents: tuple[str, ...]
    is_comment: bool
    above: tuple[str, ...]
    below: str

    @property
    def text(self) -> str:
        """What is written there."""
        return self.piece.text

    @property
    def is_entry(self) -> bool:
        """Whether it is a line of a size that people write."""
        return self.piece.is_whole and len(self.text) <= LONGEST_ENTRY

    def names(self, offset: int) -> list[str]:
        """Returns the names that a value at an index of the text stands under, the nearest last."""
        before = self.text[max(offset - _NEAR, 0) : offset]
        nearest = [match["name"] for match in _NAME.finditer(before) if _ADJACENT.fullmatch(before, match.end())][-1:]
        if nearest and nearest[0].lower().replace("_", "") in _ANONYMOUS:
            sibling = self._sibling(offset)
            nearest = [sibling] if sibling is not None else []
        return [*self.parents, *(_opened(self.text[:offset]) if self.is_entry else ()), *nearest]

    def is_remark(self, offset: int) -> bool:
        """Whether a comment has begun before an index of the text."""
        return (
            self.is_comment
            or _REMARK.search(self.text, 0 if self.is_entry else max(offset - _NEAR, 0), offset) is not None
        )

    def follows_a_name(self, offset: int) -> bool:
        """Whether a name and a sign are right before an index of the text."""
        start = max(offset - _NEAR, 0)
        return any(match.end() == offset - start for match in _NAME.finditer(self.text[start:offset]))

    def _sibling(self, offset: int) -> str | None:
        """`- name: LIVE_KEY` beside `value: …`: of the same item, on the same line or on one near it."""
        if not self.is_entry:
            return None
        opening = self.text.rfind("{", 0, offset)
        if opening >= 0:
            found = _SIBLING.search(self.text[opening:].partition("}")[0])
            return found["name"] if found is not None else None
        for line in self._of_item():
            found = _SIBLING.search(line)
            if found is not None:
                return found["name"]
        return None

    def _of_item(self) -> Iterator[str]:
        """Yields the line and those beside it that belong to the same item of a list, or to the same mapping."""
        yield self.text
        indent = _indent_of_item(self.text)
        last = self.text
        for near in reversed(self.above):
            if _begins_item(last) or len(near) > LONGEST_ENTRY or _indent_of_item(near) != indent:
                break
            yield near
            last = near
        if _indent_of_item(self.below) == indent and not _begins_item(self.below) and len(self.below) <= LONGEST_ENTRY:
            yield self.below


def _opened(before: str) -> list[str]:
    """Returns the names whose braces are open at the end of a text: `"production": {"checkout": {`."""
    opened: list[str | None] = []
    for match in _BRACE.finditer(before):
        if match[0] == "{":
            named = _NAMED_BRACE.search(before, max(0, match.start() - _LONGEST_NAME), match.start())
            opened.append(named["name"] if named is not None else None)
        elif opened:
            opened.pop()
    return [name for name in opened if name is not None]


def _begins_item(text: str) -> bool:
    return text.lstrip().startswith("- ")


def _indent_of_item(text: str) -> int:
    return len(text) - len(text.lstrip(" -"))


def lines_with(signs: re.Pattern[str], pieces: Iterable[Piece]) -> Iterator[Line]:
    """Yields the lines that a pattern is found in, or in a name around them, or in a line beside them.

    Of a line that comes in pieces every piece is yielded.
    """
    section: tuple[str, ...] = ()
    around: list[tuple[int, str]] = []
    found_around: list[bool] = [False]  # of the section, and of each name around
    is_found = is_next = is_looked_at = False
    above: deque[str] = deque(maxlen=_ABOVE)
    is_comment = False
    for piece, below in _with_next(pieces):
        _, before, text, _, end = piece
        length = len(text)
        is_whole = end == length and not before
        stripped = text.strip()
        is_entry = is_whole and stripped != "" and length <= LONGEST_ENTRY
        if is_entry:
            indent = length - len(text.lstrip())
            while around and around[-1][0] >= indent:
                around.pop()
                found_around.pop()
        was_found, is_found = is_found, is_next if is_looked_at else signs.search(text) is not None
        is_next = below is not None and signs.search(below.text) is not None
        is_looked_at = True
        if not is_whole or is_found or (is_entry and (found_around[-1] or was_found or is_next)):
            if not piece.before:
                is_comment = _COMMENT.match(text) is not None
            parents = (*section, *(name for _, name in around)) if is_entry else ()
            yield Line(piece, parents, is_comment, tuple(above), below.text if below is not None else "")
        if end == length:
            above.append(text)
        if not is_entry:
            continue
        if stripped[0] == "[" and not around and (header := _SECTION.fullmatch(text)) is not None:
            section, around = tuple(header["name"].split(".")), []
            found_around = [is_found]
        elif stripped[-1] in _OPENING or "#" in stripped or "&" in stripped or "!" in stripped:
            parent = _PARENT.fullmatch(text)
            if parent is not None:
                around.append((indent, parent["name"]))
                found_around.append(is_found or found_around[-1])


def _with_next(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None:
            yield waiting, piece
        waiting = piece
    if waiting is not None:
        yield waiting, None
