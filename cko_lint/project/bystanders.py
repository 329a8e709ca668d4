"""Bystanders: functions and classes outside of the slice that a request does not depend on, told from outlines.

`mark_order_paid(order)` in a module of thousands of lines says nothing about the request before it. What a bystander gives back
is not known, and it is run only if it is given something that matters: a response, a session, a function.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cko_lint.project.imports import Resolve, homes, stem_of
from cko_lint.project.index import Index
from cko_lint.project.outline import CLASS, FUNCTION, Definition, Import, Outline

_LARGE = 10_000
"""Bytes: a smaller file costs less than it may be worth."""
_FEW = 25
"""Names that a helper mentions at most: what mentions more is no mere reading of a setting."""
_FEW_MEMBERS = 12
"""Members of a class at most that only holds flags and settings."""
_DEEPEST = 5
"""Re-exports between a name and where it is defined."""
_MOST_HOPS = 2
"""Imports that lead from a bystander to what it calls."""
_INITIALISERS = frozenset({"__init__", "__post_init__", "__new__"})

# Of what has these, each object may send a request, sign one, tell its status, or catch its error.
_SENDING = frozenset(
    "Authorization authorization status_code raise_for_status contextmanager asynccontextmanager urlopen checkout_sdk".split()
)
_MANAGING = frozenset({"__exit__", "__aexit__", "__call__"})
_TELLING = frozenset("headers Headers auth Auth bearer Bearer environ getenv".split())
_TELLING_IN_FEW = frozenset("settings config conf secret secrets key keys token tokens sandbox live production".split())
_TELLING_BASES = ("Error", "Exception", "Warning", "Enum", "NamedTuple", "TypedDict", "Choices")


class Bystanders:
    """Tells which names of a project's modules stand for bystanders."""

    def __init__(self, index: Index, resolve: Resolve, packages: frozenset[str]) -> None:
        """`packages` are those of the HTTP libraries."""
        self._index = index
        self._sending = _SENDING | packages
        self._resolve = resolve
        self._known: dict[tuple[str, str], bool] = {}
        self._deciding: dict[tuple[str, str, str], bool] = {}

    def has(self, path: str, name: str) -> bool:
        """Whether a name of a file stands for a bystander."""
        key = (path, name)
        if key not in self._known:
            self._known[key] = self._is_one(path, name)
        return self._known[key]

    def decides(self, path: str, name: str, member: str = "") -> bool:
        """Whether a bystander, or a member of one, may decide what runs: by a flag, an error, or the end of the program.

        Without a member, a class decides by its initialiser.
        """
        key = (path, name, member)
        if key not in self._deciding:
            self._deciding[key] = self._is_deciding(path, name, member)
        return self._deciding[key]

    def _is_deciding(self, path: str, name: str, member: str) -> bool:
        found = self._home(path, name, _DEEPEST)
        if found is None:
            return False
        home, name, outline = found
        if name not in outline.bases:
            return not member and self._leads(home, name, _DECIDES, _MOST_HOPS, set())
        wanted = {member} if member else _INITIALISERS
        return any(d.decides and d.name in wanted and len(d.mentions) <= _FEW for d in _members(name, outline))

    def _is_one(self, path: str, name: str) -> bool:
        found = self._home(path, name, _DEEPEST)
        if found is None:
            return False
        home, name, outline = found
        defined = [d for d in outline.definitions if d.name == name and not d.owner]
        is_code = all(d.kind in (FUNCTION, CLASS) for d in defined)
        if not is_code or len(self._index[home].data) < _LARGE or _is_of_flags(name, outline):
            return False
        return not self._leads(home, name, _Question(self._tells, _is_code), _MOST_HOPS, set())

    def _home(self, path: str, name: str, depth: int) -> tuple[str, str, Outline] | None:
        """Returns the file that defines a name, what it is called there, and the outline of that file."""
        outline = self._index[path].outline if depth else None
        if outline is None:
            return None
        if any(d.name == name and not d.owner for d in outline.definitions):
            return path, name, outline
        for one in outline.imports:
            if one.name and one.name != "*" and one.alias == name:
                home = self._resolve(os.path.dirname(path), one.level, one.module)
                return self._home(home, one.name, depth - 1) if home is not None and home != path else None
        return None

    def _tells(self, d: Definition, outline: Outline) -> bool:
        """Whether a definition may make a header, choose a key, tell a status, or catch an error."""
        if d.is_anchor or not self._sending.isdisjoint(d.mentions) or d.name in _MANAGING:
            return True
        if d.kind == CLASS:
            return any(base.endswith(_TELLING_BASES) for base in outline.bases.get(d.qualified, ()))
        if d.owner or d.kind != FUNCTION:
            return False
        if not _TELLING.isdisjoint(d.mentions):
            return True
        return len(d.mentions) <= _FEW and not _TELLING_IN_FEW.isdisjoint(d.mentions)

    def _leads(self, path: str, name: str, question: _Question, hops: int, seen: set[tuple[str, str]]) -> bool:
        """Whether what a name of a file stands for, or what that mentions, and so on, is what is asked for.

        `hops` are the imports that are followed; `seen` are the names that were looked at.
        """
        outline = self._index[path].outline
        if outline is None or (path, name) in seen:
            return False
        seen.add((path, name))
        own = [d for d in outline.definitions if _top(d) == name and d.name]
        if any(question.is_answer(d, outline) for d in own):
            return True
        mentions = {mention for d in own if not d.owner and question.is_followed(d) for mention in d.mentions}
        if any(self._leads(path, mention, question, hops, seen) for mention in sorted(mentions & _tops(outline))):
            return True
        return hops > 0 and any(
            self._leads(home, mention, question, hops - 1, seen)
            for one in outline.imports
            if one.bound in mentions
            for home, inner in self._modules(path, one)
            for mention in sorted(_named_by(one, home, mentions) & _tops(inner))
        )

    def _modules(self, path: str, one: Import) -> Iterator[tuple[str, Outline]]:
        """Yields the modules of the project that an import names, and the outlines of their files."""
        for home in homes(self._index, self._resolve, path, one):
            outline = self._index[home].outline if home != path else None
            if outline is not None:
                yield home, outline


