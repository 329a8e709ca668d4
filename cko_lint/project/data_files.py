"""Files of a project that are no Python and that a program may load as its settings: YAML, JSON, TOML, INI, `.env`."""

from __future__ import annotations

from cko_lint.sources.prefilter import is_anchor

SUFFIXES = (".yml", ".yaml", ".json", ".toml", ".ini", ".cfg", ".env")
OWN_SETTINGS = "cko-lint.toml"
"""The name of the file of our own settings."""
PROJECT_SETTINGS = "pyproject.toml"
"""The name of the file that a project describes itself in, which may have a table of our settings."""
SETTINGS_FILES = (OWN_SETTINGS, PROJECT_SETTINGS)
"""Both, in the order in which they count."""
LARGEST = 65_536
"""Bytes from which on a file is data, and no settings."""
MOST_FILES, DEEPEST = 300, 4
"""How many are looked at, and how deep below the root of a project."""


def is_data_file(name: str) -> bool:
    """Whether the name of a file is one of settings, and not of what others read."""
    return name.endswith(SUFFIXES) or name.startswith(".env.")


def telling_names(name: str, data: bytes) -> set[str]:
    """Returns the names by which Python code can mean what a file has of Checkout.com: its own, or those of variables."""
    if not is_anchor(data):
        return set()
    if not (name.endswith(".env") or name.startswith(".env.")):
        return {name}
    found: set[str] = set()
    for line in data.splitlines():
        variable, equals, value = line.partition(b"=")
        words = variable.split()
        if equals and words and is_anchor(value):
            found.add(words[-1].decode("latin-1"))
    fields = {variable.lower() for variable in found}
    return found | fields | {field.partition("_")[2] for field in fields if field.count("_") > 1}  # without a prefix
