"""Which file an import means, in a project whose modules are found from its root."""

from __future__ import annotations

import os
from pathlib import Path

from cko_lint.project.imports import Resolve


def resolving(root: Path) -> Resolve:
    """Returns what finds the modules below a folder, by their names or by dots."""

    def resolve(folder: str, level: int, dotted: str) -> str | None:
        base = os.path.normpath(os.path.join(folder, *[".."] * (level - 1))) if level else str(root)
        place = os.path.join(base, *dotted.split("."))
        candidates = [os.path.join(place, "__init__.py"), *([f"{place}.py"] if dotted else [])]
        return next(filter(os.path.isfile, candidates), None)

    return resolve
