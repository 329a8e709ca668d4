"""Removes a cache folder: what this program has put into it, and the folder if that was all."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cko_lint.project import cache


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was done to a cache folder: how many of our files were removed, and whether the folder itself was."""

    found: bool
    files: int = 0
    folder: bool = False


def clean(folder: str) -> Cleaned:
    """Removes our files from a folder, and the folder if nothing else is in it. Links are neither followed nor removed.

    Raises OSError for what cannot be removed.
    """
    if not cache.is_folder(folder):
        return Cleaned(found=False)
    with os.scandir(folder) as listing:
        entries = list(listing)
    ours = [entry for entry in entries if _is_ours(entry)]
    for entry in ours:
        os.unlink(entry.path)
    if len(ours) < len(entries):
        return Cleaned(found=True, files=len(ours))
    os.rmdir(folder)
    return Cleaned(found=True, files=len(ours), folder=True)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    if not entry.is_file(follow_symlinks=False):
        return False
    return cache.is_ours(entry.name) or (entry.name in cache.MARKERS and _is_marker(entry))


def _is_marker(entry: os.DirEntry[str]) -> bool:
    """Whether a file that git or backups read is still what we have written."""
    content = cache.MARKERS[entry.name]
    with open(entry.path, "rb") as file:
        return file.read(len(content) + 1) == content
