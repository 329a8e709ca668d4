"""A client of Checkout.com's SDK, and the calls on its parts."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.checkout import sdk
from cko_lint.checkout.keys import OAUTH
from cko_lint.evidence.places import place_of
from cko_lint.facts import GUARDED, UNGUARDED, SdkCall, SdkClient
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models import handling
from cko_lint.models.checkout_sdk.record import SdkRecord


class SdkApi(v.LibraryObject):
    """A client of the SDK: its platform, whether it has a public key, and how it was built, if that is known."""

    __slots__ = ("built", "has_public", "platform", "record")

    def __init__(
        self, record: SdkRecord, platform: str, has_public: bool = True, built: SdkClient | None = None
    ) -> None:
        self.record = record
        self.platform = platform
        self.has_public = has_public
        self.built = built

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """One of its parts, such as `payments`."""
        return v.only(engine.new(SdkPart(self, name))) if name in sdk.parts() else None


class SdkPart(v.LibraryObject):
    """A part of a client, such as `payments`, whose methods send requests."""

    __slots__ = ("api", "name")

    def __init__(self, api: SdkApi, name: str) -> None:
        self.api = api
        self.name = name

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Sends a request."""
        full = f"{self.name}.{name}"
        if name and full not in sdk.methods():
            return None
        self._note(engine, full, call, handling.API_ERROR, "CheckoutApiException")
        if self.api.platform == OAUTH:  # which may fetch another token first
            self._note(engine, full, call, handling.TOKEN_ERROR, "CheckoutAuthorizationException")
        return v.unknown("answer", engine.undo.now)

    def _note(self, engine: Engine, full: str, call: Call, errors: frozenset[str], error: str) -> None:
        guarded, api = handling.is_guarded(engine, errors), self.api
        fact = SdkCall(
            place_of(call.frame.module, call.node), full, GUARDED if guarded else UNGUARDED, api.platform,
            api.has_public, api.built.scopes if api.built is not None else None, error=error, client=api.built,
            condition=engine.path,
        )  # fmt: skip
        api.record.note_call(engine, fact, call, guarded, errors)


SDK_CLIENTS = frozenset(
    {
        "checkout_sdk.CheckoutApi",
        "checkout_sdk.checkout_api.CheckoutApi",
        "checkout_sdk.checkout_sdk.CheckoutApi",
        "checkout_sdk.previous.checkout_api.CheckoutApi",
    }
)
"""The classes of clients, by which parameters and fields are annotated."""
