"""All settings: what each may be, what it is by default, and what it is for.

The reader of settings files, the JSON schema, `--show-settings` and the documentation are all made from this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cko_lint.config import values
from cko_lint.config.values import Kind
from cko_lint.errors import UsageError
from cko_lint.spelling import did_you_mean, nearest


class Setting(NamedTuple):
    """A setting: what it may be, its default and an example as TOML writes them, and what it does.

    Without a default, the setting is not set. `is_of_file`: it says how a file is judged, so `overrides` may have it.
    """

    name: str
    kind: Kind
    default: str | None
    example: str
    summary: str
    is_of_file: bool = False


_OF_FILES = (
    Setting("select", values.RULES, '["ALL"]', '["missing-authorization", "CKO3"]', "report only these rules", True),
    Setting(
        "extend-select", values.RULES, "[]", '["empty-credential"]',
        "report these rules too, with their pedantic findings", True,
    ),
    Setting("ignore", values.RULES, "[]", '["hardcoded-public-key"]', "do not report these rules", True),
    Setting("pedantic", values.FLAG, "false", "true", "also report what is often, but not always, a mistake", True),
    Setting(
        "platform", values.PLATFORM, None, '"default"',
        "the platform of your keys, if all of them are of one", True,
    ),
    Setting(
        "extra-hosts", values.HOSTS, "{}", '{sandbox = ["mock.example.com"], live = ["gateway.example.com:8443"]}',
        "hosts of yours that stand in front of Checkout.com's API: gateways, proxies, mocks", True,
    ),
    Setting(
        "url-variables", values.NAMES, "[]", '["PAYMENTS_URL", "company.config.PAYMENTS_URL"]',
        "environment variables, and names of a package that is not in the project, that have a URL of Checkout.com's API", True,
    ),
    Setting(
        "request-functions", values.FUNCTIONS, "{}", '{"company.http.post" = "requests.post"}',
        "functions and classes of a package that is not in the project, each with the one that it works like", True,
    ),
    Setting(
        "unsuppressable", values.UNSUPPRESSABLE, "[]", '["live"]',
        "findings that cannot be suppressed: those about live keys that are very likely real", True,
    ),
    Setting("min-severity", values.SEVERITY, '"note"', '"warning"', "minimum severity that is reported", True),
    Setting(
        "fail-on", values.SEVERITY, '"warning"', '"error"',
        "minimum severity that fails the run", True,
    ),
    Setting("exit-zero", values.FLAG, "false", "true", "exit with 0 even if there are findings", True),
)  # fmt: skip
OF_FILES: Mapping[str, Setting] = {setting.name: setting for setting in _OF_FILES}
"""The settings that say how a file is judged: `overrides` may have them."""


def _overrides(value: object, root: str) -> tuple[tuple[str, tuple[tuple[str, object], ...]], ...]:
    """Returns patterns, each with the settings for the files that it matches."""
    if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
        raise TypeError('a table of patterns, each with settings, such as {"legacy/" = {platform = "previous"}}')
    values.PATTERNS.read(list(value), root)
    return tuple((pattern, tuple(read(table, root, OF_FILES).items())) for pattern, table in value.items())


_OVERRIDES = Kind(
    _overrides,
    "table of patterns, each with settings",
    {
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": {setting.name: setting.kind.schema for setting in _OF_FILES},
            "additionalProperties": False,
        },
    },
)
_OF_FOLDERS = (
    Setting(
        "per-file-ignores", values.RULES_BY_PATTERN, "{}", '{"tests/" = ["hardcoded-secret-key"]}',
        "rules that are not reported in some files",
    ),
    Setting(
        "overrides", _OVERRIDES, "{}", '{"legacy/" = {platform = "previous"}}',
        "other settings for some files; of several patterns that match, the last counts",
    ),
    Setting(
        "include", values.PATTERNS, None, '["*.py", "deploy/*.yml"]',
        "read only these files in folders, instead of the known file types",
    ),
    Setting(
        "exclude", values.PATTERNS, None, '["vendored/"]',
        "skip these files and folders, instead of .venv, node_modules, build, and similar",
    ),
    Setting("extend-exclude", values.PATTERNS, "[]", '["generated/"]', "skip these files and folders too"),
    Setting("extend", values.PATH, None, '"../cko-lint.toml"', "settings file whose settings hold where this one has none"),
)  # fmt: skip
_OF_RUNS = (
    Setting(
        "force-exclude", values.FLAG, "false", "true", "also skip files that are named on the command line"
    ),
    Setting("output-format", values.OUTPUT_FORMAT, '"full"', '"concise"', "how findings are written"),
    Setting("color", values.COLOR, '"auto"', '"never"', "when colour is used"),
    Setting(
        "show-unresolved", values.FLAG, "false", "true", "list the requests that cannot be analysed, with the reason"
    ),
    Setting("cache-dir", values.PATH, None, '".cko_lint_cache"', "cache folder"),
)  # fmt: skip
OF_RUNS: Mapping[str, Setting] = {setting.name: setting for setting in _OF_RUNS}
"""The settings that count once a run."""
SETTINGS: Mapping[str, Setting] = {setting.name: setting for setting in (*_OF_FILES, *_OF_FOLDERS, *_OF_RUNS)}


def read(table: Mapping[str, object], root: str, known: Mapping[str, Setting] | None = None) -> dict[str, object]:
    """Returns the values of settings, by the names of their fields. Raises WrongSetting for what is wrong with one."""
    known = SETTINGS if known is None else known
    return {key.replace("-", "_"): _value(key, value, root, known) for key, value in table.items()}


class WrongSetting(UsageError):
    """A setting is unknown, or has a value that it cannot have; `keys` leads to it, from the outermost table."""

    def __init__(self, message: str, *keys: str) -> None:
        super().__init__(message)
        self.keys = keys


def _value(key: str, value: object, root: str, known: Mapping[str, Setting]) -> object:
    if key not in known:
        raise WrongSetting(unknown_setting(key, known), key)
    try:
        return known[key].kind.read(value, root)
    except WrongSetting as error:
        raise WrongSetting(f"{key}: {error}", key, *error.keys) from None
    except UsageError as error:
        raise WrongSetting(f"{key}: {error}", key) from None
    except (TypeError, ValueError) as error:
        raise WrongSetting(f"{key} must be {error}", key) from None


def unknown_setting(key: str, known: Mapping[str, Setting]) -> str:
    """Returns what is wrong with the name of a setting that is none, and the right one if it can be told."""
    if key in SETTINGS:
        return f"{key!r} cannot be set for some files only"
    hint = did_you_mean(nearest(key.replace("_", "-"), known))
    return f"there is no setting {key!r}" + (hint or f"; the settings are {', '.join(known)}")
