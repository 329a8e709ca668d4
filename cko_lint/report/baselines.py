"""Which baseline a finding belongs to, and what the baselines leave of the findings of a run.

Apart from `known_findings` because every run with findings comes here, and most projects have no baseline.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from cko_lint.findings import Finding
from cko_lint.sources.kinds import BASELINE
from cko_lint.sources.scan import shown


def nearest(folder: str) -> str | None:
    """Returns the folder of the nearest baseline, from a folder upwards; None if there is none."""
    while not os.path.lexists(os.path.join(folder, BASELINE)):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


@dataclass(frozen=True, slots=True)
class Unknown:
    """The findings that no baseline knows; for each baseline how many it hides of what a run was asked about, and its path."""

    findings: list[Finding]
    hidden: list[tuple[int, str]] = field(default_factory=list)


def without_known(
    findings: list[Finding],
    touches: Callable[[Finding], bool],
    is_read: Callable[[str], bool],
    refuses: Callable[[Finding], bool] = lambda finding: False,
) -> Unknown:
    """Returns what the baselines leave of the findings of a run.

    `touches` says of a finding whether it is in what the run was asked about: of several that are alike, the others count as
    the known ones. `is_read` says of a file, by its real path, whether everything that is found in it is among the findings.
    What `refuses` to be suppressed stays. Raises UsageError for a baseline that cannot be read.
    """
    folder_of = _folders()
    folders = sorted({folder for finding in findings if (folder := folder_of(finding.location.path)) is not None})
    if not folders:
        return Unknown(findings)
    from cko_lint.report import baseline_file, known_findings

    left = [finding for finding in findings if folder_of(finding.location.path) is None or refuses(finding)]
    hidden = []
    for folder in folders:
        baseline = baseline_file.read(folder)
        below = [f for f in findings if folder_of(f.location.path) == folder and not refuses(f)]
        outcome = known_findings.sifted(baseline, below, touches, is_read)
        left += outcome.unknown
        hidden += [(outcome.known, shown(baseline.place))] if outcome.known else []
    return Unknown(sorted(left, key=lambda finding: (*finding.sort_key, finding.message)), hidden)


def _folders() -> Callable[[str], str | None]:
    above = cache(nearest)

    @cache
    def folder_of(path: str) -> str | None:
        return above(os.path.dirname(os.path.realpath(path))) if path != "<stdin>" else None

    return folder_of


def below(findings: Iterable[Finding], folder: str) -> list[Finding]:
    """Returns the findings that belong to the baseline in a folder, as if there were one."""
    own = folder.rstrip(os.sep) + os.sep
    return [finding for finding in findings if _belongs(os.path.realpath(finding.location.path), folder, own)]


def _belongs(path: str, folder: str, own: str) -> bool:
    if not path.startswith(own):
        return False
    found = nearest(os.path.dirname(path))
    return found is None or not found.startswith(own)
