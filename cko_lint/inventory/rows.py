"""The rows of an inventory: one for each request that a project can send, as plain data. Nothing in them is a secret."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cko_lint.findings import Location


@dataclass(frozen=True, slots=True, order=True)
class Credential:
    """What a request is sent with: its kind, where it comes from in words, and where that is in the source, if it is there.

    Of an OAuth token, `source` is that of the client's id, and `scopes` are those that the client asks for; None if these are
    not known.
    """

    kind: str
    source: str = ""
    place: Location | None = None
    scopes: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """What it is called, wherever it is used."""
        return f"{self.kind} from {self.source}" if self.source else self.kind


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a request can be sent: environment and host, credential, and the conditions that tell it from others.

    The environment is "" if it is not known; `is_known` is False for a host that only looks like one of Checkout.com's.
    """

    environment: str
    host: str
    credential: Credential
    when: tuple[str, ...] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """A call between an entry point and a request: the function that it stands in, and where."""

    function: str
    location: Location


@dataclass(frozen=True, slots=True)
class Sender:
    """An entry point from which a request is sent, and the calls that lead there, the outermost first."""

    name: str
    kind: str
    location: Location
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """Who learns that a request was refused: how, and where."""

    how: str
    location: Location


@dataclass(frozen=True, slots=True)
class Row:
    """A request to Checkout.com.

    `method` and `endpoint` are "" where they could not be followed, and `unknown` says why. `scopes` are those of which one is
    enough; none if no source is sure of them. `accepts` are the kinds of credential that the endpoint accepts. `status` says
    whether it is checked that the request succeeded, or what of the response could not be followed.
    """

    location: Location
    method: str
    endpoint: str
    library: str
    function: str = ""
    """The function that it stands in; "" in the body of a module."""
    call: str = ""
    """The method of the SDK, such as `payments.request_payment`."""
    accepts: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    status: str = ""
    checks: tuple[Check, ...] = ()
    senders: tuple[Sender, ...] = ()
    unknown: str = ""

    @property
    def is_followed(self) -> bool:
        """Whether it is known where it goes."""
        return bool(self.method and self.endpoint)

    @property
    def name(self) -> str:
        """What it is called: method and endpoint."""
        return (
            f"{self.method or 'unknown method'} {self.endpoint}" if self.endpoint else f"{self.method} unknown".strip()
        )

    @property
    def places(self) -> Iterator[Location]:
        """Where it stands, and what is on the way to it."""
        yield self.location
        for sender in self.senders:
            yield from (sender.location, *(call.location for call in sender.calls))

    @property
    def sort_key(self) -> tuple[object, ...]:
        """What rows are sorted by: where they stand, then what is asked for."""
        return (self.location, self.endpoint, self.method, self.library, self.call)


def relocated(row: Row, locate: Callable[[Location], Location]) -> Row:
    """Returns a row with other places: those in the cells of a notebook, say."""
    senders = tuple(
        Sender(s.name, s.kind, locate(s.location), tuple(Call(c.function, locate(c.location)) for c in s.calls))
        for s in row.senders
    )
    ways = tuple(replace(way, credential=_relocated(way.credential, locate)) for way in row.ways)
    checks = tuple(Check(check.how, locate(check.location)) for check in row.checks)
    return replace(row, location=locate(row.location), senders=senders, ways=ways, checks=checks)


def _relocated(credential: Credential, locate: Callable[[Location], Location]) -> Credential:
    return replace(credential, place=locate(credential.place)) if credential.place is not None else credential
