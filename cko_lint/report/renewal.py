"""How a baseline is written anew: what is still found, what is not any more, and what is new."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from cko_lint.findings import Finding
from cko_lint.report.baseline_file import BaselineFile, Entry
from cko_lint.report.known_findings import match, units_of


@dataclass(frozen=True, slots=True)
class Renewal:
    """The entries of a baseline that a run has found again, or could not judge, those that it has not, and new ones.

    What is found again is under the path where it is now.
    """

    folder: str
    kept: Counter[Entry]
    stale: Counter[Entry]
    new: Counter[Entry]

    def shrunk(self) -> BaselineFile:
        """Returns the baseline without what is stale."""
        return BaselineFile(self.folder, self.kept)

    def complete(self) -> BaselineFile:
        """Returns the baseline with what is new, and without what is stale."""
        return BaselineFile(self.folder, self.kept + self.new)


def renewal(baseline: BaselineFile, findings: Iterable[Finding], judges: Callable[[str], bool]) -> Renewal:
    """Compares a baseline with the findings in its folder.

    `judges` says of a file, by its real path, whether all its findings are among these.
    """

    def is_judged(path: str) -> bool:
        return judges(path) or not os.path.lexists(path)

    units = units_of(findings, baseline.folder)
    matched = match(baseline, units, judges)
    pairs = list(zip(units, matched.by_entry, strict=True))
    stale = {entry for entry in matched.left if is_judged(os.path.join(baseline.folder, entry.path))}
    kept = Counter(unit.entry for unit, entry in pairs if entry is not None)
    kept += Counter({entry: count for entry, count in matched.left.items() if entry not in stale})
    return Renewal(
        baseline.folder,
        kept,
        Counter({entry: matched.left[entry] for entry in stale}),
        Counter(unit.entry for unit, entry in pairs if entry is None),
    )


def below_one_of(paths: Collection[str]) -> Callable[[str], bool]:
    """Returns what says of a real path whether it is one of some real paths, or below one."""
    folders = tuple(path.rstrip(os.sep) + os.sep for path in paths)
    return lambda path: path in paths or path.startswith(folders)
