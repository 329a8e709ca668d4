"""The library `urllib3`: its pool manager and module-level `request`."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.interpreter.strings import concatenate
from cko_lint.models.http import sessions
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.retry_settings import retry_settings
from cko_lint.models.http.transports import TlsSettings, is_unchecked
from cko_lint.models.observed import Observed

URLLIB3 = HttpLibrary("urllib3", headers_at=3, newer_headers_at=4, session_headers_at=1, replaces_headers=True)
CLASSES = {"urllib3.PoolManager": URLLIB3, "urllib3.poolmanager.PoolManager": URLLIB3}


def _pool(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """A pool of connections to one host."""
    session = sessions.make(engine, observed, URLLIB3)
    sessions.configure(engine, session, call.arguments)
    host = call.arguments.get(0, "host") or v.unknown("host", engine.undo.now)
    session.attributes["base_url"] = concatenate(engine, [v.only("https://"), host], None, call.frame)
    return v.only(session)


def _make_headers(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """`make_headers(basic_auth=…)` gives headers with a scheme that Checkout.com does not take."""
    headers: v.Mapping = engine.new(v.Mapping())
    user = call.arguments.keywords.get("basic_auth")
    if user is not None:
        engine.put(headers, "authorization", concatenate(engine, [v.only("Basic "), user], None, call.frame))
    if call.arguments.open:
        engine.open(headers)
    return v.only(headers)


def _context(engine: Engine, observed: Observed, call: Call) -> v.Value:
    return v.only(engine.new(TlsSettings()))


def _unchecked_context(engine: Engine, observed: Observed, call: Call) -> v.Value:
    return v.only(engine.new(TlsSettings(is_unchecked=True)))


def _connector(engine: Engine, observed: Observed, call: Call) -> v.Value:
    off = any(
        a.content is False or is_unchecked((a,))
        for name in ("ssl", "verify_ssl")
        for a in call.arguments.keywords.get(name, ())
    )
    return v.only(engine.new(TlsSettings(off)))


_retry = retry_settings("urllib3", "status_forcelist")
CALLS: dict[str, Any] = {
    "urllib3.PoolManager": sessions.construct(URLLIB3),
    "urllib3.poolmanager.PoolManager": sessions.construct(URLLIB3),
    "urllib3.HTTPSConnectionPool": _pool,
    "urllib3.connectionpool.HTTPSConnectionPool": _pool,
    "urllib3.Retry": _retry,
    "urllib3.make_headers": _make_headers,
    "urllib3.util.make_headers": _make_headers,
    "urllib3.util.request.make_headers": _make_headers,
    "urllib3.util.Retry": _retry,
    "urllib3.util.retry.Retry": _retry,
    "requests.packages.urllib3.util.retry.Retry": _retry,
    "requests.adapters.Retry": _retry,
    "ssl.create_default_context": _context,
    "ssl.SSLContext": _context,
    "ssl._create_unverified_context": _unchecked_context,
    "aiohttp.TCPConnector": _connector,
    "urllib3.request": verbs(URLLIB3, "urllib3")["urllib3.request"],
}
