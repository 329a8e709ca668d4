"""Facts about Checkout.com in a program: what the rules read. Nothing here knows of syntax or of the engine.

They are named tuples: as frozen dataclasses they would take longer to define than a file to analyse. A fact describes one execution context of one place in the source: the same request seen from two callers is two facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from cko_lint.checkout.hosts import Host
from cko_lint.checkout.keys import Key
from cko_lint.findings import Location
from cko_lint.logic.conditions import Condition


class Spot(NamedTuple):
    """A place once it has been looked up: where, the lines of its statement, and its source text.

    For a call of one of the project's functions, the text is that of the call alone, and `function` the qualified name of
    the function or class that it stands in.
    """

    location: Location
    statement: tuple[int, int]
    source: str
    function: str = ""


class Place:
    """A place in the source, looked up only if it is reported. Places of the same node are equal."""

    __slots__ = ("_find", "key")

    def __init__(self, key: tuple[str, object], find: Callable[[], Spot]) -> None:
        self.key = key
        self._find = find

    @property
    def path(self) -> str:
        """The real path of the file."""
        return self.key[0]

    def spot(self) -> Spot:
        """Looks the place up."""
        return self._find()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


class Part(Enum):
    """What a place has to do with what is reported."""

    CAUSE = "cause"
    """Something else is decided there."""
    BEFORE = "before"
    """The value passes it before it is where it is reported."""
    AFTER = "after"
    """The value goes there afterwards."""


class Step(NamedTuple):
    """A place that a value passed on its way, and what it is there."""

    message: str
    place: Place
    part: Part = Part.CAUSE


Calls = tuple[Place, ...]
"""Calls of the project's functions, the outermost first."""


class Url(NamedTuple):
    """Where a request goes: the host, if it is one of the API's, and the path; a segment that is not known is None."""

    scheme: str | None
    host: Host | None
    path: tuple[str | None, ...] | None
    place: Place | None = None
    prefix: Place | None = None
    """The literal that the merchant's prefix of the host comes from."""
    written: Place | None = None
    """The literal, or the f-string, in which the host is written."""

    @property
    def is_checkout(self) -> bool:
        """Whether this is a URL of Checkout.com's API."""
        return self.host is not None and self.host.answers

    @property
    def takes_no_key(self) -> bool:
        """Whether the endpoint takes another credential than the header's: the client's in the form, or a certificate."""
        return self.is_for_token or (self.host is not None and self.host.subdomain == "mtls")

    @property
    def is_for_token(self) -> bool:
        """Whether a request to it asks for an OAuth token, or goes to a host that serves nothing else."""
        if self.host is not None and self.host.role == "access":
            return True
        return self.path is not None and self.path[-2:] == ("connect", "token")


MISSING = "missing"
EMPTY = "empty"
UNKNOWN = "unknown"
GIVEN = "given"


class Token(NamedTuple):
    """An OAuth token as it was asked for: the environment of the host and the scopes, None where they are not known."""

    environment: str | None
    scopes: tuple[str, ...] | None
    place: Place


class Credential(NamedTuple):
    """What is sent, or given to the SDK, as a credential.

    `state` is one of MISSING, EMPTY, UNKNOWN, GIVEN. `scheme` is the word before it in the header (`""` for none, None if
    unknown). `fault` names a form that cannot work. `text` is the credential itself where all of it is known; it never
    leaves the program. `kind`, `environment` and `platform` are what is proven of it.
    """

    state: str
    scheme: str | None = None
    fault: str | None = None
    text: str | None = None
    key: Key | None = None
    kind: str | None = None
    environment: str | None = None
    platform: str | None = None
    name: str | None = None
    is_key: bool = False
    unset: bool = False
    is_examined: bool = False
    """Whether the program has looked at the form of a key that is not known: what it does then may fit that form."""
    place: Place | None = None
    way: tuple[Step, ...] = ()
    token: Token | None = None
    identity: object = None
    """What stands for the credential in the engine, if it is one unknown value."""
    client_part: str | None = None
    """Which part of an OAuth client's credentials it is by its text or its name."""
    made_by: int | None = None
    """The response that an OAuth token came with, by its number in the engine."""
    source: tuple[str, str] | None = None
    """What it is read from, or would be if it were set: `environment` and a variable, or `setting` and one of Django's."""
    beginning: Place | None = None
    """The literal or f-string that the value of the header begins with."""
    entry: Place | None = None
    """The value of the header as it is put into the headers, or the item that it is assigned to."""


