"""The library `urllib3`: its pool manager and module-level `request`."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.places import place_of
from cko_lint.facts import Occurrence
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.interpreter.strings import concatenate
from cko_lint.logic.terms import Term
from cko_lint.models.http import sessions
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.transports import RetrySettings, TlsSettings, is_unchecked
from cko_lint.models.observed import Observed

URLLIB3 = HttpLibrary("urllib3", headers_at=3, session_headers_at=1, replaces_headers=True)
CLASSES = {"urllib3.PoolManager": URLLIB3, "urllib3.poolmanager.PoolManager": URLLIB3}


def _pool(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """A pool of connections to one host."""
    session = sessions.make(engine, observed, URLLIB3)
    sessions.configure(engine, session, call.arguments)
    host = call.arguments.get(0, "host") or v.unknown("host", engine.undo.now)
    session.attributes["base_url"] = concatenate(engine, [v.only("https://"), host], None, call.frame)
    return v.only(session)


def _retry(engine: Engine, observed: Observed, call: Call) -> v.Value | None:
    """`Retry(status_forcelist=[401, …])` retries what retrying cannot fix."""
    if any(_is_zero(call.arguments.keywords.get(name, ())) for name in ("total", "status")):
        return v.only(engine.new(RetrySettings()))
    for alternative in call.arguments.keywords.get("status_forcelist", ()):
        content = alternative.content
        if _has_401(content):
            occurrence = Occurrence(place_of(call.frame.module, call.node), "urllib3")
            return v.only(engine.new(RetrySettings(occurrence)))
    return v.only(engine.new(RetrySettings()))


def _has_401(content: Any) -> bool:
    if isinstance(content, v.Collection):
        return any(a.content == 401 for item in content.items for a in item)
    if isinstance(content, Term) and content.kind == "range":
        bounds = [part for part in content.parts if isinstance(part, int)]
        return len(bounds) == len(content.parts) > 0 and 401 in range(*bounds[:3])
    return False


def _is_zero(value: v.Value) -> bool:
    return bool(value) and all(a.content is False or (isinstance(a.content, int) and a.content == 0) for a in value)


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
