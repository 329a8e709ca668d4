"""What each credential of a project has to be allowed to do, by the rows of its inventory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from cko_lint.checkout.endpoints import covers
from cko_lint.findings import Location
from cko_lint.inventory import kinds
from cko_lint.inventory.least import is_met, least
from cko_lint.inventory.rows import Credential, Row


class Kind(str, Enum):
    """What a credential is, as far as its permissions are concerned."""

    OAUTH = "OAuth client"
    SECRET = "secret key"
    PUBLIC = "public key"
    KEY = "key of unknown kind"


_KINDS = {
    kinds.TOKEN: Kind.OAUTH, kinds.SECRET_KEY: Kind.SECRET, kinds.PUBLIC_KEY: Kind.PUBLIC, kinds.KEY: Kind.KEY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Permissions:
    """What a credential has to be allowed.

    `scopes` are the least that is enough for the requests whose scopes are published; `unproven` are the endpoints of which
    they are not, `refused` those that do not accept a credential of this kind at all. `asked` are the scopes that the client
    asks for, None if they are not known. `with_sdk` if the project uses the SDK with it.
    """

    kind: Kind
    source: str
    place: Location | None
    environments: tuple[str, ...]
    scopes: tuple[str, ...]
    asked: tuple[str, ...] | None
    unproven: tuple[str, ...]
    refused: tuple[str, ...]
    endpoints: tuple[tuple[str, tuple[str, ...]], ...]
    """The endpoints that it is sent to, each with the scopes of which one is enough."""
    with_sdk: bool = False
    unknown: int = 0
    """How many requests are sent with it that could not be followed."""

    @property
    def name(self) -> str:
        """What it is called, in a report and in a committed list."""
        place = f" in {self.place.path}" if self.place is not None else ""
        return f"{self.kind.value} from {self.source}{place}" if self.source else self.kind.value

    @property
    def missing(self) -> tuple[str, ...]:
        """The scopes that the client would have to ask for, too."""
        if self.asked is None:
            return ()
        asked = self.asked
        return least(need for _, need in self.endpoints if need and not is_met(need, asked))

    @property
    def _may_need_more(self) -> bool:
        """Whether it is sent to endpoints of which it is not known what they need."""
        return bool(self.unproven or self.unknown)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The scopes to ask for: the least, and while it is not known what some requests need, what is asked for now."""
        kept = self.asked if self.asked is not None and self._may_need_more else ()
        return tuple(sorted({*self.missing, *kept})) if kept else self.scopes

    @property
    def superfluous(self) -> tuple[str, ...]:
        """The scopes that it asks for and that nothing needs; none while it is not known what some requests need."""
        if self.asked is None or self._may_need_more:
            return ()
        left = list(self.asked)
        met = [need for _, need in self.endpoints if is_met(need, left)]
        for scope in sorted(self.asked, key=lambda scope: (-scope.count(":"), scope), reverse=True):
            others = [other for other in left if other != scope]
            if all(is_met(need, others) for need in met):
                left = others
        return tuple(scope for scope in self.asked if scope not in left)

    @property
    def too_wide(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The scopes that contain more than is needed, each with what would be enough instead; none while that is not known."""
        if self._may_need_more:
            return ()
        kept = [scope for scope in self.asked or () if scope not in self.superfluous]
        inner = {scope: tuple(s for s in self.scopes if s != scope and covers(scope, s)) for scope in kept}
        return tuple((scope, enough) for scope, enough in inner.items() if enough and scope not in self.scopes)


def permissions_of(rows: Iterable[Row]) -> tuple[Permissions, ...]:
    """Returns what each credential has to be allowed, sorted by kind and source."""
    used: dict[tuple[object, ...], list[tuple[Row, Credential, str]]] = {}
    for row in rows:
        for way in row.ways:
            kind = _KINDS.get(way.credential.kind)
            if kind is not None and row.accepts != ("client_credentials",):
                key = (kind, way.credential.source, way.credential.place, way.credential.scopes)
                used.setdefault(key, []).append((row, way.credential, way.environment))
    found = [_permissions(_KINDS[several[0][1].kind], several) for several in used.values()]
    return tuple(sorted(found, key=lambda p: (list(Kind).index(p.kind), p.name, p.asked or ())))


def _permissions(kind: Kind, several: list[tuple[Row, Credential, str]]) -> Permissions:
    credential = several[0][1]
    needs: dict[str, tuple[str, ...]] = {}
    refused: set[str] = set()
    for row, _, _ in several:
        if row.is_followed and _accepts(row, kind):
            needs[row.name] = row.scopes or needs.get(row.name, ())
        elif row.is_followed:
            refused.add(row.name)
    return Permissions(
        kind, credential.source, credential.place, tuple(sorted({environment for *_, environment in several} - {""})),
        least(needs.values()), credential.scopes, tuple(sorted(name for name, need in needs.items() if not need)),
        tuple(sorted(refused)), tuple(sorted(needs.items())), any(row.call for row, *_ in several),
        sum(not row.is_followed for row in {id(row): row for row, *_ in several}.values()),
    )  # fmt: skip


_ACCEPTED = {Kind.OAUTH: "oauth", Kind.SECRET: "secret", Kind.PUBLIC: "public"}


def _accepts(row: Row, kind: Kind) -> bool:
    """Whether an endpoint accepts a kind of credential, or may: False only if the facts say that it does not."""
    return not row.accepts or kind is Kind.KEY or _ACCEPTED[kind] in row.accepts
