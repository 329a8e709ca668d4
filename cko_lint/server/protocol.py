"""Findings in the words of the Language Server Protocol.

Lines count from 0 there, and columns from 0 in the units that client and server have agreed on, by default those of UTF-16.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from cko_lint.checkout.redaction import redact
from cko_lint.findings import Location, Position, Related, Severity
from cko_lint.output.report import printable
from cko_lint.server.analyser import Shown
from cko_lint.sources.lines import lines_with_ends

LinesOf = Callable[[str], Sequence[str]]
"""Gives the lines of a file, by its path as findings have it."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
SOURCE = "cko-lint"


class Translator:
    """Translates places and findings for one client."""

    def __init__(self, codec: PositionCodec, lines_of: LinesOf) -> None:
        """`codec` counts columns as the client does."""
        self._codec = codec
        self._lines_of = lines_of

    def diagnostic(self, shown: Shown) -> types.Diagnostic:
        """Returns the diagnostic of a finding, with the places that explain it."""
        finding, location = shown.finding, shown.location
        related = [related for related in finding.related if related.location != location]
        if location != finding.location:
            related.append(Related("here", finding.location))
        advice = f"\n{_words(finding.help)}" if finding.help else ""
        return types.Diagnostic(
            range=self.range(location),
            message=_words(finding.message) + advice,
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            source=SOURCE,
            related_information=[self._related(other) for other in related],
            data={"name": finding.name},
        )

    def range(self, location: Location) -> types.Range:
        """Returns a stretch of a file; of a notebook, whose lines count by cell, its beginning."""
        if location.cell:
            return types.Range(types.Position(0, 0), types.Position(0, 0))
        lines = self._lines_of(location.path)
        return types.Range(self._position(location.start, lines), self._position(location.end, lines))

    def difference(self, text: str, new: str) -> types.TextEdit:
        """Returns the edit that makes one text of another: of the lines in which they differ."""
        old, changed = lines_with_ends(text), lines_with_ends(new)
        start = _alike(old, changed)
        behind = _alike(old[start:][::-1], changed[start:][::-1])
        place = types.Range(types.Position(start, 0), types.Position(len(old) - behind, 0))
        return types.TextEdit(place, "".join(changed[start : len(changed) - behind]))

    def _related(self, related: Related) -> types.DiagnosticRelatedInformation:
        uri = uris.from_fs_path(os.path.abspath(related.location.path)) or ""
        place = types.Location(uri, self.range(related.location))
        return types.DiagnosticRelatedInformation(location=place, message=_words(related.message))

    def _position(self, position: Position, lines: Sequence[str]) -> types.Position:
        place = types.Position(position.line - 1, position.column - 1)
        return self._codec.position_to_client_units(lines, place) if place.line < len(lines) else place


def _words(text: str) -> str:
    return printable(redact(text))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Returns how many lines two texts have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
