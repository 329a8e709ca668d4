"""Texts through detect-secrets' own engine, with our detector as its plugin: what it lets pass, we do not report.

So its `pragma: allowlist` comments hold in every style of comment that it knows, on the line and above it, and so do the
patterns that a team excludes in its baseline. What each of these would do to a program that uses detect-secrets as well is
undone: its settings are one global object, its caches outlive a change of them, its list of plugins grows, its log
means to name what it skips. It reads no file for us, since it drops those that are not encoded as the machine is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from detect_secrets.core import scan
from detect_secrets.core.log import log
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.filters import allowlist, regex
from detect_secrets.settings import get_filters, get_plugins, get_settings

from cko_lint.detect_secrets_plugin import CheckoutComKeyDetector

_LONGEST, _TAIL, _AT_ONCE = 4_000, 200, 10  # of a long line, its keys and its end, where a comment is, are enough
_ALLOWLIST = "detect_secrets.filters.allowlist.is_line_allowlisted"


def reported(
    path: str, lines: Sequence[str], written: Iterable[tuple[int, str]], exclusions: Sequence[dict[str, Any]] = ()
) -> frozenset[tuple[int, str]]:
    """Returns which keys in a text detect-secrets reports, each with the number of its line, from 1.

    `written` are those that are there; `exclusions` are filters by pattern, as a baseline has them in `filters_used`.
    """
    by_line: dict[int, list[str]] = {}
    for number, key in written:
        by_line.setdefault(number, []).append(key)
    found: set[tuple[int, str]] = set()
    with _own_settings(exclusions):
        if scan._is_filtered_out(required_filter_parameters=["filename"], filename=path):
            return frozenset()
        for number, keys in by_line.items():
            previous = lines[number - 2][-_LONGEST:] if number > 1 else ""
            for line in _in_short(lines[number - 1], keys):
                for secret in scan._process_line_based_plugins(lines=[(1, previous), (2, line)], filename=path):
                    if secret.line_number == 2 and secret.secret_value is not None:
                        found.add((number, secret.secret_value))
    return frozenset(found)


def _in_short(line: str, keys: list[str]) -> Iterator[str]:
    """Yields a line, or of a long one a few of its keys at a time with its end: each filter looks at all of it for each key."""
    if len(line) <= _LONGEST:
        yield line
        return
    for first in range(0, len(keys), _AT_ONCE):
        yield " ".join([*keys[first : first + _AT_ONCE], line[-_TAIL:]])


@contextmanager
def _own_settings(exclusions: Sequence[dict[str, Any]]) -> Iterator[None]:
    """Gives detect-secrets our plugin and our filters for a while, and then back all that it had."""
    settings = get_settings()
    plugins: dict[str, Any] = get_mapping_from_secret_type_to_class()
    before = settings.plugins, settings.filters, dict(plugins), log.disabled
    settings.plugins = {CheckoutComKeyDetector.__name__: {}}
    settings.filters = {_ALLOWLIST: {}, **{entry["path"]: entry for entry in exclusions}}
    plugins.clear()
    plugins[CheckoutComKeyDetector.secret_type] = CheckoutComKeyDetector
    log.disabled = True
    _forget()
    try:
        yield
    finally:
        settings.plugins, settings.filters, known, log.disabled = before
        plugins.clear()
        plugins.update(known)
        _forget()


def _forget() -> None:
    """Clears what detect-secrets has derived from its settings."""
    get_plugins.cache_clear()
    get_filters.cache_clear()
    for module in (allowlist, regex):
        for function in vars(module).values():
            # Not what it imports: one of that is the function that makes the settings.
            if getattr(function, "__module__", None) == module.__name__ and hasattr(function, "cache_clear"):
                function.cache_clear()
