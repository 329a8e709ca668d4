"""The library `requests`: its functions, sessions, prepared requests and auth objects."""

from __future__ import annotations

from typing import Any

from cko_lint.clients import sessions
from cko_lint.clients.observed import Observed
from cko_lint.flow import values as v
from cko_lint.flow.engine import Call, Engine

CLASSES = {
    "requests.Session": "requests", "requests.sessions.Session": "requests", "requests.session": "requests",
    "requests_toolbelt.sessions.BaseUrlSession": "requests", "requests_futures.sessions.FuturesSession": "requests",
}  # fmt: skip


def basic_auth(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """Makes an object of basic authentication."""
    user = call.arguments.get(0, "username") or call.arguments.keywords.get("login") or v.unknown("user", engine.births)
    password = call.arguments.get(1, "password") or v.unknown("password", engine.births)
    return v.only(engine.new(v.LibraryObject("basic auth", {"user": user, "password": password})))


def _adapter(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """An HTTPAdapter, with the retries it makes after a 401."""
    retrying = [
        alternative.content.attributes["spotted"]
        for alternative in call.arguments.keywords.get("max_retries", ())
        if isinstance(alternative.content, v.LibraryObject) and alternative.content.kind == "retry"
    ]
    return v.only(engine.new(v.LibraryObject("adapter", {"retrying": retrying})))


CALLS: dict[str, Any] = {
    **sessions.verbs("requests", "requests"),
    **sessions.verbs("requests", "requests.api"),
    **{name: sessions.construct("requests") for name in CLASSES if "futures" not in name},
    "requests.Request": sessions.prepared("requests"),
    "requests.models.Request": sessions.prepared("requests"),
    "requests.auth.HTTPBasicAuth": basic_auth,
    "requests.adapters.HTTPAdapter": _adapter,
}
