"""What a team has looked at and accepted: the secrets and the patterns in the `.secrets.baseline` of detect-secrets.

The file holds the SHA-1 of each secret and never the secret itself (detect-secrets, `core/potential_secret.py`), and the
filters of the scan that made it.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from typing import Any

FILE = ".secrets.baseline"
# Filters by pattern. Others are code, which is not run for the sake of a file in a repository.
_EXCLUSIONS = tuple(f"detect_secrets.filters.regex.should_exclude_{what}" for what in ("line", "file", "secret"))


@dataclass(frozen=True)
class Baseline:
    """The hashes of accepted secrets, and the filters that exclude by pattern, as detect-secrets takes them."""

    hashes: frozenset[str] = frozenset()
    exclusions: tuple[dict[str, Any], ...] = field(default=())

    def lists(self, secret: str) -> bool:
        """Whether a secret is one of the accepted ones."""
        digest = hashlib.sha1(secret.encode("utf-8", "replace"), usedforsecurity=False)
        return digest.hexdigest() in self.hashes


def load(root: str) -> Baseline:
    """Returns the baseline in a folder; an empty one if there is no file that can be read.

    A file that is broken accepts nothing: what it should have silenced is reported, and detect-secrets says what is wrong.
    """
    path = os.path.join(root, FILE)
    if not os.path.isfile(path):
        return Baseline()
    import json  # only a project that has the file pays for it

    try:
        with open(path, "rb") as file:
            content = json.load(file)
        hashes = frozenset(entry["hashed_secret"] for entries in content["results"].values() for entry in entries)
        return Baseline(hashes, tuple(_exclusions(content.get("filters_used", ()))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, re.error):
        return Baseline()


def _exclusions(filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for entry in filters:
        if entry["path"] in _EXCLUSIONS:
            given = entry["pattern"]
            patterns = [given] if isinstance(given, str) else list(given)
            for pattern in patterns:
                re.compile(pattern)
            found.append({"path": entry["path"], "pattern": patterns})
    return found
