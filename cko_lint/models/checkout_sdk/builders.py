"""The builders of Checkout.com's SDK, in every version of it, and what they are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.checkout import keys
from cko_lint.checkout.keys import CLIENT_ID, CLIENT_SECRET
from cko_lint.evidence import client_secrets, credentials, scopes, urls
from cko_lint.evidence.places import method_place_of, place_of
from cko_lint.facts import GUARDED, NOT_ANALYSED, UNGUARDED, Credential, Role, SdkClient, Setup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.conditions import conjoin
from cko_lint.models import handling
from cko_lint.models.checkout_sdk import domains
from cko_lint.models.checkout_sdk.clients import SdkApi
from cko_lint.models.checkout_sdk.record import SdkRecord
from cko_lint.models.checkout_sdk.steps import SdkEnvironment, Steps

_MOST_SETUPS = 48
# What a builder can be told that changes nothing of the client's credentials and hosts.
_NEUTRAL = frozenset({"http_client_builder", "http_client", "enable_telemetry", "__enter__"})


class SdkBuilder(Steps):
    """A builder of clients."""

    __slots__ = ("record",)

    def __init__(self, record: SdkRecord, platform: str) -> None:
        super().__init__(platform)
        self.record = record

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Takes one step of building a client, or the last one."""
        if name == "build":
            return self._build(engine, call)
        if name in ("previous", "oauth"):
            engine.set_attribute(self, "platform", v.only(keys.PREVIOUS if name == "previous" else keys.OAUTH))
        elif name in ("secret_key", "public_key", "environment", "scopes", "authorization_uri"):
            self._give(engine, name, call)
        elif name == "environment_subdomain":
            given = call.arguments.get(0, "subdomain") or v.unknown("argument", engine.undo.now)
            engine.set_attribute(self, "subdomain", given)
            self.places["subdomain"] = place_of(call.frame.module, argument(call, 0, "subdomain"))
            engine.set_attribute(self, "subdomain first", v.only(False))  # it looks at the environment again
        elif name == "use_legacy_domain":
            engine.set_attribute(self, "legacy domain", v.only(True))
        elif name == "client_credentials":
            self._give_client(engine, call)
        elif name not in _NEUTRAL:
            self.escape(engine, "it is built by an unknown method")
        return v.only(self)

    def _give(self, engine: Engine, name: str, call: Call) -> None:
        engine.set_attribute(self, name, call.arguments.get(0, name) or v.unknown("argument", engine.undo.now))
        if name != "environment":
            self.places[name] = place_of(call.frame.module, argument(call, 0, name))
        else:
            self.places[name] = method_place_of(call.frame.module, call.node)
            before = v.feasible(self.attributes.get("subdomain", ()), engine.path)
            is_set = bool(before) and all(a.content is not v.ABSENT for a in before)
            early = is_set and _is_production(call) and not _is_previous(engine, self)
            engine.set_attribute(self, "subdomain first", v.only(early))

    def _give_client(self, engine: Engine, call: Call) -> None:
        for index, name, kind in ((0, "client_id", CLIENT_ID), (1, "client_secret", CLIENT_SECRET)):
            value = call.arguments.get(index, name) or ()
            given = [(kind, value)]
            place = self.places[name] = place_of(call.frame.module, argument(call, index, name))
            engine.set_attribute(self, name, value)
            self.record.observed.secrets += client_secrets.literal_secrets(given)
            self.record.observed.clients_own += client_secrets.roles_of(engine, given, place)

    def _build(self, engine: Engine, call: Call) -> v.Value:
        platforms = {a.content for a in v.feasible(self.attributes["platform"], engine.path)}
        platform = platforms.pop() if len(platforms) == 1 else "unknown"
        outcome, guarded = NOT_ANALYSED, True
        if platform == keys.OAUTH:
            guarded = handling.is_guarded(engine, handling.TOKEN_ERROR)
            outcome = GUARDED if guarded else UNGUARDED
        has_subdomains = platform in (keys.DEFAULT, keys.OAUTH)
        fact = SdkClient(
            place_of(call.frame.module, call.node), platform, tuple(roles(engine, self)), tuple(setups(engine, self)),
            outcome, _token_environments(engine, self), self.places["environment"] if _is_early(engine, self) else None,
            lacks_secret=platform in (keys.DEFAULT, keys.PREVIOUS) and domains.is_never_given(engine, self, "secret_key"),
            domain_fault=domains.fault(engine, self) if has_subdomains else None,
            subdomains=tuple(domains.literals(engine, self)) if has_subdomains else (),
            own=tuple(_own(engine, self)), scopes=scopes.known(self.attributes.get("scopes")),
            has_subdomain=has_subdomains and not domains.is_never_given(engine, self, "subdomain"),
        )  # fmt: skip
        if self.record.note_client(engine, fact, call, guarded, handling.TOKEN_ERROR) and platform == keys.OAUTH:
            given = self.attributes.get("scopes", ())
            self.record.observed.scopes += scopes.given_to_builder(engine, given, self.places.get("scopes"))
        given = v.feasible(self.attributes.get("public_key", ()), engine.path)
        is_given = any(a.content is not None and a.content is not v.ABSENT for a in given)
        has_public = is_given or not (given or domains.is_never_given(engine, self, "public_key"))
        return v.only(engine.new(SdkApi(self.record, platform, has_public, fact)))


