"""Puts the host that was meant in the place of a wrong one, in code and in configuration files."""

from __future__ import annotations

import ast
import re

from cko_lint.checkout.hosts import find_host, host_of
from cko_lint.findings import Change, Location, Remedy
from cko_lint.fixes.files import Files
from cko_lint.fixes.patches import Patch

_HOST = re.compile(r"(?<![\w.@-])[a-z0-9_-]+(?:\.[a-z0-9-]+)*\.com(?![\w-])(?!\.\w)", re.IGNORECASE)


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what replaces the host, if it is written out as a whole, once, at the place."""
    (location,) = remedy.places
    lines = files.lines(location.path)
    if lines is None:
        return None
    start, end = lines.index(location.start), lines.index(location.end)
    if not _is_one_text(location, files):
        return None
    found = [
        Patch(location.path, start + match.start(), start + match.end(), meant)
        for match in _HOST.finditer(lines.text[start:end])
        if (meant := _meant(match[0], remedy)) is not None
    ]
    return found if len(found) == 1 else None


def _is_one_text(location: Location, files: Files) -> bool:
    """Whether a place in Python is one literal; in other files it is the URL itself."""
    if files.is_text(location.path):
        return True
    module = files.module(location.path)
    if module is None:
        return False
    literal = (ast.Constant, ast.JoinedStr, ast.BinOp, ast.Call)
    return module.node_at(location, literal) is not None


def _meant(name: str, remedy: Remedy) -> str | None:
    """Returns what is to stand for a host; None for one that is not the wrong one."""
    if remedy.change is Change.CORRECT_HOST:
        wrong, meant = remedy.words
        return meant if name.lower() == wrong.lower() else None
    (environment,) = remedy.words
    host = find_host(name)
    if host is None or not host.known or host.environment == environment or host.subdomain:
        return None  # a merchant's prefix differs between sandbox and live
    return host_of(host.role, environment)