class _Question(NamedTuple):
    """Which definitions are asked for, and which lead to what they mention."""

    is_answer: Callable[[Definition, Outline], bool]
    is_followed: Callable[[Definition], bool]


def _named_by(one: Import, home: str, mentions: set[str]) -> set[str]:
    """Returns the names of a module that a file means by what it mentions, given how it imports it."""
    return mentions if one.name == "" or one.name == stem_of(home) else {one.name}


def _top(d: Definition) -> str:
    return d.owner.partition(".")[0] or d.name


def _tops(outline: Outline) -> set[str]:
    return {d.name for d in outline.definitions if not d.owner and d.kind in (FUNCTION, CLASS)}


def _is_small(d: Definition) -> bool:
    return d.kind == FUNCTION and not d.owner and len(d.mentions) <= _FEW


def _is_of_flags(name: str, outline: Outline) -> bool:
    """Whether a name is that of a class that only holds flags and settings."""
    members = _members(name, outline)
    return 0 < len(members) <= _FEW_MEMBERS and any(d.decides for d in members)


def _members(cls: str, outline: Outline) -> list[Definition]:
    """Returns the members of a class, its own and those of its bases in the same file."""
    classes = [cls]
    for one in classes:
        classes += [base for base in outline.bases.get(one, ()) if base in outline.bases and base not in classes]
    return [d for d in outline.definitions if d.owner in classes]


def _is_code(d: Definition) -> bool:
    return d.kind in (FUNCTION, CLASS)


_DECIDES = _Question(lambda d, _: d.decides and _is_small(d), _is_small)
