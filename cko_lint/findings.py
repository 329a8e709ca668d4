"""What a rule reports: a finding, where it stands, and the places that explain it.

This module knows nothing of Checkout.com, of syntax or of output formats, so that everything can speak of findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(str, Enum):
    """How bad a finding is, from the worst; `--fail-on` names the mildest that fails a run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, growing as the severity falls."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text: both numbers are 1-based, the column counts characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of one file, from its first character up to, but without, the character at `end`."""

    path: str
    start: Position
    end: Position
    cell: int = 0
    """The cell of a notebook that the lines count within, from 1; 0 in any other file."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains a finding, and what it contributes."""

    message: str
    location: Location


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect.

    `statement` gives the first and last line of the statement it stands in (of a compound statement: its header), which
    is where a suppression comment may be. `subject` is the source text it is about with every key cut out, which makes
    the fingerprint independent of line numbers. `pedantic` findings are dropped unless asked for.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    location: Location
    related: tuple[Related, ...] = ()
    statement: tuple[int, int] = (0, 0)
    subject: str = ""
    pedantic: bool = False

    @property
    def sort_key(self) -> tuple[str, Position, str]:
        """Findings are listed by path, line, column and code."""
        return (self.location.path, self.location.start, self.code)
