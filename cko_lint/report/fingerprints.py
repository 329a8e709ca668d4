"""What identifies a finding over time: the same defect has the same fingerprint after other code has changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from cko_lint.findings import Finding
from cko_lint.project.roots import anchor_of
from cko_lint.sources.scan import STDIN


def fingerprints(findings: Sequence[Finding], root: str = "") -> list[str]:
    """Returns for each finding what identifies it: its code, path, subject and callers, numbered among equals.

    No line numbers, so that code above it may come and go; no key, nor anything from which one could be guessed. One more
    caller that makes it a finding, or one less, is another finding. Paths are relative to the top of the repository, or
    without one to `root`, the folder of the settings, or to the top of the project that a file belongs to.
    """
    if not findings:
        return []
    import hashlib  # which imports OpenSSL

    path_of = _relative_to(root)
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        identity = (finding.code, path_of(finding.location.path), finding.subject, *_callers(finding, path_of))
        text = "\0".join((*identity, str(seen[identity])))
        result.append(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32])
        seen[identity] += 1
    return result


def _callers(finding: Finding, path_of: Callable[[str], str]) -> list[str]:
    """Returns what tells the calls that lead to a finding from others."""
    return sorted(
        "\n".join((path_of(call.location.path), call.site.function, call.site.text))
        for call in finding.callers
        if call.site is not None
    )


def _relative_to(root: str) -> Callable[[str], str]:
    settings = os.path.realpath(root) if root else ""

    @cache
    def top_of(folder: str) -> str:
        return anchor_of(folder, settings)

    @cache
    def path_of(path: str) -> str:
        if path in (STDIN, "<stdin>"):
            return path
        absolute = os.path.realpath(path)
        return os.path.relpath(absolute, top_of(os.path.dirname(absolute))).replace(os.sep, "/")

    return path_of
