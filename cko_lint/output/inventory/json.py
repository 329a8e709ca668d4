"""The inventory for programs. Keys may be added to this format, never changed; `version` counts what breaks."""

from __future__ import annotations

import json

from cko_lint import __version__
from cko_lint.findings import Location
from cko_lint.inventory.grouping import Grouped
from cko_lint.inventory.rows import Credential, Row, Sender, Way
from cko_lint.output.report import path_text

FORMAT_VERSION = 1


def render(grouped: Grouped) -> str:
    """Returns one JSON object, in ASCII, so that no terminal's or pipe's encoding can break it."""
    numbers = {row.sort_key: number for number, row in enumerate(grouped.rows)}
    content = {
        "version": FORMAT_VERSION,
        "tool": {"name": "cko-lint", "version": __version__},
        "requests": [request(row) for row in grouped.rows],
        "group_by": grouped.by.value,
        "groups": [
            {"name": path_text(group.name), "requests": [numbers[row.sort_key] for row in group.rows]}
            for group in grouped.groups
        ],
        "summary": {
            "files": grouped.files,
            "requests": len(grouped.rows),
            "unknown": sum(not row.is_followed for row in grouped.rows),
        },
    }
    return json.dumps(content, indent=2) + "\n"


def request(row: Row) -> dict[str, object]:
    """Returns a request, with all that is known of it."""
    return {
        "method": row.method or None,
        "endpoint": path_text(row.endpoint) or None,
        "location": place(row.location),
        "function": path_text(row.function) or None,
        "library": row.library or None,
        "sdk_method": row.call or None,
        "accepts": list(row.accepts),
        "scopes": list(row.scopes),
        "ways": [_way(way) for way in row.ways],
        "status": path_text(row.status) or None,
        "checks": [{"how": check.how, "location": place(check.location)} for check in row.checks],
        "entry_points": [_sender(sender) for sender in row.senders],
        "unknown": path_text(row.unknown) or None,
    }


def _way(way: Way) -> dict[str, object]:
    return {
        "environment": way.environment or None,
        "host": path_text(way.host) or None,
        "is_known_host": way.is_known,
        "credential": credential(way.credential),
        "when": [path_text(text) for text in way.when],
    }


def credential(given: Credential) -> dict[str, object]:
    """Returns what a request is sent with: its kind, and where it comes from."""
    return {
        "kind": given.kind,
        "source": path_text(given.source) or None,
        "location": place(given.place) if given.place is not None else None,
        "asked_scopes": list(given.scopes) if given.scopes is not None else None,
    }


def _sender(sender: Sender) -> dict[str, object]:
    calls = [{"function": path_text(call.function) or None, "location": place(call.location)} for call in sender.calls]
    return {"kind": sender.kind, "name": path_text(sender.name), "location": place(sender.location), "calls": calls}


def place(location: Location) -> dict[str, object]:
    """Returns where something stands."""
    made: dict[str, object] = {
        "path": path_text(location.path),
        "line": location.start.line,
        "column": location.start.column,
    }
    return {**made, "cell": location.cell} if location.cell else made
