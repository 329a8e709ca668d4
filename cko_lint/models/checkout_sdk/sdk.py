"""Checkout.com's own SDK: its builders in every version, the client they make, and the calls on it."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.checkout import keys, sdk
from cko_lint.evidence import credentials, scopes, urls
from cko_lint.evidence.callers import Trace
from cko_lint.evidence.places import method_place_of, place_of
from cko_lint.facts import GUARDED, OUT_OF_SIGHT, UNGUARDED, Credential, Role, SdkCall, SdkClient, Setup
from cko_lint.interpreter import judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.conditions import conjoin, when
from cko_lint.logic.terms import Term
from cko_lint.models import handling
from cko_lint.models.checkout_sdk import domains
from cko_lint.models.http import exchange
from cko_lint.models.observed import Observed

_MOST_SETUPS = 48
_BUILDERS = {"CheckoutSdk": keys.DEFAULT, "FourSdk": keys.DEFAULT, "DefaultSdk": keys.PREVIOUS, "CheckoutDefaultSdk": keys.DEFAULT,
             "CheckoutPreviousSdk": keys.PREVIOUS, "OAuthSdk": keys.OAUTH, "CheckoutOAuthSdk": keys.OAUTH}  # fmt: skip


# What a builder can be told that changes nothing of the client's credentials and hosts.
_NEUTRAL = frozenset({"http_client_builder", "http_client", "enable_telemetry", "__enter__"})


class Raised:
    """A call of the SDK as it happened: its fact, and the function that the engine had started from."""

    def __init__(self, fact: Any, engine: Engine, call: Call, guarded: bool, names: frozenset[str]) -> None:
        self.trace = Trace(engine, call.node, call.frame.module)
        dropped = handling.swallower(engine, names, call.node) if fact.outcome != OUT_OF_SIGHT else None
        if dropped is not None:
            guard, handler = dropped
            fact = fact._replace(swallowed=handler, swallowers=self.trace.callers_within(guard))
        self.fact = fact
        self.root = engine.root
        self.receiver = engine.root_receiver
        self.guarded = guarded
        self.names = names


class Sdk:
    """What the run has seen of the SDK."""

    def __init__(self) -> None:
        self.clients: list[Raised] = []
        self.calls: list[Raised] = []
        self.raised: list[Raised] = []

    # ----------------------------------------------------------------- what it offers

    def call(self, engine: Engine, observed: Observed, name: str, call: Call) -> v.Value | None:
        """Calls a function of the package by its full name."""
        parts = name.split(".")
        last = parts[-1]
        if last in ("get_api", "CheckoutApi", "CheckoutApiClient"):
            return self._legacy(engine, observed, call)
        if last in _BUILDERS:
            return v.only(self._builder(engine, _BUILDERS[last]))
        if last in ("builder", "previous", "oauth") and len(parts) >= 2 and parts[-2] in (*_BUILDERS, "builder"):
            platform = {"previous": keys.PREVIOUS, "oauth": keys.OAUTH}.get(
                last, _BUILDERS.get(parts[-2], keys.DEFAULT)
            )
            return v.only(self._builder(engine, platform))
        if last in ("sandbox", "production") and "Environment" in parts:
            environment = keys.SANDBOX if last == "sandbox" else keys.LIVE
            return v.only(engine.new(v.LibraryObject("sdk environment", {"name": environment})))
        return None

    def _builder(self, engine: Engine, platform: str) -> v.LibraryObject:
        attributes = {"platform": v.only(platform), "environment": v.only(v.ABSENT)}
        builder: v.LibraryObject = engine.new(v.LibraryObject("sdk builder", attributes))
        return builder

    def attribute(self, engine: Engine, holder: v.LibraryObject, name: str) -> v.Value | None:
        """Looks up an attribute of a builder, a client, or a part of a client."""
        if holder.kind == "sdk client" and name in sdk.parts():
            return v.only(engine.new(v.LibraryObject("sdk part", {"name": name, "client": holder})))
        return None

    def method(
        self, engine: Engine, observed: Observed, holder: v.LibraryObject, name: str, call: Call
    ) -> v.Value | None:
        """Calls a method of a builder, or one of a client's that sends a request."""
        if holder.kind == "sdk builder":
            return self._build_step(engine, observed, holder, name, call)
        if holder.kind == "sdk part":
            return self._send(engine, observed, holder, name, call)
        return None

    # ------------------------------------------------------------------- the builders

    def _build_step(
        self, engine: Engine, observed: Observed, builder: v.LibraryObject, name: str, call: Call
    ) -> v.Value:
        if name in ("previous", "oauth"):
            engine.set_attribute(builder, "platform", v.only(keys.PREVIOUS if name == "previous" else keys.OAUTH))
        elif name in ("secret_key", "public_key"):
            given = call.arguments.get(0, name) or v.unknown("argument", engine.births)
            engine.set_attribute(builder, name, given)
            builder.attributes[f"{name} place"] = place_of(call.frame.module, _argument(call, 0, name))
        elif name == "environment":
            engine.set_attribute(builder, name, call.arguments.get(0, name) or v.unknown("argument", engine.births))
            builder.attributes["environment place"] = method_place_of(call.frame.module, call.node)
            before = v.feasible(builder.attributes.get("subdomain", ()), engine.path)
            is_set = bool(before) and all(a.content is not v.ABSENT for a in before)
            early = is_set and _is_production(call) and not _is_previous(engine, builder)
            engine.set_attribute(builder, "subdomain first", v.only(early))
        elif name == "environment_subdomain":
            given = call.arguments.get(0, "subdomain") or v.unknown("argument", engine.births)
            engine.set_attribute(builder, "subdomain", given)
            builder.attributes["subdomain place"] = place_of(call.frame.module, _argument(call, 0, "subdomain"))
            engine.set_attribute(builder, "subdomain first", v.only(False))  # it looks at the environment again
        elif name == "use_legacy_domain":
            engine.set_attribute(builder, "legacy domain", v.only(True))
        elif name == "client_credentials":
            observed.secrets += exchange.literal_secrets(list(call.arguments.get(1, "client_secret") or ()))
        elif name == "scopes" or name == "authorization_uri":
            builder.attributes[f"{name} place"] = place_of(call.frame.module, _argument(call, 0, name))
            engine.set_attribute(builder, name, call.arguments.get(0, name) or v.unknown("argument", engine.births))
        elif name == "build":
            return self._build(engine, observed, builder, call)
        elif name not in _NEUTRAL:
            domains.open(engine, builder)
        return v.only(builder)

    def _build(self, engine: Engine, observed: Observed, builder: v.LibraryObject, call: Call) -> v.Value:
        place = place_of(call.frame.module, call.node)
        client = engine.new(v.LibraryObject("sdk client", {"builder": builder}))
        platforms = [a.content for a in v.feasible(builder.attributes["platform"], engine.path)]
        platform = platforms[0] if len(set(platforms)) == 1 else "unknown"
        roles = [role for name in ("secret_key", "public_key") for role in _roles(engine, builder, name)]
        setups = list(_setups(engine, builder))
        outcome, guarded = OUT_OF_SIGHT, True
        if platform == keys.OAUTH:
            guarded = handling.catcher(engine, handling.TOKEN_ERROR) is not None
            outcome = GUARDED if guarded else UNGUARDED
        client.attributes["platform"] = platform
        client.attributes["has public"] = bool(builder.attributes.get("public_key"))
        client.attributes["scopes"] = scopes.known(builder.attributes.get("scopes"))
        fact = SdkClient(
            place, platform, tuple(roles), tuple(setups), outcome, _token_environments(engine, builder),
            builder.attributes["environment place"] if _is_early(engine, builder) else None,
            lacks_secret=platform in (keys.DEFAULT, keys.PREVIOUS) and domains.is_never_given(engine, builder, "secret_key"),
            domain_fault=domains.fault(engine, builder) if platform in (keys.DEFAULT, keys.OAUTH) else None,
            subdomains=tuple(domains.literals(engine, builder)) if platform in (keys.DEFAULT, keys.OAUTH) else (),
        )  # fmt: skip
        if engine.path.is_undecidable:
            observed.note_undecided(call)
        elif not observed.is_mocked(engine):
            made = Raised(fact, engine, call, guarded, handling.TOKEN_ERROR)
            self.clients.append(made)
            observed.scopes += scopes.given_to_builder(engine, builder) if platform == keys.OAUTH else []
            if not guarded:
                self.raised.append(made)
        return v.only(client)

    def _legacy(self, engine: Engine, observed: Observed, call: Call) -> v.Value:
        """`get_api(secret_key=…, sandbox=…)` of the versions 1 and 2."""
        place = place_of(call.frame.module, call.node)
        key = call.arguments.get(0, "secret_key")
        sandbox = call.arguments.get(1, "sandbox")
        roles = []
        held = engine.new(v.LibraryObject("sdk builder", {"platform": v.only(keys.PREVIOUS)}))
        if key is not None:
            held.attributes["secret_key"] = key
            held.attributes["secret_key place"] = place_of(call.frame.module, _argument(call, 0, "secret_key"))
            roles = _roles(engine, held, "secret_key")
            held.attributes["environment"] = _switched(engine, sandbox)
        setups = list(_setups(engine, held)) if key is not None else []
        if engine.path.is_undecidable:
            observed.note_undecided(call)
        elif not observed.is_mocked(engine):
            fact = SdkClient(place, "legacy", tuple(roles), tuple(setups))
            self.clients.append(Raised(fact, engine, call, True, handling.API_ERROR))
        return v.only(engine.new(v.LibraryObject("sdk client", {"builder": held, "platform": "legacy"})))

    # ---------------------------------------------------------------------- the calls

    def _send(self, engine: Engine, observed: Observed, part: v.LibraryObject, name: str, call: Call) -> v.Value | None:
        full = f"{part.attributes['name']}.{name}"
        if name and full not in sdk.methods():
            return None
        if engine.path.is_undecidable:
            observed.note_undecided(call)
        elif not observed.is_mocked(engine):
            guarded = handling.catcher(engine, handling.API_ERROR) is not None
            held = part.attributes["client"].attributes
            fact = SdkCall(
                place_of(call.frame.module, call.node), full, GUARDED if guarded else UNGUARDED, held.get("platform", ""),
                held.get("has public", True), held.get("scopes"),
            )  # fmt: skip
            observed.retries += handling.retries(engine, handling.API_ERROR)
            made = Raised(fact, engine, call, guarded, handling.API_ERROR)
            self.calls.append(made)
            if not guarded:
                self.raised.append(made)
        return v.unknown("answer", engine.births)


