"""What the open documents of an editor hold: the same analysis as `check`, with their texts instead of those on disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

from cko_lint import run
from cko_lint.config import settings as config
from cko_lint.config.scopes import Scopes
from cko_lint.findings import Finding, Fix, Location
from cko_lint.sources.encodings import encoded
from cko_lint.sources.scan import Scan, Source, shown


class Shown(NamedTuple):
    """A finding, the place in an open document at which it is shown, its own or that of a call that leads to it, and its fix."""

    finding: Finding
    location: Location
    fix: Fix | None = None


def findings(texts: Mapping[str, str]) -> dict[str, list[Shown]]:
    """Returns what is to be shown in documents, by their paths; each is judged by the nearest settings above it.

    Raises UsageError for settings that are wrong.
    """
    scopes = Scopes.nearest_to(list(texts), run.catalogue, config.with_environment)
    report = run.analyse(_scan(texts, scopes), scopes).report
    return {
        path: [
            Shown(finding, place, report.fix(finding))
            for finding in report.findings
            for place in _places_in(shown(path), finding)
        ]
        for path in texts
    }


def _places_in(path: str, finding: Finding) -> list[Location]:
    if finding.location.path == path:
        return [finding.location]
    return [call.location for call in finding.callers if call.location.path == path]


def _scan(texts: Mapping[str, str], scopes: Scopes) -> Scan:
    """Returns a scan of the documents; what is excluded is seen by the others, and is not reported on."""
    scan = Scan(scopes.prepare)
    for path, text in sorted(texts.items()):
        absolute = os.path.realpath(path)
        data = encoded(text)
        scan.overlay[absolute] = data
        if not scopes.excludes.hide(absolute):
            scan.take(Source(shown(path), absolute, data))
    return scan