def _own(engine: Engine, builder: SdkBuilder) -> Iterator[Role]:
    """Yields the id and the secret of the OAuth client that a builder was given."""
    for name, kind in (("client_id", CLIENT_ID), ("client_secret", CLIENT_SECRET)):
        given = [(kind, v.feasible(builder.attributes.get(name, ()), engine.path))]
        if name in builder.places:
            yield from client_secrets.roles_of(engine, given, builder.places[name])


def _is_early(engine: Engine, builder: SdkBuilder) -> bool:
    found = v.feasible(builder.attributes.get("subdomain first", ()), engine.path)
    return bool(found) and all(a.content is True for a in found)


def _is_previous(engine: Engine, builder: SdkBuilder) -> bool:
    """Whether a builder is one of the previous platform, which has no subdomains and ignores them."""
    return any(a.content == keys.PREVIOUS for a in v.feasible(builder.attributes["platform"], engine.path))


def _is_production(call: Call) -> bool:
    value = call.arguments.get(0, "environment") or ()
    return any(isinstance(a.content, SdkEnvironment) and a.content.name == keys.LIVE for a in value)


def _token_environments(engine: Engine, builder: SdkBuilder) -> tuple[tuple[str, Any], ...]:
    """Returns the environments of the hosts that a builder gets its tokens from."""
    found = []
    for alternative in v.feasible(builder.attributes.get("authorization_uri", ()), engine.path):
        url = urls.parse_url(alternative.content, alternative.origin)
        if url is not None and url.host is not None and url.host.environment and not alternative.condition:
            found.append((url.host.environment, url.place))
    return tuple(found)


def argument(call: Call, index: int, name: str) -> Any:
    """Returns the node of an argument by position or name, or that of the whole call."""
    arguments = getattr(call.node, "arguments", [])
    for given in arguments:
        if given.keyword == name:
            return given.value
    positional = [a for a in arguments if a.keyword is None and not a.star]
    return positional[index].value if index < len(positional) else call.node


def roles(engine: Engine, builder: SdkBuilder) -> list[Role]:
    """Returns the keys that a builder was given."""
    return [role for name in ("secret_key", "public_key") for role in _roles_of(engine, builder, name)]


def _roles_of(engine: Engine, builder: SdkBuilder, name: str) -> list[Role]:
    found = []
    for alternative in v.feasible(builder.attributes.get(name, ()), engine.path):
        if alternative.content is v.ABSENT:
            continue
        condition = conjoin(engine.path, alternative.condition)
        if condition is None or condition.is_undecidable:
            continue
        credential = credentials.from_argument(alternative.content, alternative.origin, condition)
        is_missing = credentials.is_missing(alternative.content, alternative.condition, condition)
        credential = credential._replace(unset=is_missing)
        if credential.unset:
            credential = credential._replace(source=credentials.unset_source(alternative.condition))
        kind = keys.SECRET if name == "secret_key" else keys.PUBLIC
        found.append(Role(kind, credential, builder.places[name]))
    return found


def setups(engine: Engine, builder: SdkBuilder) -> Iterator[Setup]:
    """Yields in which ways a client can be built, one for each of its keys and each environment."""
    count = 0
    secrets = builder.attributes.get("secret_key", v.only(v.ABSENT))
    given = [*v.feasible(secrets, engine.path), *v.feasible(builder.attributes.get("public_key", ()), engine.path)]
    for chosen in v.feasible(builder.attributes.get("environment", v.only(v.ABSENT)), engine.path):
        for key in given:
            joined = conjoin(chosen.condition, key.condition)
            whole = conjoin(engine.path, joined) if joined is not None else None
            if whole is None or whole.is_undecidable or count >= _MOST_SETUPS:
                continue
            count += 1
            if key.content is v.ABSENT:
                credential = Credential("unknown")
            else:
                credential = credentials.from_argument(key.content, key.origin, whole)
            defaulted = chosen.content is v.ABSENT
            content = chosen.content
            environment = keys.SANDBOX if defaulted else None
            if isinstance(content, SdkEnvironment):
                environment = content.name
            yield Setup(credential, environment, defaulted, builder.places.get("environment"), whole)
