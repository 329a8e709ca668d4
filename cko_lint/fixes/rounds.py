"""Applies fixes in rounds, and keeps only those that do what they promise.

After each round the result is analysed: a fix stays if its finding is gone and nothing new is found. What overlaps waits for the
next round. Nothing is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cko_lint.findings import Change, Finding, Fix
from cko_lint.fixes.applying import applied, breaks_syntax, chosen
from cko_lint.sources.rewriting import CannotRewrite

_MOST_ROUNDS = 100  # each fixes something, or refuses to

_ALL = "012345"
_PERMISSIONS = "5"
_UNCOVERED: Mapping[Change, str] = {Change.CORRECT_HOST: _ALL, Change.SEND_FORM: _PERMISSIONS}
"""The groups of rules whose findings may appear because a fix makes a request one that can be judged."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that can be fixed, and how."""

    finding: Finding
    fix: Fix


@dataclass(frozen=True, slots=True)
class Judged:
    """What an analysis of some contents says: the findings, and which of them can be fixed."""

    findings: Sequence[Finding]
    candidates: Sequence[Candidate]


@dataclass(slots=True)
class Outcome:
    """The new contents of the files that were changed, what has been fixed in them, and what could not be."""

    contents: dict[str, bytes] = field(default_factory=dict)
    fixed: list[Finding] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)


class Rounds:
    """The rounds of one run."""

    def __init__(self, original: Callable[[str], bytes], judge: Callable[[Mapping[str, bytes]], Judged]) -> None:
        """`original` returns what a file was analysed with; `judge` analyses the files, some with changed contents."""
        self._original = original
        self._judge = judge
        self._refused: set[tuple[str, ...]] = set()
        self.outcome = Outcome()

    def run(self, judged: Judged) -> Outcome:
        """Fixes what can be fixed; `judged` is what the files are as they were found."""
        for _ in range(_MOST_ROUNDS):
            candidates = [c for c in judged.candidates if identity(c.finding) not in self._refused]
            fixes = set(chosen(dict.fromkeys(candidate.fix for candidate in candidates)))
            together = [candidate for candidate in candidates if candidate.fix in fixes]
            if not together:
                break
            judged = self._try(together, judged)
        return self.outcome

    def _try(self, candidates: Sequence[Candidate], judged: Judged) -> Judged:
        """Applies fixes, or as many of the first of them as do what they promise; the others come in the next round."""
        after = self._attempt(candidates, judged)
        if after is not None:
            return after
        fixes = list(dict.fromkeys(candidate.fix for candidate in candidates))
        if len(fixes) == 1:
            self._refused |= {identity(candidate.finding) for candidate in candidates}
            self.outcome.refused += [candidate.finding for candidate in candidates]
            return judged
        first = set(fixes[: len(fixes) // 2])
        return self._try([candidate for candidate in candidates if candidate.fix in first], judged)

    def _attempt(self, candidates: Sequence[Candidate], judged: Judged) -> Judged | None:
        """Applies fixes and returns what is found then; None if they do not do what they promise."""
        try:
            changed = applied(dict.fromkeys(candidate.fix for candidate in candidates), self._current)
        except (CannotRewrite, OSError, ValueError):
            return None
        if any(breaks_syntax(path, self._current(path), data) for path, data in changed.items()):
            return None
        after = self._judge({**self.outcome.contents, **changed})
        if not _hold([candidate.finding for candidate in candidates], judged.findings, after.findings):
            return None
        self.outcome.contents |= changed
        self.outcome.fixed += [candidate.finding for candidate in candidates]
        return after

    def _current(self, path: str) -> bytes:
        changed = self.outcome.contents.get(path)
        return changed if changed is not None else self._original(path)


def _hold(fixed: Sequence[Finding], before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether some findings are gone, and nothing is found that was not there, or not in sight, before."""
    allowed = Counter(map(_place, before))
    allowed.subtract(map(_place, fixed))
    changes = {remedy.change for finding in fixed for remedy in finding.remedies}
    places = set(map(_place, fixed))
    left = Counter(map(_place, after))
    return all(
        left[_place(finding)] <= allowed[_place(finding)]
        or (_place(finding) not in places and any(_may_uncover(change, finding) for change in changes))
        for finding in after
    )


def _may_uncover(change: Change, finding: Finding) -> bool:
    """Whether a change may bring a finding to light; a header that is added may come from a variable that is never checked."""
    if change is Change.ADD_HEADER and finding.pedantic:
        return True
    return finding.code[3] in _UNCOVERED.get(change, "")


def _place(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.location.path


def identity(finding: Finding) -> tuple[str, ...]:
    """Returns what tells a finding from others although the lines have moved."""
    return finding.code, finding.location.path, finding.subject, finding.message
