"""Settings as TOML: what `--show-settings` prints, and a settings file could say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum

from cko_lint.checkout.keys import LIVE, SANDBOX
from cko_lint.config.catalogue import SETTINGS
from cko_lint.config.fields import Settings
from cko_lint.output.report import path_text, printable
from cko_lint.sources.excludes import DEFAULT_EXCLUDES
from cko_lint.sources.scan import shown


def settings_text(path: str, settings: Settings) -> str:
    """Returns the settings that a path is judged by, as a settings file; what is not set is a comment."""
    where = printable(path_text(shown(settings.file))) if settings.file is not None else "no settings file"
    return "\n".join(
        [f"# {printable(path_text(path))}: {where}", *(_line(name, settings) for name in SETTINGS if name != "extend")]
    )


def _line(name: str, settings: Settings) -> str:
    value = getattr(settings, name.replace("-", "_"))
    if name == "select" and value is None:
        value = ("ALL",)
    if name == "exclude" and value is None:
        value = DEFAULT_EXCLUDES
    return f"# {name} is not set" if value is None else f"{name} = {_toml(name, value)}"


def _toml(name: str, value: object) -> str:
    if name == "extra-hosts":
        hosts = _pairs(value)
        sides = [(side, [host for host, of in hosts if of == side]) for side in (SANDBOX, LIVE)]
        return _table((side, _toml("", named)) for side, named in sides if named)
    if name in ("per-file-ignores", "request-functions"):
        return _table((key, _toml("", held)) for key, held in _pairs(value))
    if name == "overrides":
        tables = (
            (key, _table((n.replace("_", "-"), _toml(n.replace("_", "-"), v)) for n, v in _pairs(held)))
            for key, held in _pairs(value)
        )
        return _table(tables)
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(_toml('', item) for item in value)}]"
    return json.dumps(value.value if isinstance(value, Enum) else value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _pairs(value: object) -> list[tuple[str, object]]:
    assert isinstance(value, tuple)
    return list(value)


def _table(entries: Iterable[tuple[str, str]]) -> str:
    inner = ", ".join(f"{_key(key)} = {value}" for key, value in entries)
    return f"{{{inner}}}"


def _key(key: str) -> str:
    return key if key.replace("-", "").isalnum() and key.isascii() else _toml("", key)
