"""Comments that silence a finding, and those that silence nothing.

`# noqa: CKO101` and `# cko-lint: ignore[CKO101] reason` hold for the statement they stand on, or alone on the line
above it; `# cko-lint: ignore-file[CKO101]`, alone on a line, for the file. `# pragma: allowlist secret`, which other
tools read as well, silences the rules about literals only. A bare `# noqa` was meant for another tool.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cko_lint.checkout.redaction import redact
from cko_lint.findings import Finding, Location, Position, Severity, led_to
from cko_lint.kinds import is_prose
from cko_lint.lines import Piece

UNUSED = "CKO002"
_ALLOWLISTED = ("CKO201", "CKO202", "CKO207")
_UNJUDGED = ("CKO001", "CKO003", "CKO004")  # a file that could not be analysed cannot show which comments have a use

_CODE = r"[A-Za-z][A-Za-z0-9-]*\d"
_CODES = rf"{_CODE}(?:[\s,]+{_CODE})*"
_NOQA = re.compile(rf"#\s*noqa\s*:\s*(?P<codes>{_CODES})", re.IGNORECASE)
_IGNORE = re.compile(r"#\s*cko-lint:\s*ignore(?P<file>-file)?\[(?P<codes>[^\]]*)\]", re.IGNORECASE)
_PRAGMA = re.compile(r"#\s*pragma:\s*(?:allow|white)list[ -](?:nextline[ -])?secret\b", re.IGNORECASE)
_COMMENT = re.compile(r"(?:(?<![^\s\"',])(?:#|//|;|--)|<!--)(?=\s*(?:noqa\s*:|cko-lint\s*:|pragma\s*:))", re.IGNORECASE)
_MARKERS = (b"noqa", b"cko", b"pragma", b"ck0")

_OURS = re.compile(r"CKO\d{3}")
_NEARLY_OURS = re.compile(r"(?:CKO|CK0|COK|KCO|CK)-?\d+", re.IGNORECASE)
_NEARLY_IGNORE = re.compile(
    r"#\s*cko[-_ ]?lint\b\s*(?:(?P<colon>:)\s*)?(?P<word>[\w-]+)(?P<codes>\s*(?:[\[(:]|CKO\d)[^#]*)?", re.IGNORECASE
)
_NEARLY_NOQA = re.compile(r"#\s*(?P<word>[A-Za-z]{3,5})\s*:?\s*CKO\d+", re.IGNORECASE)
_LIKE_IGNORE = ("ignore", "ignore-file", "noqa", "disable", "skip")


@dataclass(frozen=True, slots=True)
class Named:
    """A code in a comment, and the column it begins at."""

    code: str
    column: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment's say: which codes it silences and where it stands.

    `alone` means that nothing but the comment is on the line; `fault` says why it has no effect at all.
    """

    line: int
    column: int
    text: str
    codes: tuple[Named, ...] = ()
    alone: bool = False
    whole_file: bool = False
    foreign: bool = False
    fault: str = ""

    @property
    def judged(self) -> tuple[Named, ...]:
        """What is judged alone: each code, or the comment as a whole if it has no effect."""
        return (Named("", self.column),) if self.fault else self.codes

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
    is_on: Callable[[str, str], bool] = lambda code, path: True,
    known: Collection[str] = (),
    judges: Callable[[str], bool] = lambda path: True,
) -> Outcome:
    """Returns what suppression comments leave of the findings, and a finding for every code that silences nothing.

    A comment at one of the callers that make it a finding takes this caller out; without callers, nothing is left of it.
    `comments` are the suppressions of each file, by its path. `is_on` says whether a rule, by its code, is on for a path:
    what silences a rule that is off is dormant, not unused. `known` are the codes that exist, `judges` says of which files
    comments are to be found unused.
    """
    findings = list(findings)
    files = {path: _Comments(path, suppressions) for path, suppressions in comments}
    left = list(_left(findings, files))
    unjudged = {finding.location.path for finding in findings if finding.code in _UNJUDGED}
    unused: list[Finding] = []
    for path, found in files.items():
        if path not in unjudged and judges(path):
            unused += _left(found.unused(lambda code: code != UNUSED, is_on, known), files)
            unused += found.unused(lambda code: code == UNUSED, is_on, known)
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
    """Reads one comment, which may say several things: `# noqa: CKO201  # pragma: allowlist secret`."""
    understood = False
    for match in _NOQA.finditer(comment):
        understood = True
        codes = tuple(_named(match, column))
        if codes:
            yield Suppression(line, column + match.start(), match[0], codes, alone)
    for match in _IGNORE.finditer(comment):
        understood = True
        codes = tuple(_named(match, column, every=True))
        whole_file = match["file"] is not None
        fault = "" if codes else "it names no code"
        if whole_file and not alone:
            fault = "ignore-file must be alone on its line"
        yield Suppression(line, column + match.start(), match[0], codes, alone, whole_file, fault=fault)
    if _PRAGMA.search(comment):
        codes = tuple(Named(code, column) for code in _ALLOWLISTED)
        yield Suppression(line, column, comment, codes, alone, foreign=True)
    if not understood:
        yield from _misspelt(comment, line, column)


