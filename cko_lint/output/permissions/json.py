"""What credentials have to be allowed, for programs. Keys may be added, never changed; `version` counts what breaks."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cko_lint import __version__
from cko_lint.inventory.permissions import Kind, Permissions
from cko_lint.output.permissions import pasted
from cko_lint.output.report import path_text

FORMAT_VERSION = 1


def render(found: Sequence[Permissions], files: int) -> str:
    """Returns one JSON object, in ASCII."""
    content = {
        "version": FORMAT_VERSION,
        "tool": {"name": "cko-lint", "version": __version__},
        "credentials": [_credential(permissions) for permissions in found],
        "summary": {"files": files, "credentials": len(found)},
    }
    return json.dumps(content, indent=2) + "\n"


def _credential(permissions: Permissions) -> dict[str, object]:
    asks = permissions.kind is Kind.OAUTH
    return {
        "name": path_text(permissions.name),
        "kind": permissions.kind.value,
        "source": path_text(permissions.source) or None,
        "environments": list(permissions.environments),
        "scopes": list(permissions.scopes),
        "asked": list(permissions.asked) if permissions.asked is not None else None,
        "missing": list(permissions.missing),
        "superfluous": list(permissions.superfluous),
        "too_wide": [{"scope": scope, "enough": list(enough)} for scope, enough in permissions.too_wide],
        "paste": pasted.line(permissions.wanted, permissions.with_sdk) if asks and permissions.scopes else None,
        "endpoints": [{"endpoint": path_text(name), "scopes": list(need)} for name, need in permissions.endpoints],
        "not_published": [path_text(name) for name in permissions.unproven],
        "not_accepted": [path_text(name) for name in permissions.refused],
        "unknown_requests": permissions.unknown,
    }
