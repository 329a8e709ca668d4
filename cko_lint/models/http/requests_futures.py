"""Sessions of `requests_futures`: those of `requests`, which give futures of their responses."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.models.http import sessions
from cko_lint.models.http.requests import REQUESTS
from cko_lint.models.observed import Observed

BASES = frozenset({"requests_futures.sessions.FuturesSession", "requests_futures.FuturesSession"})


class FuturesSession(sessions.Session):
    """A session whose requests are sent in threads."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """What a session of `requests` gives, as futures."""
        if name == "__init__":
            configure(engine, self, call.arguments)
            return v.NONE
        value = super().call_method(engine, name, call, receiver)
        contents = [a.content for a in value or ()]
        if not any(isinstance(content, v.LibraryObject) and content.is_response for content in contents):
            return value
        if "background_callback" in call.arguments.keywords:
            for content in contents:
                content.escape(engine, "it is passed to a callback")
        return v.only(v.Deferred(value or ()))


def make(engine: Engine, observed: Observed) -> FuturesSession:
    """Makes a session with nothing set."""
    headers = engine.new(v.Mapping())
    made: FuturesSession = engine.new(FuturesSession(observed, REQUESTS, {"headers": v.only(headers)}))
    return made


def configure(engine: Engine, session: FuturesSession, arguments: Arguments) -> None:
    """Sends through the session that it is given, if it is given one."""
    inner = arguments.get(2, "session") or ()
    known = [a.content for a in inner if isinstance(a.content, sessions.Session)]
    if len(known) == len(inner) == 1:
        session.attributes = known[0].attributes
        session.adapters, session.retrying = known[0].adapters, known[0].retrying
        session.is_open, session.is_custom = known[0].is_open, known[0].is_custom
    elif any(a.content is not None for a in inner):
        session.is_open = session.is_custom = True


def _construct(engine: Engine, observed: Observed, call: Call) -> v.Value:
    session = make(engine, observed)
    configure(engine, session, call.arguments)
    return v.only(session)


CALLS: dict[str, Any] = dict.fromkeys(BASES, _construct)
CLASSES: dict[str, HttpLibrary] = {}
"""Those that a project derives its own classes from are in `BASES`."""
