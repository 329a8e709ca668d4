"""The values of settings: the words that some of them may be, and how each is read from TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from cko_lint.findings import Severity
from cko_lint.spelling import did_you_mean, nearest


class OutputFormat(str, Enum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


class Color(str, Enum):
    """When colour is used; `auto` means on a terminal only."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Platform(str, Enum):
    """Checkout.com's two platforms, whose keys have different forms."""

    DEFAULT = "default"
    PREVIOUS = "previous"


class Unsuppressable(str, Enum):
    """Findings that nobody may suppress."""

    LIVE = "live"
    """Those about live keys in the source whose check character is valid."""


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("a list of strings")
    return tuple(value)


def _patterns(value: object) -> tuple[str, ...]:
    patterns = _strings(value)
    _refuse_what_is_no_pattern(patterns)
    return patterns


def _refuse_what_is_no_pattern(patterns: Iterable[str]) -> None:
    from cko_lint.sources.walk import Excludes

    for pattern in patterns:
        Excludes([pattern])


def _folder(value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError("the path of a folder, as a string")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


_IGNORES_BY_PATTERN = 'a table of patterns, each with a list of rules, such as {"tests/" = ["RULE"]}'


def _ignores_by_pattern(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise TypeError(_IGNORES_BY_PATTERN)
    _refuse_what_is_no_pattern(value)
    try:
        return tuple((pattern, _strings(codes)) for pattern, codes in value.items())
    except TypeError:
        raise TypeError(_IGNORES_BY_PATTERN) from None


def _output_format(value: object) -> OutputFormat:
    return OutputFormat(_word(value, OutputFormat))


def _color(value: object) -> Color:
    return Color(_word(value, Color))


def _severity(value: object) -> Severity:
    return Severity(_word(value, Severity))


def _unsuppressable(value: object) -> tuple[Unsuppressable, ...]:
    try:
        return tuple(Unsuppressable(_word(word, Unsuppressable)) for word in _strings(value))
    except ValueError:
        raise ValueError(f"a list of {listed(Unsuppressable)}") from None


def _platform(value: object) -> str:
    return _word(value, Platform)


def _word(value: object, words: type[Enum]) -> str:
    allowed = [word.value for word in words]
    if not isinstance(value, str) or value not in allowed:
        suggestion = did_you_mean(nearest(value, allowed)) if isinstance(value, str) else ""
        raise ValueError(f"one of {listed(words)}{suggestion}")
    return value


def listed(words: type[Enum]) -> str:
    """Returns the words of an enumeration, quoted."""
    return ", ".join(repr(word.value) for word in words)


READERS: Mapping[str, Callable[[object], object]] = {
    "select": _strings,
    "extend-select": _strings,
    "ignore": _strings,
    "per-file-ignores": _ignores_by_pattern,
    "pedantic": _flag,
    "include": _patterns,
    "exclude": _patterns,
    "extend-exclude": _patterns,
    "force-exclude": _flag,
    "platform": _platform,
    "output-format": _output_format,
    "color": _color,
    "unsuppressable": _unsuppressable,
    "fail-on": _severity,
    "exit-zero": _flag,
    "show-unresolved": _flag,
    "cache-dir": _folder,
}
"""What makes the value of a setting of what TOML has; raises TypeError or ValueError with what it must be."""
