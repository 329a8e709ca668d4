"""What a team has looked at and accepted: the secrets and the patterns in the `.secrets.baseline` of detect-secrets.

The file holds the SHA-1 of each secret and never the secret itself (detect-secrets, `core/potential_secret.py`), and the
filters of the scan that made it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cko_lint.errors import UsageError
from cko_lint.sources.scan import shown

if TYPE_CHECKING:
    from cko_lint.checkout.keys import Key

FILE = ".secrets.baseline"
# Filters by pattern. Others are code, which is not run for the sake of a file in a repository.
_EXCLUSIONS = tuple(f"detect_secrets.filters.regex.should_exclude_{what}" for what in ("line", "file", "secret"))


@dataclass(frozen=True)
class Baseline:
    """The hashes of accepted secrets, and the filters that exclude by pattern, as detect-secrets takes them.

    Without `accepts_live`, live keys that are certainly real cannot be accepted.
    """

    hashes: frozenset[str] = frozenset()
    exclusions: tuple[dict[str, Any], ...] = field(default=())
    accepts_live: bool = True

    def lists(self, secret: str) -> bool:
        """Whether a secret is one of the accepted ones."""
        if not self.hashes:
            return False
        import hashlib  # only a project that has the file pays for it

        digest = hashlib.sha1(secret.encode("utf-8", "replace"), usedforsecurity=False)
        return digest.hexdigest() in self.hashes

    def accepts(self, key: Key) -> bool:
        """Whether a key is one of the accepted ones."""
        return not self.refuses(key) and self.lists(key.text)

    def refuses(self, key: Key) -> bool:
        """Whether a key cannot be accepted."""
        return key.is_certainly_live and not self.accepts_live

    def excludes(self, path: str, line: str, secret: str) -> bool:
        """Whether a pattern excludes a secret on a line of a file."""
        subjects = dict(zip(_EXCLUSIONS, (line, path, secret), strict=True))
        return any(
            re.search(pattern, subjects[entry["path"]]) is not None
            for entry in self.exclusions
            for pattern in entry["pattern"]
        )


def path_of(root: str) -> str:
    """Returns the path of the baseline in a folder."""
    return os.path.join(root, FILE)


def load(root: str, accepts_live: bool = True) -> Baseline:
    """Returns the baseline in a folder; an empty one if there is none. Raises UsageError for a file that is no baseline."""
    path = path_of(root)
    if not os.path.isfile(path):
        return Baseline(accepts_live=accepts_live)
    import json  # only a project that has the file pays for it

    try:
        with open(path, "rb") as file:
            content = json.load(file)
        hashes = frozenset(entry["hashed_secret"] for entries in content["results"].values() for entry in entries)
        return Baseline(hashes, tuple(_exclusions(content.get("filters_used", ()))), accepts_live)
    except OSError as error:
        raise UsageError(f"cannot read {shown(path)}: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise _malformed(f"{shown(path)}:{error.lineno}", f"it is not valid JSON: {error.msg}") from None
    except re.error as error:
        raise _malformed(shown(path), f"{error.pattern!r} is not a regular expression: {error.msg}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _malformed(shown(path), "it does not have the form of detect-secrets 1.x") from None


def _malformed(where: str, reason: str) -> UsageError:
    return UsageError(
        f"{where} is not a baseline of detect-secrets: {reason}; write it anew with `detect-secrets scan`, "
        "or use --isolated to ignore it"
    )


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