def _is_early(engine: Engine, builder: v.LibraryObject) -> bool:
    found = v.feasible(builder.attributes.get("subdomain first", ()), engine.path)
    return bool(found) and all(a.content is True for a in found)


def _is_previous(engine: Engine, builder: v.LibraryObject) -> bool:
    """Whether a builder is one of the previous platform, which has no subdomains and ignores them."""
    return any(a.content == keys.PREVIOUS for a in v.feasible(builder.attributes["platform"], engine.path))


def _is_production(call: Call) -> bool:
    value = call.arguments.get(0, "environment") or ()
    return any(isinstance(a.content, v.LibraryObject) and a.content.attributes.get("name") == keys.LIVE for a in value)


def _token_environments(engine: Engine, builder: v.LibraryObject) -> tuple[tuple[str, Any], ...]:
    """Returns the environments of the hosts that a builder gets its tokens from."""
    found = []
    for alternative in v.feasible(builder.attributes.get("authorization_uri", ()), engine.path):
        url = urls.parse_url(alternative.content, alternative.origin)
        if url is not None and url.host is not None and not alternative.condition:
            found.append((url.host.environment, url.place))
    return tuple(found)


def _argument(call: Call, index: int, name: str) -> Any:
    arguments = getattr(call.node, "arguments", [])
    for argument in arguments:
        if argument.keyword == name:
            return argument.value
    positional = [a for a in arguments if a.keyword is None and not a.star]
    return positional[index].value if index < len(positional) else call.node