class Scenario(NamedTuple):
    """One URL and one credential that one execution can have together, and when it has them."""

    url: Url
    credential: Credential
    condition: Condition | None = None


STATUS_TEST = "status test"
PASSED_ON = "status passed on"
RAISES_FOR_STATUS = "raise_for_status"
HANDLER = "except"


class Check(NamedTuple):
    """Who learns that a request was refused: how, and where, which is looked up only if it is reported."""

    how: str
    place: Place


class Start(NamedTuple):
    """The function that the engine was started on, or the body of a module: its name, what runs it, and where it stands."""

    name: str
    kind: str
    place: Place


class Reach:
    """How a request is reached; looked up only if somebody asks."""

    __slots__ = ("_calls", "_site", "_start", "is_called")

    def __init__(
        self,
        start: Callable[[], Start | None],
        calls: Callable[[], Calls],
        site: Callable[[], Place],
        is_called: bool,
    ) -> None:
        self._start = start
        self._calls = calls
        self._site = site
        self.is_called = is_called
        """Whether the project itself calls the function that it is reached from."""

    @property
    def start(self) -> Start | None:
        """What the engine was started on."""
        return self._start()

    @property
    def calls(self) -> Calls:
        """The calls that lead from there to the request, the outermost first."""
        return self._calls()

    @property
    def function(self) -> str:
        """The qualified name of the function that the request stands in; "" in the body of a module."""
        return self._site().spot().function


CHECKED = "checked"
UNCHECKED = "unchecked"
NOT_ANALYSED = "not analysed"
GUARDED = "guarded"
UNGUARDED = "unguarded"


class MisplacedKey(NamedTuple):
    """The kind of a key that is sent outside of the `Authorization` header, and the part of the request that it is in."""

    kind: str
    part: str


class Role(NamedTuple):
    """A credential given to the SDK for a purpose, and the expression it was given as."""

    kind: str
    credential: Credential
    place: Place


class Request(NamedTuple):
    """An HTTP request to Checkout.com.

    `outcome` says how the program handles a 401: CHECKED, UNCHECKED or NOT_ANALYSED for a client that returns it, GUARDED,
    UNGUARDED or NOT_ANALYSED for one that raises.
    """

    place: Place
    has_raise_for_status: bool
    method: str | None
    scenarios: tuple[Scenario, ...]
    outcome: str
    raises: bool = False
    key_elsewhere: MisplacedKey | None = None
    """A key that is sent outside of the `Authorization` header."""
    insecure: str | None = None
    swallowed: Place | None = None
    """The handler that drops the failure of this request."""
    response_place: Place | None = None
    """Where the response comes from, if that is another place than the request (`http.client`)."""
    entry_point: int | None = None
    """What tells the function that the engine was started on from others."""
    token_fault: str | None = None
    """What keeps a request to `/connect/token` from getting a token."""
    is_paired: bool = True
    """False in a method that was started on each of several objects: it is not known on which of them it is called."""
    callers: Calls = ()
    """What led from the function that the engine was started on to a request that is unchecked or unguarded."""
    swallowers: Calls = ()
    """What led from the function whose handler drops the failure to the request."""
    library: str = ""
    """The HTTP library that sends it."""
    reach: Reach | None = None
    checks: tuple[Check, ...] = ()
    uncertain: tuple[Scenario, ...] = ()
    """Scenarios of which no rule may say anything: they may be impossible together."""
    client: tuple[Role, ...] = ()
    """The id and the secret of the OAuth client that a request for a token sends."""
    escaped: str | None = None
    """What of its response could not be followed."""

    def only_looks(self, scenario: Scenario) -> bool:
        """Whether it asks only if the host answers, or what it allows: it sends no credential, and a 401 is an answer too."""
        is_bare = (
            scenario.credential.state == MISSING and scenario.credential.fault is None and self.key_elsewhere is None
        )
        return is_bare and (self.method in ("HEAD", "OPTIONS") or scenario.url.path == ())


BOTH = "both"


class Subdomain(NamedTuple):
    """A merchant's subdomain that is a literal, where that is, and the environments that it is used in."""

    text: str
    place: Place
    environments: frozenset[str]


class Setup(NamedTuple):
    """One way in which an SDK client can be built: its secret key, and the environment that it talks to."""

    key: Credential
    environment: str | None
    defaulted: bool
    place: Place | None = None
    condition: Condition | None = None


