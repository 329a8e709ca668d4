"""Which fix a finding of a run has, if any: one that edits only files that were asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from cko_lint.findings import Finding, Fix
from cko_lint.report.verdict import Asked
from cko_lint.sources.contents import Contents

if TYPE_CHECKING:
    from cko_lint.fixes.making import Making


def offered(asked: Asked, contents: Contents, others: Mapping[str, bytes]) -> Callable[[Finding], Fix | None]:
    """Returns what makes the fix of a finding; `others` are further files in which places of findings are.

    The code for that is imported when there is a finding that may have one.
    """
    by_path = {source.path: source for source in contents.sources}

    def content(path: str) -> bytes | None:
        if not asked.names(path):
            return None
        source = by_path.get(path)
        return others.get(path) if source is None else None if source.is_large else source.data

    @cache
    def making() -> Making:
        from cko_lint.fixes.making import Making

        return Making(content, {source.path for source in contents.texts}, contents.notebooks)

    return lambda finding: making().fix(finding) if finding.remedies else None
