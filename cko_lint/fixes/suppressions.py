"""Removes what a suppression comment has in vain: one rule of several, the comment, or the line that is nothing else.

The reason that stands behind goes with the comment; another tool's codes and other comments on the line stay.
"""

from __future__ import annotations

import re

from cko_lint.findings import Location, Remedy
from cko_lint.fixes.files import Files
from cko_lint.fixes.patches import Patch

_SIGN = re.compile(r"<!--|#|//|;|--")
_LIST = re.compile(
    r"(?:noqa\s*:|ignore(?:-file)?\s*\[)\s*(?P<codes>[^\s,\]#]+(?:[ \t,]+[^\s,\]#]+)*)[^\S\n]*(?P<closing>\])?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[^\s,]+")
_CODE = re.compile(r"[A-Za-z]+[A-Za-z0-9-]*\d")


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what removes the suppression at a place."""
    (location,) = remedy.places
    lines = files.lines(location.path)
    if lines is None:
        return None
    line = location.start.line
    start, end = lines.start(line), lines.end(line)
    text = lines.text[start:end]
    if files.is_text(location.path) and _is_in_quotes(text[: location.start.column - 1]):
        return None
    listed = next(
        (m for m in _LIST.finditer(text) if m.start("codes") < location.end.column <= m.end("codes") + 1), None
    )
    others = _others(listed, location.start.column - 1) if listed is not None else ""
    if listed is not None and others:
        # The whole list is replaced: if two of its codes go, one after the other, the last one takes the comment along.
        return [Patch(location.path, start + listed.start("codes"), start + listed.end("codes"), others)]
    stretch = _comment(text, location, listed.end() if listed is not None else location.end.column - 1)
    if stretch is None:
        return None
    first, last = stretch
    is_all = not text[:first].strip() and not text[last:].strip()
    if is_all:
        return [Patch(location.path, start, lines.start(line + 1), "")]
    return [Patch(location.path, start + first, start + last, "")]


def _is_in_quotes(before: str) -> bool:
    """Whether what follows may be part of a value: in a text that is no Python, a quotation mark before it is open."""
    return any(before.count(mark) % 2 for mark in "\"'")


def _comment(text: str, location: Location, behind: int) -> tuple[int, int] | None:
    """Returns the stretch of a line that the comment is, with the whitespace before it if nothing follows."""
    at = location.start.column - 1
    signs = [match for match in _SIGN.finditer(text) if match.start() <= at]
    if not signs:
        return None
    first, last = signs[-1].start(), _end_of_comment(text, signs[-1], behind)
    return (first, last) if text[last:].strip() else (len(text[:first].rstrip()), len(text))


def _others(listed: re.Match[str], at: int) -> str:
    """Returns a list of codes without the one at an index; "" if that is the only one."""
    items = [
        (m.start() + listed.start("codes"), m.end() + listed.start("codes"), m[0])
        for m in _ITEM.finditer(listed["codes"])
    ]
    index = next((index for index, (start, _, _) in enumerate(items) if start == at), None)
    others = [text for start, _, text in items if start != at and (listed["closing"] or _is_meant(text))]
    if index is None or not others:
        return ""
    offset = listed.start("codes")
    if index + 1 < len(items):
        return listed["codes"][: at - offset] + listed["codes"][items[index + 1][0] - offset :]
    return listed["codes"][: items[index - 1][1] - offset]


def _is_meant(text: str) -> bool:
    """Whether a word behind `noqa:` is a rule, and not the beginning of the reason."""
    from cko_lint.rules import CATALOGUE

    return _CODE.fullmatch(text) is not None or CATALOGUE.get(text.lower()) is not None


def _end_of_comment(text: str, sign: re.Match[str], behind: int) -> int:
    """Returns where a comment ends: where the next one on the line begins, or with the line."""
    if sign[0] == "<!--":
        closing = text.find("-->", behind)
        return closing + 3 if closing >= 0 else len(text)
    following = text.find("#", behind)
    return following if following >= 0 and sign[0] == "#" else len(text)
