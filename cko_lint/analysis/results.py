"""What the analysis of a project yields, and how it is kept until something changes that it depends on.

It depends on every Python file of the project, on files outside of it that were read for an import, and on the settings. The
next run over the same needs neither LibCST nor the rules.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cko_lint.checkout.redaction import redact
from cko_lint.findings import CallSite, Change, Finding, Location, Position, Related, Remedy, Severity
from cko_lint.inventory.rows import Row, unpacked
from cko_lint.project.index import Index
from cko_lint.project.kept import KeptResults


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A request that could not be followed, and why."""

    location: Location
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the analysis of some files yields: every rule's findings, neither silenced nor sorted.

    `files` are the real paths of the modules in which something of a finding is, by their paths in reports. `depends_on` has
    the files outside of the project that were read. What depends on more than that is not `lasting`. `failed` are the paths,
    in reports, of the files that could not be analysed to the end.
    """

    findings: list[Finding]
    unresolved: list[Unresolved]
    files: Mapping[str, str] = field(default_factory=dict)
    depends_on: tuple[str, ...] = ()
    lasting: bool = True
    failed: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    """The requests of the project, if they were asked for."""


def kept(index: Index, folder: str | None, given: Iterable[object], analyse: Callable[[], Analysis]) -> Analysis:
    """Returns the analysis of a project: the one that was kept in a folder, if nothing has changed since, or a new one.

    `given` is all that it depends on besides the project's files.
    """
    if folder is None:
        return analyse()
    results = KeptResults(index, folder, given)
    record = results.get()
    found = _unpacked(record[1]) if record is not None else None
    if found is None:
        found = analyse()
        if found.lasting:
            touched = {place.path for finding in found.findings for place in finding.places}
            touched |= {request.location.path for request in found.unresolved}
            results.put(touched, found.depends_on, _packed(found))
    results.save()
    return found


def _packed(analysis: Analysis) -> bytes:
    made = {
        "findings": [asdict(finding) for finding in analysis.findings],
        "unresolved": [asdict(request) for request in analysis.unresolved],
        "files": dict(analysis.files),
        "rows": [asdict(row) for row in analysis.rows],
    }
    return json.dumps(_redacted(made), separators=(",", ":")).encode("utf-8", "surrogatepass")


def _redacted(made: Any, name: str = "") -> Any:
    """Returns what is to be kept, with the keys cut out of its sentences: the cache may be copied to other machines."""
    if isinstance(made, dict):
        return {key: _redacted(value, key) for key, value in made.items()}
    if isinstance(made, (list, tuple)):
        return [_redacted(value, name) for value in made]
    return redact(made) if name in _SENTENCES else made


_SENTENCES = ("message", "help", "reason")


def _unpacked(record: bytes) -> Analysis | None:
    """Returns the analysis in a record; None if the record is none."""
    try:
        made = json.loads(record)
        findings = [_finding(one) for one in made["findings"]]
        unresolved = [Unresolved(_location(one["location"]), one["reason"]) for one in made["unresolved"]]
        return Analysis(findings, unresolved, dict(made["files"]), rows=unpacked(made["rows"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _finding(made: dict[str, Any]) -> Finding:
    return Finding(
        code=made["code"], name=made["name"], severity=Severity(made["severity"]), message=made["message"],
        help=made["help"], location=_location(made["location"]), related=tuple(map(_related, made["related"])),
        statement=_pair(made["statement"]), subject=made["subject"], pedantic=made["pedantic"],
        call_paths=tuple(tuple(map(_related, call_path)) for call_path in made["call_paths"]), concealed=made["concealed"],
        is_live_key=made["is_live_key"], is_accepted=made["is_accepted"],
        value_flows=tuple(tuple(map(_related, flow)) for flow in made["value_flows"]),
        remedies=tuple(map(_remedy, made["remedies"])),
    )  # fmt: skip


def _remedy(made: dict[str, Any]) -> Remedy:
    places = tuple(map(_location, made["places"]))
    return Remedy(Change(made["change"]), made["safe"], places, tuple(made["words"]))


def _related(made: dict[str, Any]) -> Related:
    site = made["site"]
    call = CallSite(_pair(site["statement"]), site["function"], site["text"]) if site is not None else None
    return Related(made["message"], _location(made["location"]), call)


def _location(made: dict[str, Any]) -> Location:
    return Location(made["path"], Position(**made["start"]), Position(**made["end"]), made["cell"])


def _pair(made: list[int]) -> tuple[int, int]:
    first, last = made
    return first, last
