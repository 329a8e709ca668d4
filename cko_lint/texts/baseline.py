"""The secrets that a team has looked at and accepted, in the `.secrets.baseline` of detect-secrets.

The file holds the SHA-1 of each secret and never the secret itself (detect-secrets, `core/potential_secret.py`).
"""

from __future__ import annotations

import hashlib
import os

FILE = ".secrets.baseline"


def hashes(root: str) -> frozenset[str]:
    """Returns the hashes of the accepted secrets, from the file in a folder; none if there is no file that can be read.

    A file that is broken accepts nothing: what it should have silenced is reported, and detect-secrets says what is wrong.
    """
    path = os.path.join(root, FILE)
    if not os.path.isfile(path):
        return frozenset()
    import json  # only a project that has the file pays for it

    try:
        with open(path, "rb") as file:
            results = json.load(file)["results"]
        return frozenset(entry["hashed_secret"] for entries in results.values() for entry in entries)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return frozenset()


def lists(accepted: frozenset[str], secret: str) -> bool:
    """Whether a secret is one of the accepted ones."""
    digest = hashlib.sha1(secret.encode("utf-8", "replace"), usedforsecurity=False)
    return digest.hexdigest() in accepted
