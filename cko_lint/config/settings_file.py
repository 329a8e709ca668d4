"""Finds the file that holds a project's settings, without reading more of it than needed.

Apart from `config` because it runs on every commit, where nothing else of the settings is wanted.
"""

from __future__ import annotations

import os

OWN_NAME = "cko-lint.toml"
PROJECT_NAME = "pyproject.toml"


def find(start: str) -> str | None:
    """Returns the nearest settings file of a folder or those above it, or None.

    That is a `cko-lint.toml`, or a `pyproject.toml` with a table `[tool.cko-lint]`; in one folder, the former.
    """
    folder = os.path.abspath(start)
    while True:
        for name in (OWN_NAME, PROJECT_NAME):
            path = os.path.join(folder, name)
            if _has_settings(path, name):
                return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


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
    try:
        with open(path, "rb") as file:
            return name == OWN_NAME or any(_is_about_us(line) for line in file)
    except OSError:
        return False


def _is_about_us(line: bytes) -> bool:
    """Whether a line may open our table; the name among a project's dependencies does not."""
    if b"cko-lint" not in line:
        return False
    if b"tool" in line:
        return True
    start = line.lstrip(b" \t\"'")
    rest = start[8:].lstrip(b" \t\"'")
    return start.startswith(b"cko-lint") and rest.startswith((b"=", b".")) and not rest.startswith(b"==")


def line_of(path: str, setting: str, value: str | None = None) -> int | None:
    """Returns the line, from 1, on which a settings file sets something, or has a string in it; None if it is not found."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except (OSError, ValueError):
        return None
    is_inside = os.path.basename(path) == OWN_NAME
    is_there = False
    for number, line in enumerate(lines, 1):
        code = line.strip()
        is_inside = is_inside or "cko-lint" in code
        is_there = is_there or (is_inside and _sets(code, setting))
        if is_there and not code.startswith("#") and (value is None or f'"{value}"' in code or f"'{value}'" in code):
            return number
    return None


def _sets(line: str, setting: str) -> bool:
    key = line.lstrip("[\"'").removeprefix("tool.cko-lint.").lstrip("\"'")
    rest = key.removeprefix(setting)
    return rest != key and not (rest[:1].isalnum() or rest[:1] in ("-", "_"))
