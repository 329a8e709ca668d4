"""What HTTP libraries are told about connections: retries, adapters, and whether certificates are checked."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.message import OutgoingRequest
from cko_lint.facts import Occurrence
from cko_lint.interpreter import external
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.models.observed import Observed


class RetrySettings(v.LibraryObject):
    """Settings of retries such as urllib3's `Retry`; `occurrence` is where they say to retry after a 401."""

    __slots__ = ("occurrence",)

    def __init__(self, occurrence: Occurrence | None = None) -> None:
        self.occurrence = occurrence


class TlsSettings(v.LibraryObject):
    """An SSL context, or a connector or transport with one; `is_unchecked` if certificates are not checked."""

    __slots__ = ("is_unchecked",)

    def __init__(self, is_unchecked: bool = False) -> None:
        self.is_unchecked = is_unchecked

    def set_attribute(self, engine: Engine, name: str, value: v.Value) -> bool:
        """`verify_mode` says whether certificates are checked."""
        if name == "verify_mode":
            self.is_unchecked = any(external.external_name(a.content) == "ssl.CERT_NONE" for a in value)
        return True


SENDING = ("send", "handle_request", "handle_async_request")


class Adapter(TlsSettings):
    """An adapter or transport: it sends. `retrying` is where it was told to retry after a 401."""

    __slots__ = ("retrying",)

    def __init__(self, retrying: list[Occurrence] | None = None, is_unchecked: bool = False) -> None:
        super().__init__(is_unchecked)
        self.retrying = retrying or []

    def configure(self, arguments: Arguments) -> None:
        """Sets what the arguments of its class say."""
        self.retrying = retries_of(arguments)
        self.is_unchecked = any(a.content is False for a in arguments.keywords.get("verify", ()))

    def set_attribute(self, engine: Engine, name: str, value: v.Value) -> bool:
        """What an adapter of the project's has is its own."""
        return False

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Sends a request that is on its way; nothing else matters."""
        if name == "__init__":
            self.configure(call.arguments)
        if name in (*SENDING, "build_response"):
            return sent(call) or v.unknown("response", engine.undo.now)
        return v.only(receiver) if name == "__enter__" else v.NONE


def adapter(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """Calls the class of an adapter or transport. It checks certificates unless it is told not to, whatever its client says."""
    made: Adapter = engine.new(Adapter())
    made.configure(call.arguments)
    return v.only(made)


def sent(call: Call) -> v.Value | None:
    """Returns the response of a request that is on its way, if it is one that is given to a library to be sent."""
    given = call.arguments.get(0, "request") or ()
    content = given[0].content if len(given) == 1 else None
    if isinstance(content, OutgoingRequest) and content.response is not None:
        return v.only(content.response)
    return None


def adapter_of(content: Any) -> Adapter | None:
    """Returns the library half of an adapter, of the project's or of a library's class."""
    half = content.library if isinstance(content, v.Instance) else content
    return half if isinstance(half, Adapter) else None


_RETRIES = ("max_retries", "retries", "retry", "retry_options")


def retries_of(arguments: Arguments) -> list[Occurrence]:
    """Returns where the settings of retries among some arguments say to retry after a 401."""
    given = [*arguments.positional, *(arguments.keywords[name] for name in _RETRIES if name in arguments.keywords)]
    settings = [a.content for value in given for a in value if isinstance(a.content, RetrySettings)]
    return [one.occurrence for one in settings if one.occurrence is not None]


def is_unchecked(value: v.Value) -> bool:
    """Whether a value may be settings by which certificates are not checked."""
    return any(isinstance(a.content, TlsSettings) and a.content.is_unchecked for a in value)
