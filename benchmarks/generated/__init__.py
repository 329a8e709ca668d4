"""Projects that are made for measuring: the same files every time, written in the way of real code bases.

Each module has a function that returns the texts of a project by their paths.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

Files = dict[str, str]


def filled(text: str, **words: object) -> str:
    """Returns a template with its `$words` filled in, without the line breaks around it."""
    return Template(text).substitute(words).strip("\n") + "\n"


def write(files: Files, folder: Path) -> None:
    """Writes the files of a project into a folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def with_packages(files: Files) -> Files:
    """Returns the files with an empty `__init__.py` in each folder that has modules and none yet."""
    folders = {parent for path in files if path.endswith(".py") for parent in Path(path).parents}
    empty = {(folder / "__init__.py").as_posix(): "" for folder in folders if folder != Path()}
    return {**empty, **files}
