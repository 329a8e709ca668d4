"""The library `urllib3`: its pool manager and module-level `request`."""

from __future__ import annotations

from typing import Any

from cko_lint.clients import sessions

CLASSES = {"urllib3.PoolManager": "urllib3", "urllib3.poolmanager.PoolManager": "urllib3"}

CALLS: dict[str, Any] = {
    "urllib3.PoolManager": sessions.construct("urllib3"),
    "urllib3.poolmanager.PoolManager": sessions.construct("urllib3"),
    "urllib3.request": sessions.verbs("urllib3", "urllib3")["urllib3.request"],
}
