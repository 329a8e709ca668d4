"""The permissions of a project as a committed list: written one scope a line, so that it merges, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cko_lint.checkout.redaction import redact_keys
from cko_lint.errors import UsageError
from cko_lint.inventory.least import is_met, least
from cko_lint.inventory.permissions import Permissions

FORMAT_VERSION = 1
_SCOPES, _ENDPOINTS = "scopes", "endpoints without published scopes"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a credential is allowed: its scopes, and the endpoints whose scopes are not published."""

    scopes: tuple[str, ...]
    endpoints: tuple[str, ...]


List = Mapping[str, Entry]
"""The entries by the names of their credentials."""


def entries_of(found: Iterable[Permissions]) -> dict[str, Entry]:
    """Returns what the credentials of a project need; what one of them needs for several tokens is one entry."""
    by_name: dict[str, list[Permissions]] = {}
    for permissions in found:
        by_name.setdefault(redact_keys(permissions.name).replace("`", ""), []).append(permissions)
    return {
        name: Entry(
            least(need for p in several for _, need in p.endpoints),
            tuple(sorted({redact_keys(endpoint) for p in several for endpoint in p.unproven})),
        )
        for name, several in sorted(by_name.items())
    }


def text_of(entries: List) -> str:
    """Returns the file that is committed."""
    credentials = {name: {_SCOPES: list(e.scopes), _ENDPOINTS: list(e.endpoints)} for name, e in entries.items()}
    return json.dumps({"version": FORMAT_VERSION, "credentials": credentials}, indent=2, ensure_ascii=True) + "\n"


def read(path: str) -> dict[str, Entry]:
    """Reads a list; raises UsageError if there is none, or it is malformed."""
    try:
        with open(path, encoding="utf-8") as file:
            made = json.load(file)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise UsageError(
            f"{path} is malformed: it is no JSON; `cko-lint permissions --write {path}` renews it"
        ) from None
    return dict(_entries(made, path))


def _entries(made: object, path: str) -> Iterator[tuple[str, Entry]]:
    if not isinstance(made, dict) or not isinstance(made.get("credentials"), dict):
        raise UsageError(f'{path} is malformed: "credentials" must be an object')
    if made.get("version") != FORMAT_VERSION:
        raise UsageError(f"{path} is malformed: the version must be {FORMAT_VERSION}")
    for name, entry in made["credentials"].items():
        if not isinstance(entry, dict) or not all(_is_list(entry.get(key, [])) for key in (_SCOPES, _ENDPOINTS)):
            raise UsageError(f"{path} is malformed: the entry {name!r} must have lists of texts")
        yield name, Entry(tuple(entry.get(_SCOPES, ())), tuple(entry.get(_ENDPOINTS, ())))


def _is_list(made: object) -> bool:
    return isinstance(made, list) and all(isinstance(one, str) for one in made)


def additions(committed: List, found: Iterable[Permissions]) -> Iterator[str]:
    """Yields a sentence for each thing that the program needs and the list does not allow."""
    found = list(found)
    for name, needed in entries_of(found).items():
        entry = committed.get(name)
        if entry is None:
            scopes = ", ".join(needed.scopes) or "no published scope"
            yield f"{name} is new: it needs {scopes}"
            entry = Entry(needed.scopes, ())
        for endpoint, need in _endpoints(found, name):
            if need and not is_met(need, entry.scopes):
                yield f"{name} needs {' or '.join(need)} for {endpoint}"
        for endpoint in needed.endpoints:
            if endpoint not in entry.endpoints:
                yield f"{name} is sent to {endpoint}, whose scopes are not published"


def _endpoints(found: Iterable[Permissions], name: str) -> list[tuple[str, tuple[str, ...]]]:
    own = (p for p in found if redact_keys(p.name).replace("`", "") == name)
    return sorted({endpoint for p in own for endpoint in p.endpoints})


def stale(committed: List, found: Iterable[Permissions]) -> Iterator[str]:
    """Yields a sentence for each thing in the list that the program does not need any more."""
    entries = entries_of(found)
    for name, entry in committed.items():
        needed = entries.get(name)
        if needed is None:
            yield f"{name} is not used any more"
            continue
        yield from (f"{name} does not need {scope} any more" for scope in entry.scopes if scope not in needed.scopes)
        unused = (endpoint for endpoint in entry.endpoints if endpoint not in needed.endpoints)
        yield from (f"{name} is not sent to {endpoint} any more" for endpoint in unused)
