"""Which versions of the SDK a project's requirements allow."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

_AFFECTED = [(3, minor, 0) for minor in range(1, 14)]
_NAME = re.compile(
    r"checkout[-_.]sdk(?![-\w])\s*(?:\[[^\]]*\])?\s*[\"']?(?:\s*[=:](?!=)\s*)?(?:\{[^}\n]*?version\s*=\s*)?\s*[\"']?\s*"
    r"(?P<specifier>\d[\d.]*(?:\.\*)?|(?:[~^=!<>]=?=?\s*[\d.*]+\s*,?\s*)*)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"([~^=!<>]=?=?)\s*([\d.]*\d)(\.\*)?")
_INCLUDED = re.compile(r"^\s*(?:-r|-c|--requirement|--constraint)[\s=]+(?P<path>\S+)", re.MULTILINE)
_IN_SCRIPT = re.compile(r"^# /// script\s*?$.*?^# ///\s*?$", re.MULTILINE | re.DOTALL)
_DIRECT = re.compile(r"checkout[-_.]sdk\s*@\s*\S+?(?:@v?|checkout[-_]sdk-)(?P<version>\d+(?:\.\d+)+)", re.IGNORECASE)
_FILES = (
    "pyproject.toml", "setup.cfg", "setup.py", "Pipfile", "environment.yml", "environment.yaml", "conda.yaml", "tox.ini",
)  # fmt: skip
_BEGINNINGS = ("requirements", "constraints", "Dockerfile")
_LOCKED = re.compile(
    r"name = \"checkout[-_.]sdk\"\s+version = \"(?P<toml>[\d.]+)\"|\"checkout[-_.]sdk\": \{[^}]*?\"version\": \"==(?P<json>[\d.]+)\""
)
_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")


def allows_affected(root: str, modules: Iterable[str] = ()) -> bool:
    """Whether a project may be installed with a version from 3.1 to 3.13; True where it says nothing.

    What its lock file has is what is installed; without one, its requirements count, and those that scripts among the texts
    of its modules have in themselves (PEP 723).
    """
    for locked in _locked(root):
        return any(_allows(locked, version) for version in _AFFECTED)
    blocks = [match[0] for text in modules for match in _IN_SCRIPT.finditer(text)]
    for specifier in [*_specifiers(root), *(match["specifier"] for block in blocks for match in _NAME.finditer(block))]:
        if specifier and not any(_allows(specifier, version) for version in _AFFECTED):
            return False
    return True


def _specifiers(root: str) -> list[str]:
    found = []
    for path in _candidates(root):
        text = _text(path, 200_000)
        found += [match["specifier"].strip() for match in _NAME.finditer(text)]
        found += [match["version"] for match in _DIRECT.finditer(text)]
    return found


def _locked(root: str) -> list[str]:
    names = [*_LOCKS, *(name for name in _listed(root) if name.startswith("pylock") and name.endswith(".toml"))]
    texts = [_text(os.path.join(root, name), 20_000_000) for name in names]
    return [match["toml"] or match["json"] for text in texts for match in _LOCKED.finditer(text)]


def _text(path: str, most: int) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as handle:
            return handle.read(most)
    except OSError:
        return ""


def _listed(root: str) -> list[str]:
    try:
        return sorted(os.listdir(root))
    except OSError:
        return []


def _candidates(root: str) -> list[str]:
    paths = [os.path.join(root, name) for name in _FILES]
    others = _listed(root)
    paths += [
        os.path.join(root, name)
        for name in others
        if name.startswith(_BEGINNINGS) and (name.endswith((".txt", ".in")) or name.startswith("Dockerfile"))
    ]
    folder = os.path.join(root, "requirements")
    if os.path.isdir(folder):
        paths += [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith((".txt", ".in"))]
    found: dict[str, None] = {}
    while paths:
        path = paths.pop(0)
        if path not in found and os.path.isfile(path):
            found[path] = None
            if path.endswith((".txt", ".in")):
                named = _INCLUDED.findall(_text(path, 200_000))
                paths += [os.path.normpath(os.path.join(os.path.dirname(path), name)) for name in named]
    return list(found)


def _allows(specifier: str, version: tuple[int, int, int]) -> bool:
    clauses = _CLAUSE.findall(specifier)
    if not clauses and specifier[0].isdigit():
        clauses = [("==", specifier.removesuffix(".*"), "")]
    return all(_holds(operator, number, bool(star), version) for operator, number, star in clauses)


def _holds(operator: str, number: str, star: bool, version: tuple[int, int, int]) -> bool:
    given = tuple(int(part) for part in number.strip(".").split(".") if part)
    padded = (*given, 0, 0, 0)[:3]
    minor_only = version[: min(len(given), 2)] == given[:2]
    if operator in ("==", "==="):
        return minor_only
    if operator == "!=":
        return not (star and minor_only)
    if operator == "~":  # Poetry's: the minor version that is given, or any of the major one
        return minor_only
    if operator == "~=":
        return version >= (*padded[:2], 0) and version[: max(len(given) - 1, 1)] == given[:-1]
    if operator == "^":
        return version >= (*padded[:2], 0) and version[0] == given[0]
    if operator == ">=":
        return version[:2] >= padded[:2]
    if operator == ">":
        return version > padded
    if operator == "<=":
        return version <= padded
    return version < padded
