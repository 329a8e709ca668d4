"""Finds the file that holds a project's settings, without reading more of it than needed.

Apart from `config` because it runs on every commit, where nothing else of the settings is wanted.
"""

from __future__ import annotations

import os

from cko_lint.project.data_files import OWN_SETTINGS, PROJECT_SETTINGS, SETTINGS_FILES
from cko_lint.sources.reading import content

_LARGEST_PROJECT_FILE = 10_000_000
"""Bytes from which on a file is no description of a project."""


class Nearest:
    """Finds the settings file that is nearest to a folder: in it or above it. Each folder is looked at once.

    That is a `cko-lint.toml`, or a `pyproject.toml` with a table `[tool.cko-lint]`; in one folder, the former.
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        """Nothing has been looked at yet."""
        self._known: dict[str, str | None] = {}

    def to(self, folder: str) -> str | None:
        """Returns the nearest settings file, or None."""
        folder = os.path.abspath(folder)
        return self._known[folder] if folder in self._known else self._found(folder)

    def _found(self, folder: str) -> str | None:
        passed = []
        while folder not in self._known:
            passed.append(folder)
            own = own_file(folder)
            parent = os.path.dirname(folder)
            if own is not None or parent == folder:
                self._known[folder] = own
            folder = folder if folder in self._known else parent
        found = self._known[folder]
        self._known.update(dict.fromkeys(passed, found))
        return found


def own_file(folder: str) -> str | None:
    """Returns the settings file in a folder, or None."""
    for name in SETTINGS_FILES:
        path = os.path.join(folder, name)
        if os.access(path, os.F_OK) and _has_settings(path, name):  # costs less than to fail in opening it
            return path
    return None


def folder_of(paths: list[str]) -> str:
    """Returns the folder to search from: the deepest one that holds all the paths."""
    folders = {_folder(path) for path in paths}
    try:
        return os.path.commonpath([os.path.abspath(folder) for folder in folders or ("",)])
    except ValueError:  # several drives on Windows
        return os.getcwd()


def _folder(path: str) -> str:
    return path if path != "-" and os.path.isdir(path) else os.path.dirname(path)


def _has_settings(path: str, name: str) -> bool:
    if not os.path.isfile(path):
        return False
    if name == OWN_SETTINGS:
        return os.access(path, os.R_OK)
    data = content(path, _LARGEST_PROJECT_FILE)
    return data is not None and b"cko-lint" in data and any(map(_is_about_us, data.splitlines()))


def _is_about_us(line: bytes) -> bool:
    """Whether a line may open our table; the name among a project's dependencies does not."""
    if b"cko-lint" not in line:
        return False
    if b"tool" in line:
        return True
    start = line.lstrip(b" \t\"'")
    rest = start[8:].lstrip(b" \t\"'")
    return start.startswith(b"cko-lint") and rest.startswith((b"=", b".")) and not rest.startswith(b"==")


def line_of(path: str, keys: tuple[str, ...], value: str | None = None) -> int | None:
    """Returns the line, from 1, on which a settings file sets something, or has a string in it; None if it is not found.

    `keys` leads to it from the outermost table.
    """
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, ValueError):
        return None
    is_inside = os.path.basename(path) != PROJECT_SETTINGS
    wanted = list(keys)
    for number, line in enumerate(lines, 1):
        code = line.strip()
        if code.startswith("#"):
            continue
        is_inside = is_inside or "cko-lint" in code
        while is_inside and wanted and _sets(code, wanted[0], is_inner=len(wanted) < len(keys)):
            wanted.pop(0)
        if not wanted and (value is None or f'"{value}"' in code or f"'{value}'" in code):
            return number
    return None


def _sets(line: str, setting: str, is_inner: bool) -> bool:
    """Whether a line sets something: the table that it is in, if it is `is_inner`, may be on the same line."""
    key = line.lstrip("[\"'").removeprefix("tool.cko-lint.").lstrip("\"'")
    at = key.find(setting) if is_inner else 0 if key.startswith(setting) else -1
    rest = key[at + len(setting) :]
    return at >= 0 and not (rest[:1].isalnum() or rest[:1] in ("-", "_"))
