"""Which lines of a file are new, given what it was."""

from __future__ import annotations

from difflib import SequenceMatcher

_MOST = 20_000
"""How many lines are compared; what is between the equal beginnings and ends of larger files is new as a whole."""


def added_lines(old: bytes, new: bytes) -> frozenset[int]:
    """Returns the numbers of the lines, from 1, that are in the new content only; ends of lines are all the same."""
    before, after = _lines(old), _lines(new)
    start = _common(before, after)
    before, after = before[start:], after[start:]
    end = _common(before[::-1], after[::-1])
    before, after = before[: len(before) - end], after[: len(after) - end]
    if max(len(before), len(after)) > _MOST:
        return frozenset(range(start + 1, start + len(after) + 1))
    operations = SequenceMatcher(None, before, after).get_opcodes()
    changed = ((first, last) for tag, _, _, first, last in operations if tag in ("insert", "replace"))
    return frozenset(start + 1 + at for first, last in changed for at in range(first, last))


def _lines(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n", b"\n").split(b"\n")


def _common(one: list[bytes], other: list[bytes]) -> int:
    """Returns how many lines both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
