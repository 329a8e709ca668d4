"""Which project a folder belongs to, and from where its files import."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT_MARKS = frozenset(
    ("pyproject.toml", "setup.cfg", "setup.py", ".git", "manage.py", "requirements.txt", "Pipfile", "tox.ini")
)
"""The names that make a folder the top of a project, files or folders."""


def package_root(folder: str) -> str:
    """Returns the first folder upwards that is no package."""
    while os.path.exists(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def project_root(folder: str, is_a_top: Callable[[str], bool] | None = None) -> str:
    """Returns the nearest folder upwards that is the top of a project; `is_a_top` is asked, if given, instead of the disk.

    Without one, that is the working directory for what lies below it, and the folder of the outermost package elsewhere.
    """
    here = folder
    while True:
        if (is_a_top or is_top)(here):
            return here
        parent = os.path.dirname(here)
        if parent == here:
            break
        here = parent
    found, working = package_root(folder), os.getcwd()
    return working if (found + os.sep).startswith(working + os.sep) else found


def anchor_of(folder: str, settings: str = "") -> str:
    """Returns the folder that the path of a file is relative to where it has to be the same wherever the program runs.

    That is the top of its repository; without one, the folder of the settings if the file is below it, the top of its project,
    or the folder of the outermost package.
    """
    above = list(_upwards(folder))
    found = [here for here in above if os.path.lexists(os.path.join(here, ".git"))]
    found += [here for here in above if here == settings]
    found += [here for here in above if is_top(here)]
    return found[0] if found else package_root(folder)


def _upwards(folder: str) -> Iterator[str]:
    """Yields a folder and those that it is in."""
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def is_top(folder: str) -> bool:
    """Whether a folder is the top of a project."""
    return any(os.path.exists(f"{folder}/{mark}") for mark in ROOT_MARKS)


class Tops(dict[str, bool]):
    """Whether folders are the top of a project: the disk is asked once for each."""

    def __missing__(self, folder: str) -> bool:
        found = self[folder] = is_top(folder)
        return found


def search_roots(folder: str) -> list[str]:
    """Returns where absolute imports of a file in a folder are looked for, in order."""
    top = project_root(folder)
    roots = [package_root(folder)]
    here = folder
    while here.startswith(top):
        roots.append(here)
        roots.append(os.path.join(here, "src"))
        if here == top or os.path.dirname(here) == here:
            break
        here = os.path.dirname(here)
    return list(dict.fromkeys(roots))


def module_name(path: str) -> str:
    """Returns the dotted name under which a file would be imported."""
    folder, file = os.path.split(path)
    root = package_root(folder)
    stem = os.path.splitext(file)[0]
    parts = [] if root == folder else os.path.relpath(folder, root).split(os.sep)
    return ".".join([*parts, stem] if stem != "__init__" else parts) or stem
