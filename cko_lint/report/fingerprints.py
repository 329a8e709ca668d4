"""What identifies a finding over time: the same defect has the same fingerprint after other code has changed."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from cko_lint.checkout.redaction import redact
from cko_lint.findings import Finding
from cko_lint.project.roots import project_root
from cko_lint.sources.scan import STDIN

_SPACE = re.compile(r"\s+")
_LAST_COMMA = re.compile(r",(?=[)\]}])")


def fingerprints(findings: Sequence[Finding], root: str = "") -> list[str]:
    """Returns for each finding what identifies it: its code, path, subject and callers, numbered among equals.

    No line numbers, so that code above it may come and go; no key, nor anything from which one could be guessed. One more
    caller that makes it a finding, or one less, is another finding. Paths are relative to `root`, the folder of the
    settings, or without one to the top of the project that a file belongs to.
    """
    path_of = _relative_to(root)
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        identity = (finding.code, path_of(finding.location.path), redact(finding.subject), *_callers(finding, path_of))
        text = "\0".join((*identity, str(seen[identity])))
        result.append(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32])
        seen[identity] += 1
    return result


def _callers(finding: Finding, path_of: Callable[[str], str]) -> list[str]:
    """Returns what tells the calls that lead to a finding from others, however they are laid out."""
    return sorted(
        "\n".join((path_of(call.location.path), call.site.function, _without_layout(call.site.text)))
        for call in finding.callers
        if call.site is not None
    )


def _without_layout(text: str) -> str:
    return _LAST_COMMA.sub("", _SPACE.sub("", text))


def _relative_to(root: str) -> Callable[[str], str]:
    @cache
    def top_of(folder: str) -> str:
        return os.path.realpath(root) if root else project_root(folder)

    @cache
    def path_of(path: str) -> str:
        if path in (STDIN, "<stdin>"):
            return path
        absolute = os.path.realpath(path)
        try:
            return os.path.relpath(absolute, top_of(os.path.dirname(absolute))).replace(os.sep, "/")
        except ValueError:  # another drive on Windows
            return absolute.replace(os.sep, "/")

    return path_of
