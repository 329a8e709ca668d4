"""Which versions of the SDK a project's requirements allow."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from cko_lint.checkout import sdk
from cko_lint.project.surroundings import Surroundings

Version = tuple[int, ...]
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
_LISTS = (".txt", ".in")
_LARGEST, _LARGEST_LOCK = 200_000, 20_000_000
_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock")


class Requirements:
    """What a project says of the SDK that it is installed with."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._root = surroundings.root
        self._surroundings = surroundings

    def allowed(self, modules: Iterable[str] = ()) -> frozenset[Version] | None:
        """Returns the published versions that a project may be installed with; None where it says nothing.

        What its lock file has is what is installed; without one, its requirements count, and those that scripts among the
        texts of its modules have in themselves (PEP 723).
        """
        for locked in self._locked():
            return frozenset((_version(locked),))
        blocks = [match[0] for text in modules for match in _IN_SCRIPT.finditer(text)]
        given = [*self._specifiers(), *(match["specifier"] for block in blocks for match in _NAME.finditer(block))]
        clauses = [_clauses(specifier) for specifier in given if specifier]
        if not any(clauses):
            return None
        pinned = {version for each in clauses for operator, version, star in each if operator == "==" and not star}
        versions = {*sdk.versions(), *((*version, 0, 0)[:3] for version in pinned)}
        return frozenset(v for v in versions if all(_holds(*clause, v) for each in clauses for clause in each))

    def _specifiers(self) -> list[str]:
        found = []
        for path in self._candidates():
            text = self._text(path, _LARGEST)
            found += [match["specifier"].strip() for match in _NAME.finditer(text)]
            found += [match["version"] for match in _DIRECT.finditer(text)]
        return found

    def _locked(self) -> list[str]:
        others = (n for n in self._surroundings.names(self._root) if n.startswith("pylock") and n.endswith(".toml"))
        texts = [self._text(os.path.join(self._root, name), _LARGEST_LOCK) for name in (*_LOCKS, *others)]
        return [match["toml"] or match["json"] for text in texts for match in _LOCKED.finditer(text)]

    def _text(self, path: str, most: int) -> str:
        return (self._surroundings.data(path, most) or b"").decode("utf-8", "replace")

    def _candidates(self) -> list[str]:
        root, names = self._root, self._surroundings.names
        paths = [os.path.join(root, name) for name in _FILES]
        paths += [
            os.path.join(root, name)
            for name in names(root)
            if name.startswith(_BEGINNINGS) and (name.endswith(_LISTS) or name.startswith("Dockerfile"))
        ]
        folder = os.path.join(root, "requirements")
        paths += [os.path.join(folder, name) for name in names(folder) if name.endswith(_LISTS)]
        found: dict[str, None] = {}
        while paths:
            path = paths.pop(0)
            if path not in found and self._surroundings.has_file(path):
                found[path] = None
                if path.endswith(_LISTS):
                    named = _INCLUDED.findall(self._text(path, _LARGEST))
                    paths += [os.path.normpath(os.path.join(os.path.dirname(path), name)) for name in named]
        return list(found)


def _clauses(specifier: str) -> list[tuple[str, Version, bool]]:
    """Returns the parts of a specifier: an operator, the version as far as it is given, and whether a star stands behind."""
    if specifier[0].isdigit():
        return [("==", _version(specifier.removesuffix(".*")), specifier.endswith(".*"))]
    return [
        ("==" if operator == "===" else operator, _version(number), bool(star))
        for operator, number, star in _CLAUSE.findall(specifier)
    ]


def _version(text: str) -> Version:
    return tuple(int(part) for part in text.strip(".").split(".") if part)


def _holds(operator: str, given: Version, star: bool, version: Version) -> bool:
    padded = (*given, 0, 0)[:3]
    begins_so = version[: len(given)] == given
    match operator:
        case "==":
            return begins_so if star else version == padded
        case "!=":
            return not (begins_so if star else version == padded)
        case "=":  # conda's, which leaves open what is not given
            return begins_so
        case "~":  # Poetry's: the minor version that is given, or any of the major one
            return version >= padded and version[: min(len(given), 2)] == given[:2]
        case "~=":
            return version >= padded and version[: max(len(given) - 1, 1)] == given[: max(len(given) - 1, 1)]
        case "^":
            return version >= padded and version[0] == given[0]
        case ">=":
            return version >= padded
        case ">":
            return version > padded
        case "<=":
            return version <= padded
    return version < padded
