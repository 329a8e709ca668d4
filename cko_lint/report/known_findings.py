"""Findings and the entries of a baseline: which finding is which entry's, also when code has moved or a file has another name."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cko_lint.checkout.redaction import redact_keys
from cko_lint.findings import CallPath, Finding, with_call_paths
from cko_lint.report.baseline_file import BaselineFile, Entry

_SALT = "cko-lint baseline 1"
"""The same for all, so that two branches write the same entry."""


class Unit(NamedTuple):
    """What a baseline counts: a finding, or of one that is due to its callers, one call path to it."""

    entry: Entry
    finding: Finding
    call_path: CallPath | None = None


def units_of(findings: Iterable[Finding], folder: str) -> list[Unit]:
    """Returns what the baseline of a folder counts of some findings."""
    return [unit for finding in findings for unit in _units(finding, folder)]


def _units(finding: Finding, folder: str) -> Iterator[Unit]:
    path = os.path.relpath(os.path.realpath(finding.location.path), folder).replace(os.sep, "/")
    for call_path in finding.call_paths or (None,):
        yield Unit(Entry(redact_keys(path), finding.code, _hash(finding, call_path or ())), finding, call_path)


def _hash(finding: Finding, call_path: CallPath) -> str:
    """Returns what tells a finding from others of its rule and file; of callers, the function and the call itself count."""
    sites = [call.site for call in call_path if call.site is not None]
    calls = [part for site in sites for part in (site.function, site.text)]
    text = "\0".join((_SALT, finding.code, finding.subject, *calls))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Match:
    """Which units a baseline knows, each by one of its entries, and what is left of its counts."""

    by_entry: list[Entry | None]
    left: Counter[Entry]


def match(baseline: BaselineFile, units: Sequence[Unit], is_read: Callable[[str], bool]) -> Match:
    """Returns the entries that know some units; earlier units go first.

    An entry for a file that is gone, or in which it is not found any more, knows a unit of the same hash in another file.
    `is_read` says of a file, by its real path, whether all its findings are among the units.
    """
    left = Counter(baseline.counts)
    by_entry = [_taken(left, unit.entry) for unit in units]
    missing = [index for index, entry in enumerate(by_entry) if entry is None]
    if missing:
        free = _by_hash(left, lambda path: is_read(path) or not os.path.lexists(path), baseline.folder)
        for index in missing:
            entries = free.get(units[index].entry[1:], [])
            by_entry[index] = next((taken for entry in entries if (taken := _taken(left, entry))), None)
    return Match(by_entry, +left)


def _taken(left: Counter[Entry], entry: Entry) -> Entry | None:
    if left[entry] <= 0:
        return None
    left[entry] -= 1
    return entry


def _by_hash(
    left: Counter[Entry], may_have_moved: Callable[[str], bool], folder: str
) -> dict[tuple[str, ...], list[Entry]]:
    found: dict[tuple[str, ...], list[Entry]] = {}
    for entry in sorted(+left):
        if may_have_moved(os.path.join(folder, entry.path)):
            found.setdefault(entry[1:], []).append(entry)
    return found


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings that a baseline does not know, and how many units it does, of those that a run was asked about."""

    unknown: list[Finding]
    known: int


def sifted(
    baseline: BaselineFile,
    findings: Iterable[Finding],
    touches: Callable[[Finding], bool],
    is_read: Callable[[str], bool],
) -> Sifted:
    """Returns what a baseline leaves of the findings in its folder; of callers, only those that it does not know."""
    units = units_of(findings, baseline.folder)
    units.sort(key=lambda unit: touches(_alone(unit)))  # what is new is rather in what was changed
    matched = match(baseline, units, is_read)
    pairs = list(zip(units, matched.by_entry, strict=True))
    new = [unit for unit, entry in pairs if entry is None]
    known = sum(touches(_alone(unit)) for unit, entry in pairs if entry is not None)
    return Sifted(list(_joined(new)), known)


def _alone(unit: Unit) -> Finding:
    return unit.finding if unit.call_path is None else with_call_paths(unit.finding, [unit.call_path])


def _joined(units: Iterable[Unit]) -> Iterator[Finding]:
    """Yields the findings of some units, each with the call paths that are among these."""
    by_finding: dict[int, tuple[Finding, list[CallPath]]] = {}
    for unit in units:
        _, call_paths = by_finding.setdefault(id(unit.finding), (unit.finding, []))
        call_paths += [unit.call_path] if unit.call_path is not None else []
    for finding, call_paths in by_finding.values():
        complete = len(call_paths) == len(finding.call_paths)
        yield finding if complete else with_call_paths(finding, sorted(call_paths, key=_places))


def _places(call_path: CallPath) -> list[object]:
    return [call.location for call in call_path]
