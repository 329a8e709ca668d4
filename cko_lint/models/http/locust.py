"""The users of Locust: `self.client` is a session of `requests` for the user's `host`, and what fails is counted by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter import lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.models.http import sessions
from cko_lint.models.http.requests import REQUESTS
from cko_lint.models.observed import Observed

BASES = ("locust.HttpUser", "locust.FastHttpUser", "locust.contrib.fasthttp.FastHttpUser", "locust.HttpLocust")
_LOCUST = replace(REQUESTS, name="locust", checks_itself=True)


class User(v.LibraryObject):
    """The library half of a user, with its client once somebody has asked for it."""

    __slots__ = ("client", "observed")

    def __init__(self, observed: Observed) -> None:
        self.observed = observed
        self.client: sessions.Session | None = None

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Its client, which sends to the host of the class whose method runs."""
        if name != "client":
            return None
        if self.client is None:
            self.client = sessions.make(engine, self.observed, _LOCUST)
            self.client.attributes["base_url"] = _host(engine) or v.unknown("host", self.made_at)
        return v.only(self.client)


def _host(engine: Engine) -> v.Value | None:
    receivers = [frame.receiver for frame in reversed(engine.stack.frames) if isinstance(frame.receiver, v.Instance)]
    return lookup.find(receivers[0].cls, "host") if receivers else None


CALLS: dict[str, Any] = {}
CLASSES: dict[str, HttpLibrary] = {}
"""None that is a session itself."""
