"""The library `requests`: its functions, sessions, prepared requests and auth objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import BasicAuth
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http import sessions
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.prepared import prepared
from cko_lint.models.http.transports import adapter
from cko_lint.models.observed import Observed

REQUESTS = HttpLibrary(
    "requests",
    status_errors=frozenset({"HTTPError", "RequestException", "OSError", "IOError", "EnvironmentError"}),
    headers_at=4,
    data_behind_url=True,
    prepared_headers_at=2,
    has_raise_for_status=True,
    truth_is_ok=True,
)
CLASSES = dict.fromkeys(("requests.Session", "requests.sessions.Session", "requests.session"), REQUESTS)


def basic_auth(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """Makes an object of basic authentication."""
    user = (
        call.arguments.get(0, "username") or call.arguments.keywords.get("login") or v.unknown("user", engine.undo.now)
    )
    password = call.arguments.get(1, "password") or v.unknown("password", engine.undo.now)
    return v.only(engine.new(BasicAuth(user, password)))


def _default_headers(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """The headers that every request has: none of them signs it."""
    names = ("User-Agent", "Accept-Encoding", "Accept", "Connection")
    return v.only(engine.new(v.Mapping({name: v.unknown("default header", name) for name in names})))


def calls_of(package: str, library: HttpLibrary, sessions_of: Iterable[str]) -> dict[str, Any]:
    """Returns the models of a package that is used as `requests` is; `sessions_of` are the names of its sessions."""
    return {
        **verbs(library, package),
        **verbs(library, f"{package}.api"),
        **{name: sessions.construct(library) for name in sessions_of},
        f"{package}.Request": prepared(library),
        f"{package}.models.Request": prepared(library),
        f"{package}.auth.HTTPBasicAuth": basic_auth,
        f"{package}.utils.default_headers": _default_headers,
        f"{package}.adapters.HTTPAdapter": adapter,
    }


CALLS = calls_of("requests", REQUESTS, CLASSES)
