"""The values of settings: the words that some of them may be, how each kind is read from TOML, and its JSON schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from cko_lint.checkout.keys import LIVE, SANDBOX
from cko_lint.errors import UsageError
from cko_lint.findings import Severity
from cko_lint.sources.excludes import refuse_pattern
from cko_lint.spelling import did_you_mean, nearest


class OutputFormat(str, Enum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    GROUPED = "grouped"
    JSON = "json"
    JSON_LINES = "json-lines"
    SARIF = "sarif"
    HTML = "html"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    RDJSON = "rdjson"
    GITHUB = "github"
    GITLAB = "gitlab"
    AZURE = "azure"
    PYLINT = "pylint"


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
    """Findings that cannot be suppressed."""

    LIVE = "live"
    """Those about live keys in the source whose check character is valid."""


class Kind(NamedTuple):
    """What a setting may be: how it is read from TOML, in a few words, and as a JSON schema.

    `read` is given the value and the folder of the settings, and raises TypeError or ValueError with what it must be.
    """

    read: Callable[[object, str], object]
    words: str
    schema: Mapping[str, object]


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_HOST_NAME = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?(:[0-9]{1,5})?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


def _strings(value: object, root: str = "") -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("a list of strings")
    return tuple(value)


def _patterns(value: object, root: str) -> tuple[str, ...]:
    patterns = _strings(value)
    for pattern in patterns:
        refuse_pattern(pattern, root)
    return patterns


def _path(value: object, root: str) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError("the path of a file or folder, as a string")
    return value


def _flag(value: object, root: str) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


_IGNORES_BY_PATTERN = 'a table of patterns, each with a list of rules, such as {"tests/" = ["RULE"]}'


def _ignores_by_pattern(value: object, root: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise TypeError(_IGNORES_BY_PATTERN)
    _patterns(list(value), root)
    try:
        return tuple((pattern, _strings(codes)) for pattern, codes in value.items())
    except TypeError:
        raise TypeError(_IGNORES_BY_PATTERN) from None


def _unsuppressable(value: object, root: str) -> tuple[Unsuppressable, ...]:
    allowed = [word.value for word in Unsuppressable]
    try:
        return tuple(Unsuppressable(_word(word, allowed)) for word in _strings(value))
    except ValueError:
        raise ValueError(f"a list of {listed(Unsuppressable)}") from None


_HOSTS = 'a table of host names, such as {sandbox = ["HOST"], live = ["HOST"]}'


def _hosts(value: object, root: str) -> tuple[tuple[str, str], ...]:
    """Returns hosts with their environments."""
    if not isinstance(value, dict) or not all(isinstance(hosts, list) for hosts in value.values()):
        raise TypeError(_HOSTS)
    found: dict[str, str] = {}
    for environment, hosts in value.items():
        _word(environment, (SANDBOX, LIVE))
        for host in _strings(hosts):
            if not _HOST_NAME.fullmatch(host):
                raise UsageError(f"{host!r} is not the name of a host; write it without `https://` and path")
            if found.setdefault(host.lower(), environment) != environment:
                raise UsageError(f"{host!r} is listed for both environments")
    return tuple(found.items())


def _names(value: object, root: str) -> tuple[str, ...]:
    names = _strings(value)
    for name in names:
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"{name!r} is not the name of a variable, such as PAYMENTS_URL or company.config.PAYMENTS_URL"
            )
    return names


_FUNCTIONS = 'a table of functions or classes, each with the one that it works like, such as {"company.http.post" = "requests.post"}'


def _functions(value: object, root: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(like, str) for like in value.values()):
        raise TypeError(_FUNCTIONS)
    for name in (*value, *value.values()):
        if not _NAME.fullmatch(name) or "." not in name:
            raise UsageError(f"{name!r} is not the full name of a function or class, such as company.http.post")
    return tuple(value.items())


def _of(words: type[Enum]) -> Kind:
    allowed = [word.value for word in words]
    return Kind(lambda value, root: words(_word(value, allowed)), listed(words), {"enum": allowed})


def _platform(value: object, root: str) -> str:
    return _word(value, [word.value for word in Platform])


def _word(value: object, allowed: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        suggestion = did_you_mean(nearest(value, allowed)) if isinstance(value, str) else ""
        raise ValueError(f"one of {', '.join(map(repr, allowed))}{suggestion}")
    return value


def listed(words: type[Enum]) -> str:
    """Returns the words of an enumeration, quoted."""
    return ", ".join(repr(word.value) for word in words)


FLAG = Kind(_flag, "true or false", {"type": "boolean"})
RULES = Kind(_strings, "list of rule names, codes, or code prefixes", _TEXTS)
PATTERNS = Kind(_patterns, "list of patterns", _TEXTS)
PATH = Kind(_path, "path", {"type": "string", "minLength": 1})
RULES_BY_PATTERN = Kind(
    _ignores_by_pattern,
    "table of patterns, each with a list of rules",
    {"type": "object", "additionalProperties": _TEXTS},
)
HOSTS = Kind(
    _hosts,
    "table with lists of host names, `sandbox` and `live`",
    {
        "type": "object",
        "properties": {
            word: {
                "type": "array",
                "items": {"type": "string", "pattern": f"^(?:{_HOST_NAME.pattern})$"},
            }
            for word in (SANDBOX, LIVE)
        },
        "additionalProperties": False,
    },
)
NAMES = Kind(_names, "list of names", {"type": "array", "items": {"type": "string", "pattern": f"^{_NAME.pattern}$"}})
_FULL_NAME = {"type": "string", "pattern": f"^{_NAME.pattern[:-1]}+$"}
FUNCTIONS = Kind(
    _functions,
    "table of functions or classes, each with the one that it works like",
    {"type": "object", "additionalProperties": _FULL_NAME, "propertyNames": _FULL_NAME},
)
OUTPUT_FORMAT, COLOR, SEVERITY = _of(OutputFormat), _of(Color), _of(Severity)
PLATFORM = Kind(_platform, listed(Platform), {"enum": [word.value for word in Platform]})
UNSUPPRESSABLE = Kind(
    _unsuppressable,
    f"list of {listed(Unsuppressable)}",
    {"type": "array", "items": {"enum": [word.value for word in Unsuppressable]}},
)
