"""How many findings each rule has."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from cko_lint.findings import Finding
from cko_lint.output.report import Report


def render(report: Report) -> str:
    """Returns a line for each rule that has findings: how many, its code, its name; the most frequent first."""
    rows = list(_rows(report))
    widest = max((len(str(count)) for _, count in rows), default=0)
    return "".join(f"{count:>{widest}}  {report.linked(finding)}  {finding.name}\n" for finding, count in rows)


def render_json(report: Report) -> str:
    """Returns the same as a JSON list."""
    rows = [{"code": finding.code, "name": finding.name, "count": count} for finding, count in _rows(report)]
    return json.dumps(rows, indent=2) + "\n"


def _rows(report: Report) -> Iterator[tuple[Finding, int]]:
    """Yields a finding of each rule, and how many there are."""
    of_rule = {finding.code: finding for finding in report.findings}
    counts = Counter(finding.code for finding in report.findings)
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield of_rule[code], count
