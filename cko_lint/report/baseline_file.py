"""The file in which a project keeps the findings that it has accepted for now.

One JSON object with a line for each accepted finding, `"path CODE hash": count`, sorted, and the version of the format behind
them, so that every one of these lines ends in a comma and git can merge the file. The hash is of the rule and the subject of the
finding, which has neither a line number nor anything secret in it (`cko_lint.checkout.subjects`).
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from cko_lint.errors import UsageError
from cko_lint.sources.kinds import BASELINE
from cko_lint.sources.rewriting import replace_file
from cko_lint.sources.scan import shown

VERSION = 1
_ABOUT = "findings that are accepted for now; `cko-lint baseline --help` says more"
_ENTRY = re.compile(r"(?P<path>.+) (?P<code>CKO\d{3}) (?P<hash>[0-9a-f]{16})", re.DOTALL)
_MARKER = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


class Entry(NamedTuple):
    """What identifies an accepted finding: its path, relative to the baseline's folder, its rule, and a hash."""

    path: str
    code: str
    hash: str


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """A baseline: the folder that it is in, and how often each entry may be found."""

    folder: str
    counts: Counter[Entry]

    @property
    def place(self) -> str:
        """Returns the path of the file."""
        return os.path.join(self.folder, BASELINE)


def read(folder: str) -> BaselineFile:
    """Returns the baseline in a folder. Raises UsageError if it cannot be read, or is none of this version."""
    path = os.path.join(folder, BASELINE)
    if os.path.exists(path) and not os.path.isfile(path):
        raise UsageError(f"cannot read the baseline {shown(path)}: it is not a regular file")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError as error:
        raise UsageError(f"cannot read the baseline {shown(path)}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _malformed(path, "it is not UTF-8") from None
    if (marker := _MARKER.search(text)) is not None:
        line = text.count("\n", 0, marker.start()) + 1
        raise _malformed(f"{path}:{line}", "it has the marks of a merge conflict")
    try:
        content = json.loads(text, object_pairs_hook=_without_repetition)
    except json.JSONDecodeError as error:
        raise _malformed(f"{path}:{error.lineno}", f"it is not valid JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise _malformed(path, str(error)) from None
    return BaselineFile(folder, _counts(path, content))


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen and seen[key] != value:
            raise ValueError(f"it has {key!r} twice")
        seen[key] = value
    return seen


def _counts(path: str, content: object) -> Counter[Entry]:
    if not isinstance(content, dict) or "version" not in content:
        raise _malformed(path, "it has no version")
    if content["version"] != VERSION:
        raise UsageError(
            f"{shown(path)} has version {content['version']!r} of the format, and this cko-lint reads version {VERSION}; "
            "use the cko-lint that wrote it, or write it anew with `cko-lint baseline`"
        )
    return Counter({_entry(path, key): _count(path, key, content[key]) for key in content.keys() - _OTHER_KEYS})


_OTHER_KEYS = {"about", "version"}


def _entry(path: str, key: str) -> Entry:
    match = _ENTRY.fullmatch(key)
    if match is None:
        raise _malformed(path, f"{key!r} is not a path, a code and a hash")
    return Entry(match["path"], match["code"], match["hash"])


def _count(path: str, key: str, count: object) -> int:
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise _malformed(path, f"the count of {key!r} is not a positive number")
    return count


def _malformed(path: str, reason: str) -> UsageError:
    return UsageError(f"{shown(path)} is not a baseline of cko-lint: {reason}; write it anew with `cko-lint baseline`")


def write(baseline: BaselineFile) -> bool:
    """Writes a baseline; says whether it has changed. Raises UsageError where that is not possible."""
    text = rendered(baseline.counts)
    try:
        if os.path.exists(baseline.place):
            with open(baseline.place, "rb") as file:
                if file.read() == text.encode():
                    return False
        replace_file(baseline.place, text.encode())
    except OSError as error:
        raise UsageError(f"cannot write the baseline {shown(baseline.place)}: {error.strerror}") from None
    return True


def rendered(counts: Counter[Entry]) -> str:
    """Returns the text of a baseline with some entries."""
    entries = (f"{json.dumps(' '.join(entry))}: {count},\n" for entry, count in sorted(counts.items()) if count > 0)
    return "".join(["{\n", f'"about": {json.dumps(_ABOUT)},\n', *entries, f'"version": {VERSION}\n', "}\n"])
