"""The JSON schema of a settings file, for editors that complete and check it while it is written."""

from __future__ import annotations

from cko_lint.config.catalogue import SETTINGS, Setting


def schema() -> dict[str, object]:
    """Returns the schema of `cko-lint.toml`, and of the table `[tool.cko-lint]` of `pyproject.toml`."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of cko-lint",
        "type": "object",
        "properties": {setting.name: _property(setting) for setting in SETTINGS.values()},
        "additionalProperties": False,
    }


def _property(setting: Setting) -> dict[str, object]:
    default = f" Default: {setting.default}." if setting.default is not None else ""
    return {"description": f"{setting.summary[0].upper()}{setting.summary[1:]}.{default}", **setting.kind.schema}