class SdkClient(NamedTuple):
    """An SDK client as it was built. `outcome` says who catches what `.build()` of an OAuth client raises."""

    place: Place
    platform: str
    roles: tuple[Role, ...]
    setups: tuple[Setup, ...]
    outcome: str = NOT_ANALYSED
    token_environments: tuple[tuple[str, Place], ...] = ()
    subdomain_first: Place | None = None
    lacks_secret: bool = False
    domain_fault: str | None = None
    """MISSING if it has neither a subdomain nor the legacy domain, BOTH if it has both."""
    subdomains: tuple[Subdomain, ...] = ()
    swallowed: Place | None = None
    callers: Calls = ()
    """What led from the entry point to it, as for a request."""
    swallowers: Calls = ()
    own: tuple[Role, ...] = ()
    """The id and the secret of the OAuth client that it was given."""
    scopes: tuple[str, ...] | None = None
    """The scopes that it asks for, if they are known."""
    has_subdomain: bool = False
    """Whether it may have been given a subdomain."""


class SdkCall(NamedTuple):
    """A call of the SDK that sends a request, by its name in the SDK (`payments.request_payment`).

    `outcome` and `swallowed` are about one error that it raises on a 401; one that raises two is two facts.
    """

    place: Place
    name: str
    outcome: str
    platform: str = ""
    has_public_key: bool = True
    scopes: tuple[str, ...] | None = None
    error: str = "CheckoutApiException"
    swallowed: Place | None = None
    is_paired: bool = True
    callers: Calls = ()
    """What led from the entry point to it, as for a request."""
    swallowers: Calls = ()
    reach: Reach | None = None
    checks: tuple[Check, ...] = ()
    client: SdkClient | None = None
    """The client that it is called on, if it is known where that was built."""
    condition: Condition | None = None


Subject = Request | SdkClient | SdkCall
"""What a rule can be asked about: why does it report nothing of this one?"""


class AskedScopes(NamedTuple):
    """The OAuth scopes that a client asks for, as far as they are known, and how they are passed."""

    place: Place
    names: tuple[str, ...]
    is_list: bool = False
    is_form: bool = False


class KeyLiteral(NamedTuple):
    """A key that stands in the source, encoded or put together from pieces, or in the output of a notebook's cell."""

    place: Place
    key: Key
    where: str = "source"


class NameConflict(NamedTuple):
    """A key or a URL of one environment, and the name it stands under if that says another one."""

    place: Place
    what: str
    environment: str
    name: str
    says: str
    in_path: bool = False
    """Whether the name is a part of the file's path."""


class Occurrence(NamedTuple):
    """Something at a place that a rule only has to word: a literal secret, a logged key, a retry."""

    place: Place
    detail: str
    related: tuple[Step, ...] = ()


class Unfollowed(NamedTuple):
    """What may be a request to Checkout.com, and could not be followed; the library is "" if that is not known."""

    place: Place
    library: str
    reach: Reach


@dataclass(slots=True)
class Facts:
    """All facts of a run."""

    requests: list[Request] = field(default_factory=list)
    clients: list[SdkClient] = field(default_factory=list)
    calls: list[SdkCall] = field(default_factory=list)
    keys: list[KeyLiteral] = field(default_factory=list)
    accepted_keys: list[KeyLiteral] = field(default_factory=list)
    """Keys in the source that a team has accepted."""
    names: list[NameConflict] = field(default_factory=list)
    configured: list[Role] = field(default_factory=list)
    """What stands in a configuration file under the name of a key."""
    clients_own: list[Role] = field(default_factory=list)
    """What is given as the id or the secret of an OAuth client."""
    named_keys: list[Role] = field(default_factory=list)
    """Keys that are literals in Python, in the role that the name says which they stand under."""
    secrets: list[Occurrence] = field(default_factory=list)
    logged: list[Occurrence] = field(default_factory=list)
    retries: list[Occurrence] = field(default_factory=list)
    second_hosts: list[Occurrence] = field(default_factory=list)
    scopes: list[AskedScopes] = field(default_factory=list)
    kept_tokens: list[Occurrence] = field(default_factory=list)
    """The assignments and functions that keep an OAuth token for good."""
    unfollowed: list[Unfollowed] = field(default_factory=list)
    prefixes: list[Subdomain] = field(default_factory=list)
    """The literal prefixes of the hosts that requests and SDK clients use."""
    variables: tuple[str, ...] = ()
    """The names of environment variables that the project reads its secret keys from, the most frequent one first."""
    platform_of: Callable[[Place], str | None] = lambda place: None
    sdk_versions: frozenset[tuple[int, ...]] | None = None
    """The versions of the SDK that the project's requirements allow; None where they leave it open."""
