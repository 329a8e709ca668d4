"""Hands a folder to git, and copies the files of a repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

# What is added is written once and read never: it need not be small, nor on the disk.
_FAST = ("-c", "core.compression=0", "-c", "core.fsync=none")


def hand_to_git(folder: Path) -> None:
    """Makes a folder a repository and adds its files, where there is git; may be done again."""
    if shutil.which("git"):
        for arguments in (["init", "-q"], [*_FAST, "add", "-A"]):
            subprocess.run(["git", *arguments], cwd=folder, check=True, env=_without_git(), capture_output=True)


def copy(repository: Path, folder: Path) -> None:
    """Copies the files of a repository that git tracks or does not ignore; without git all but hidden folders."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        env=_without_git(),
        capture_output=True,
        check=False,
    )
    if listing.returncode != 0:
        shutil.copytree(repository, folder, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        return
    for name in os.fsdecode(listing.stdout).split("\0"):
        source, target = repository / name, folder / name
        if name and source.is_file() and not source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _without_git() -> dict[str, str]:
    """Returns the environment without what points git at another repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
