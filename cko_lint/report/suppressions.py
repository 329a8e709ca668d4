"""Comments that suppress findings, and those that suppress nothing.

`# noqa: CODE` and `# cko-lint: ignore[CODE] reason` hold for the statement they stand on, or alone on the line above it;
`# cko-lint: ignore-file[CODE]`, alone on a line, for the file. A rule's name does wherever its code does.
`# pragma: allowlist secret`, which other tools read as well, suppresses the rules about literal secrets only. A bare `# noqa`
was meant for another tool.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from cko_lint.findings import Finding, Location, Position, with_call_paths
from cko_lint.report.selection import CODE_PREFIX
from cko_lint.sources.kinds import is_prose
from cko_lint.sources.lines import Piece

_CODE = r"[A-Za-z][A-Za-z0-9-]*\d"
_NAME = r"[A-Za-z]+(?:-[A-Za-z]+)+"
_CALLED = rf"(?:{_CODE}|{_NAME})"
_CODES = rf"{_CALLED}(?:[\s,]+{_CALLED})*"
_NOQA = re.compile(rf"#\s*noqa\s*:\s*(?P<codes>{_CODES})", re.IGNORECASE)
_IGNORE = re.compile(r"#\s*cko-lint:\s*ignore(?P<file>-file)?\[(?P<codes>[^\]]*)\]", re.IGNORECASE)
_PRAGMA = re.compile(r"#\s*pragma:\s*(?:allow|white)list[ -](?:nextline[ -])?secret\b", re.IGNORECASE)
_COMMENT = re.compile(r"(?:(?<![^\s\"',])(?:#|//|;|--)|<!--)(?=\s*(?:noqa\s*:|cko-lint\s*:|pragma\s*:))", re.IGNORECASE)
_MARKERS = (b"noqa", b"cko", b"pragma", b"ck0")

_OURS = re.compile(rf"{CODE_PREFIX}\d{{3}}")
_LIKE_NAME = re.compile(_NAME)
_NEARLY_OURS = re.compile(r"(?:CKO|CK0|COK|KCO|CK)-?\d+", re.IGNORECASE)
_NEARLY_IGNORE = re.compile(
    r"#\s*cko[-_ ]?lint\b\s*(?:(?P<colon>:)\s*)?(?P<word>[\w-]+)(?P<codes>\s*(?:[\[(:]|CKO\d)[^#]*)?", re.IGNORECASE
)
_NEARLY_NOQA = re.compile(r"#\s*(?P<word>[A-Za-z]{3,5})\s*:?\s*CKO\d+", re.IGNORECASE)
_LIKE_IGNORE = ("ignore", "ignore-file", "noqa", "disable", "skip")


class Rules(Protocol):
    """What comments need to know of the rules."""

    @property
    def secrets(self) -> frozenset[str]:
        """The codes of the rules that the pragma suppresses."""

    @property
    def unanalysed(self) -> frozenset[str]:
        """The codes of the rules that report a file which could not be analysed."""

    @property
    def unused(self) -> str:
        """The code of the rule about comments that suppress nothing."""

    def code_of(self, called: str) -> str | None:
        """Returns the code of the rule with this code or name."""

    def useless(self, location: Location, comment: str, called: str, fault: Fault | None) -> Finding:
        """Returns the finding for a comment, or one rule in it, that suppresses nothing."""


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

    What is not `certain` to be meant for us counts only if there is such a rule.
    """

    called: str
    column: int
    code: str = ""
    certain: bool = True


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

    def resolved(self, rules: Rules) -> Suppression:
        """Returns the comment with the codes of the rules that it names."""
        named: list[Named] = []
        for one in self.named:
            code = rules.code_of(one.called) or ""
            if not (code or one.certain):
                break  # here the reason begins
            named.append(replace(one, code=code))
        return replace(self, named=tuple(named))

    def names(self, code: str, rules: Rules) -> bool:
        """Whether the comment is for a rule."""
        return any(one.code == code for one in self.named) or (self.pragma and code in rules.secrets)

    def covers(self, first: int, last: int) -> bool:
        """Whether it stands where it can silence what is in a statement from a line to another, if it names the code."""
        return self.whole_file or first <= self.line <= last or (self.alone and self.line == first - 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What suppressions leave: the findings that stay, and those about comments that have no use."""

    findings: list[Finding]
    unused: list[Finding]


def apply(
    findings: Iterable[Finding],
    comments: Iterable[tuple[str, list[Suppression]]],
    rules: Rules,
    is_on: Callable[[str, str], bool] = lambda code, path: True,
    judges: Callable[[str], bool] = lambda path: True,
) -> Outcome:
    """Returns what suppression comments leave of the findings, and a finding for every rule that one names in vain.

    A comment at one of the callers that make it a finding takes this caller out; without callers, nothing is left of it.
    `comments` are the suppressions of each file, by its path. `is_on` says whether a rule, by its code, is on for a path:
    what suppresses a rule that is off is dormant, not unused. `judges` says of which files comments are to be found unused.
    """
    findings = list(findings)
    files = {path: _Comments(path, suppressions, rules) for path, suppressions in comments}
    left = list(_left(findings, files))
    # A file that could not be analysed cannot show which comments have a use.
    unjudged = {finding.location.path for finding in findings if finding.code in rules.unanalysed}
    unused: list[Finding] = []
    for path, found in files.items():
        if path not in unjudged and judges(path):
            unused += _left(found.unused(lambda code: code != rules.unused, is_on), files)
            unused += found.unused(lambda code: code == rules.unused, is_on)
    return Outcome(left, unused)


def may_have_any(data: bytes) -> bool:
    """Whether a file's bytes hold anything that a suppression is made of."""
    lowered = data.lower()
    return any(marker in lowered for marker in _MARKERS)


def find(text: str) -> Iterator[Suppression]:
    """Yields what the comments of a Python text say about suppression; a text that breaks off ends them."""
    if not may_have_any(text.encode(errors="replace")):
        return
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        for token in tokenize.generate_tokens(lines.readline):
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
        text = item[0].upper() if any(map(str.isdigit, item[0])) else item[0].lower()
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


class _Comments:
    """The suppressions of a file, and which of their rules have suppressed something."""

    def __init__(self, path: str, suppressions: list[Suppression], rules: Rules) -> None:
        if is_prose(path):  # which shows how they are written, too
            suppressions = [replace(suppression, foreign=True) for suppression in suppressions if not suppression.fault]
        self._path = path
        self._rules = rules
        self._all = [suppression.resolved(rules) for suppression in suppressions]
        self._used: set[tuple[Suppression, str]] = set()
        self._of_file = [suppression for suppression in self._all if suppression.whole_file]
        self._of_line: dict[int, list[Suppression]] = {}
        for suppression in self._all:
            if not suppression.whole_file:
                self._of_line.setdefault(suppression.line, []).append(suppression)

    def silence(self, code: str, first: int, last: int) -> bool:
        """Whether a rule is suppressed for a statement, by its lines; notes what does that."""
        near = [suppression for line in range(first - 1, last + 1) for suppression in self._of_line.get(line, ())]
        silencing = [
            (suppression, code)
            for suppression in (*self._of_file, *near)
            if not suppression.fault and suppression.names(code, self._rules) and suppression.covers(first, last)
        ]
        self._used.update(silencing)
        return bool(silencing)

    def unused(self, wanted: Callable[[str], bool], is_on: Callable[[str, str], bool]) -> Iterator[Finding]:
        """Yields a finding for each of the rules with a wanted code that a comment names in vain."""
        for suppression in self._all:
            for named in suppression.judged:
                if wanted(named.code) and self._is_useless(suppression, named.code, is_on):
                    yield self._finding(suppression, named)

    def _is_useless(self, suppression: Suppression, code: str, is_on: Callable[[str, str], bool]) -> bool:
        if suppression.foreign or (suppression, code) in self._used:
            return False
        return bool(suppression.fault) or not code or is_on(code, self._path)

    def _finding(self, suppression: Suppression, named: Named) -> Finding:
        start, text = (suppression.column, suppression.text) if suppression.fault else (named.column, named.called)
        first, last = Position(suppression.line, start), Position(suppression.line, start + len(text))
        location = Location(self._path, first, last)
        return self._rules.useless(location, suppression.text, named.called, suppression.fault)


def _left(findings: Iterable[Finding], files: Mapping[str, _Comments]) -> Iterator[Finding]:
    """Yields what is left of findings: not those that are silenced where they stand, nor callers that are."""

    def is_silenced(code: str, path: str, statement: tuple[int, int]) -> bool:
        return path in files and files[path].silence(code, *statement)

    for finding in findings:
        silenced = is_silenced(finding.code, finding.location.path, _statement(finding))
        calls = {
            call.location
            for call in finding.callers
            if call.site is not None and is_silenced(finding.code, call.location.path, call.site.statement)
        }
        call_paths = [
            call_path for call_path in finding.call_paths if calls.isdisjoint(call.location for call in call_path)
        ]
        if silenced or (finding.call_paths and not call_paths):
            continue
        yield with_call_paths(finding, call_paths) if calls else finding


def _statement(finding: Finding) -> tuple[int, int]:
    if finding.statement != (0, 0):
        return finding.statement
    return finding.location.start.line, finding.location.end.line
