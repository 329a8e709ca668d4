"""What the open documents of an editor hold: the same analysis as `check`, with their texts instead of those on disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from cko_lint import run
from cko_lint.config import settings as config
from cko_lint.config.settings import Settings
from cko_lint.findings import Finding, Location
from cko_lint.project.index import Indexes
from cko_lint.project.roots import project_root
from cko_lint.report.selection import Rules
from cko_lint.sources.scan import Scan, Source, shown


class Shown(NamedTuple):
    """A finding, and the place in an open document at which it is shown: its own, or that of a call that leads to it."""

    finding: Finding
    location: Location


def findings(texts: Mapping[str, str]) -> dict[str, list[Shown]]:
    """Returns what is to be shown in documents, by their paths, each with the nearest settings above it.

    Raises UsageError for settings that are wrong.
    """
    found: dict[str, list[Shown]] = {path: [] for path in texts}
    by_root = sorted(texts, key=_root)
    for _, paths in groupby(by_root, key=_root):
        for path, several in _of_project({path: texts[path] for path in paths}).items():
            found[path] = several
    return found


def _root(path: str) -> str:
    return project_root(os.path.dirname(os.path.realpath(path)))


def _of_project(texts: Mapping[str, str]) -> dict[str, list[Shown]]:
    settings = config.with_environment(config.load(list(texts), rules=_rules))
    outcome = run.analyse(_scan(texts, settings), settings, Indexes(settings.cache_folder))
    found: dict[str, list[Shown]] = {path: [] for path in texts}
    for path, several in found.items():
        for finding in outcome.report.findings:
            several += [Shown(finding, place) for place in _places_in(shown(path), finding)]
    return found


def _places_in(path: str, finding: Finding) -> list[Location]:
    if finding.location.path == path:
        return [finding.location]
    return [call.location for call in finding.callers if call.location.path == path]


def _rules() -> Rules:
    return run.catalogue()


def _scan(texts: Mapping[str, str], settings: Settings) -> Scan:
    """Returns a scan of the documents; what is excluded is seen by the others, and is not reported on."""
    scan = Scan(scopes.prepare)
    for path, text in sorted(texts.items()):
        absolute = os.path.realpath(path)
        data = run.encoded(text)
        scan.overlay[absolute] = data
        if not settings.excludes.hide(absolute):
            scan.take(Source(shown(path), absolute, data))
    return scan
