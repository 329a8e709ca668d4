"""Sessions that sign with an OAuth token which they fetch themselves: `requests_oauthlib` and Authlib."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.checkout.keys import CLIENT_SECRET
from cko_lint.evidence import urls
from cko_lint.evidence.client_secrets import literal_secrets
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http.httpx import HTTPX
from cko_lint.models.http.requests import REQUESTS
from cko_lint.models.http.sessions import Session
from cko_lint.models.observed import Observed

_OF_REQUESTS = ("requests_oauthlib.OAuth2Session", "authlib.integrations.requests_client.OAuth2Session")
_OF_HTTPX = (
    "authlib.integrations.httpx_client.OAuth2Client", "authlib.integrations.httpx_client.AsyncOAuth2Client",
)  # fmt: skip


class OAuthSession(Session):
    """A session that signs by itself, with a token that is not seen here."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Fetches its token, or does what any session does."""
        if name in ("fetch_token", "refresh_token"):
            note_secret(self.observed, call, ("token_url", "url"))
            return v.unknown("token", self.made_at)
        return super().call_method(engine, name, call, receiver)


def _session(library: HttpLibrary) -> Any:
    """Returns the model of a class of such sessions."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        note_secret(observed, call, ("token_endpoint",))
        headers = engine.new(v.Mapping(open=True))
        session: OAuthSession = engine.new(OAuthSession(observed, library, {"headers": v.only(headers)}))
        session.is_open = True
        return v.only(session)

    return model


def note_secret(observed: Observed, call: Call, parameters: tuple[str, ...]) -> None:
    """Keeps the client's secret where it is a literal and the token comes from Checkout.com."""
    given = [a for name in parameters for a in call.arguments.keywords.get(name, ())]
    given += [a for value in call.arguments.positional[:1] for a in value]
    parsed = [urls.parse_url(a.content) for a in given if isinstance(a.content, (str, v.Text))]
    if any(url is not None and url.is_checkout for url in parsed):
        observed.secrets += literal_secrets([(CLIENT_SECRET, call.arguments.keywords.get("client_secret", ()))])


CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
CALLS: dict[str, Any] = {
    **{name: _session(REQUESTS) for name in _OF_REQUESTS},
    **{name: _session(HTTPX) for name in _OF_HTTPX},
}