def _roles(engine: Engine, builder: v.LibraryObject, name: str) -> list[Role]:
    found = []
    for alternative in v.feasible(builder.attributes.get(name, ()), engine.path):
        if alternative.content is v.ABSENT:
            continue
        condition = conjoin(engine.path, alternative.condition)
        if condition is None or condition.is_undecidable:
            continue
        credential = credentials.from_argument(alternative.content, alternative.origin, condition)
        credential = credential._replace(unset=credentials.is_unset(alternative.condition))
        kind = keys.SECRET if name == "secret_key" else keys.PUBLIC
        found.append(Role(kind, credential, builder.attributes[f"{name} place"]))
    return found


def _setups(engine: Engine, builder: v.LibraryObject) -> Any:
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
            if isinstance(content, v.LibraryObject) and content.kind == "sdk environment":
                environment = content.attributes["name"]
            yield Setup(credential, environment, defaulted, builder.attributes.get("environment place"))


def _switched(engine: Engine, sandbox: v.Value | None) -> v.Value:
    """Returns the environment that the `sandbox` argument of the old SDK chooses."""
    if sandbox is None:
        return v.unknown("environment", "CKO_SANDBOX")
    live = engine.new(v.LibraryObject("sdk environment", {"name": keys.LIVE}))
    test = engine.new(v.LibraryObject("sdk environment", {"name": keys.SANDBOX}))
    found = []
    for alternative in sandbox:
        content = alternative.content
        if content is True or content is False:
            found.append(v.Alternative(test if content else live, alternative.condition))
        elif isinstance(content, Term):
            decided = judgments.truth(engine, content)
            if not isinstance(decided, bool):
                atom, holds = decided
                found += v.restrict(v.restrict(v.only(test), when(atom, holds)), alternative.condition)
                found += v.restrict(v.restrict(v.only(live), when(atom, not holds)), alternative.condition)
        else:
            found.append(v.Alternative(content, alternative.condition))
    return tuple(found)
