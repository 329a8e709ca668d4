"""The library `urllib3`: its pool manager and module-level `request`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cko_lint.clients import sessions
from cko_lint.flow import values as v
from cko_lint.flow.engine import Call, Engine
from cko_lint.flow.strings import concatenate

if TYPE_CHECKING:
    from cko_lint.clients import Libraries

CLASSES = {"urllib3.PoolManager": "urllib3", "urllib3.poolmanager.PoolManager": "urllib3"}


def _pool(engine: Engine, libraries: Libraries, call: Call) -> v.Value:
    """A pool of connections to one host."""
    session = sessions.make(engine, "urllib3", unseen=False)
    sessions.configure(engine, session, call.arguments)
    host = call.arguments.get(0, "host") or v.unknown("host", engine.births)
    session.attributes["base_url"] = concatenate(engine, [v.only("https://"), host], None, call.frame)
    return v.only(session)


CALLS: dict[str, Any] = {
    "urllib3.PoolManager": sessions.construct("urllib3"),
    "urllib3.poolmanager.PoolManager": sessions.construct("urllib3"),
    "urllib3.HTTPSConnectionPool": _pool,
    "urllib3.connectionpool.HTTPSConnectionPool": _pool,
    "urllib3.request": sessions.verbs("urllib3", "urllib3")["urllib3.request"],
}