def _named(match: re.Match[str], column: int, every: bool = False) -> Iterator[Named]:
    """The codes in a list that are addressed to this program; in brackets of its own every code is."""
    for code in re.finditer(r"[^\s,]+", match["codes"]):
        if every or _OURS.fullmatch(code[0].upper()) or _NEARLY_OURS.fullmatch(code[0]):
            yield Named(code[0].upper(), column + match.start("codes") + code.start())


def _misspelt(comment: str, line: int, column: int) -> Iterator[Suppression]:
    match = _NEARLY_IGNORE.search(comment)
    if match and (match["colon"] or match["codes"]) and _is_like(match["word"], _LIKE_IGNORE):
        fault = "it is written '# cko-lint: ignore[CKO101] reason'"
        yield Suppression(line, column + match.start(), match[0].rstrip(), fault=fault)
        return
    match = _NEARLY_NOQA.search(comment)
    if match and _is_like(match["word"], ("noqa",)):
        yield Suppression(line, column + match.start(), match[0], fault="it is written '# noqa: CKO101'")


def _is_like(word: str, words: tuple[str, ...]) -> bool:
    from difflib import get_close_matches

    return bool(get_close_matches(word.lower(), words, n=1, cutoff=0.7))


class _Comments:
    """The suppressions of a file, and which of their codes have silenced something."""

    def __init__(self, path: str, suppressions: list[Suppression]) -> None:
        if is_prose(path):  # which shows how they are written, too
            suppressions = [replace(suppression, foreign=True) for suppression in suppressions if not suppression.fault]
        self._path = path
        self._all = suppressions
        self._used: set[tuple[Suppression, str]] = set()
        self._of_file = [suppression for suppression in suppressions if suppression.whole_file]
        self._of_line: dict[int, list[Suppression]] = {}
        for suppression in suppressions:
            if not suppression.whole_file:
                self._of_line.setdefault(suppression.line, []).append(suppression)

    def silence(self, code: str, first: int, last: int) -> bool:
        """Whether a rule is silenced for a statement, by its lines; notes what does that."""
        near = [suppression for line in range(first - 1, last + 1) for suppression in self._of_line.get(line, ())]
        silencing = [
            (suppression, code)
            for suppression in (*self._of_file, *near)
            if not suppression.fault
            and any(named.code == code for named in suppression.codes)
            and suppression.covers(first, last)
        ]
        self._used.update(silencing)
        return bool(silencing)

    def unused(
        self, wanted: Callable[[str], bool], is_on: Callable[[str, str], bool], known: Collection[str]
    ) -> Iterator[Finding]:
        """Yields a finding for each of some codes that has silenced nothing."""
        for suppression in self._all:
            for named in suppression.judged:
                if wanted(named.code) and self._is_useless(suppression, named.code, is_on, known):
                    yield _finding(self._path, suppression, named, known)

    def _is_useless(
        self, suppression: Suppression, code: str, is_on: Callable[[str, str], bool], known: Collection[str]
    ) -> bool:
        if suppression.foreign or (suppression, code) in self._used:
            return False
        return bool(suppression.fault) or code not in known or is_on(code, self._path)


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
        ways = [way for way in finding.ways if calls.isdisjoint(call.location for call in way)]
        if silenced or (finding.ways and not ways):
            continue
        yield led_to(finding, ways) if calls else finding


def _finding(path: str, suppression: Suppression, named: Named, known: Collection[str]) -> Finding:
    line = suppression.line
    start, end = named.column, named.column + len(named.code)
    if suppression.fault:
        start, end = suppression.column, suppression.column + len(suppression.text)
        message = f"this suppression has no effect: {suppression.fault}"
        advice = "correct the comment, or remove it"
    elif named.code not in known:
        message = f"this suppression names {named.code}, which is no rule"
        advice = "correct the code, or remove it; `cko-lint rule --all` lists the rules"
    else:
        message = f"this suppression of {named.code} silences nothing"
        advice = "remove it; if it was meant for another statement, move it there or to the line above"
    return Finding(
        code=UNUSED,
        name="unused-suppression",
        severity=Severity.WARNING,
        message=message,
        help=advice,
        location=Location(path, Position(line, start), Position(line, end)),
        statement=(line, line),
        subject=redact(f"{suppression.text} {named.code}"),
    )


def _statement(finding: Finding) -> tuple[int, int]:
    if finding.statement != (0, 0):
        return finding.statement
    return finding.location.start.line, finding.location.end.line
