"""Texts through detect-secrets' own engine, with our detector as its plugin: what it lets pass, we do not report.

So its `pragma: allowlist` comments hold in every style of comment that it knows, on the line and above it, and so do the
patterns that a team excludes in its baseline. What each of these would do to a program that uses detect-secrets as well is
undone: its settings are one global object, its caches outlive a change of them, its list of plugins grows, its log
means to name what it skips. It reads no file for us, since it drops those that are not encoded as the machine is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from detect_secrets.core import scan
from detect_secrets.core.log import log
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.filters import allowlist, regex
from detect_secrets.settings import get_filters, get_plugins, get_settings

from cko_lint.detect_secrets_plugin import CheckoutComKeyDetector
from cko_lint.sources.lines import Piece

_LONGEST, _TAIL, _AT_ONCE = 4_000, 200, 10  # of a long line, its keys and its end, where a comment is, are enough
_ALLOWLIST = "detect_secrets.filters.allowlist.is_line_allowlisted"


Judge = Callable[[str, Piece, Sequence[str]], frozenset[str]]
"""Of the line above, a line or the last piece of one, and the keys on it: those that are reported."""


@contextmanager
def engine(path: str, exclusions: Sequence[dict[str, Any]] = ()) -> Iterator[Judge]:
    """Gives for a while what says which keys in a text detect-secrets reports.

    `exclusions` are filters by pattern, as a baseline has them in `filters_used`.
    """

    def reported(above: str, line: Piece, keys: Sequence[str]) -> frozenset[str]:
        return frozenset(
            secret.secret_value
            for shown in _in_short(line, keys)
            for secret in scan._process_line_based_plugins(lines=[(1, above[-_LONGEST:]), (2, shown)], filename=path)
            if secret.line_number == 2 and secret.secret_value is not None
        )

    with _own_settings(exclusions):
        is_out = scan._is_filtered_out(required_filter_parameters=["filename"], filename=path)
        yield (lambda above, line, keys: frozenset()) if is_out else reported


def _in_short(line: Piece, keys: Sequence[str]) -> Iterator[str]:
    """Yields a line, or of a long one a few of its keys at a time with its end: each filter looks at all of it for each key."""
    if line.is_whole and len(line.text) <= _LONGEST:
        yield line.text
        return
    for first in range(0, len(keys), _AT_ONCE):
        yield " ".join([*keys[first : first + _AT_ONCE], line.text[-_TAIL:]])


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
