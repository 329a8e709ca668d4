"""What HTTP libraries are told about connections: retries, adapters, and whether certificates are checked."""

from __future__ import annotations

from cko_lint import values as v
from cko_lint.facts import Spotted
from cko_lint.interpreter import external
from cko_lint.interpreter.engine import Engine


class RetrySettings(v.LibraryObject):
    """Settings of retries such as urllib3's `Retry`; `spotted` is where they say to retry after a 401."""

    __slots__ = ("spotted",)

    def __init__(self, spotted: Spotted | None = None) -> None:
        self.spotted = spotted


class Adapter(v.LibraryObject):
    """An adapter of requests, with where it was told to retry after a 401."""

    __slots__ = ("retrying",)

    def __init__(self, retrying: list[Spotted]) -> None:
        self.retrying = retrying


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


def retries_in(value: v.Value) -> list[Spotted]:
    """Returns where the settings of retries in a value say to retry after a 401."""
    settings = [a.content for a in value if isinstance(a.content, RetrySettings)]
    return [one.spotted for one in settings if one.spotted is not None]


def is_unchecked(value: v.Value) -> bool:
    """Whether a value may be settings by which certificates are not checked."""
    return any(isinstance(a.content, TlsSettings) and a.content.is_unchecked for a in value)
