"""Checkout.com's own SDK: what its functions and classes make, by their full names."""

from __future__ import annotations

from cko_lint import values as v
from cko_lint.checkout import keys
from cko_lint.evidence.places import place_of
from cko_lint.facts import SdkClient
from cko_lint.interpreter import judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import Term
from cko_lint.models import handling
from cko_lint.models.checkout_sdk.builders import SdkBuilder, argument, roles, setups
from cko_lint.models.checkout_sdk.clients import SdkApi
from cko_lint.models.checkout_sdk.record import SdkRecord
from cko_lint.models.checkout_sdk.steps import SdkEnvironment

_BUILDERS = {"CheckoutSdk": keys.DEFAULT, "FourSdk": keys.DEFAULT, "DefaultSdk": keys.PREVIOUS, "CheckoutDefaultSdk": keys.DEFAULT,
             "CheckoutPreviousSdk": keys.PREVIOUS, "OAuthSdk": keys.OAUTH, "CheckoutOAuthSdk": keys.OAUTH}  # fmt: skip


def call(record: SdkRecord, engine: Engine, name: str, call: Call) -> v.Value | None:
    """Calls a function of the package by its full name."""
    parts = name.split(".")
    last = parts[-1]
    if last in ("get_api", "CheckoutApi", "CheckoutApiClient"):
        return _legacy(record, engine, call)
    if last in _BUILDERS:
        return v.only(engine.new(SdkBuilder(record, _BUILDERS[last])))
    if last in ("builder", "previous", "oauth") and len(parts) >= 2 and parts[-2] in (*_BUILDERS, "builder"):
        named = {"previous": keys.PREVIOUS, "oauth": keys.OAUTH}
        return v.only(engine.new(SdkBuilder(record, named.get(last, _BUILDERS.get(parts[-2], keys.DEFAULT)))))
    if last in ("sandbox", "production") and "Environment" in parts:
        return v.only(engine.new(SdkEnvironment(keys.SANDBOX if last == "sandbox" else keys.LIVE)))
    return None


def _legacy(record: SdkRecord, engine: Engine, call: Call) -> v.Value:
    """`get_api(secret_key=…, sandbox=…)` of the versions 1 and 2."""
    key = call.arguments.get(0, "secret_key")
    builder: SdkBuilder = engine.new(SdkBuilder(record, keys.PREVIOUS))
    if key is not None:
        builder.attributes["secret_key"] = key
        builder.places["secret_key"] = place_of(call.frame.module, argument(call, 0, "secret_key"))
        builder.attributes["environment"] = _switched(engine, call.arguments.get(1, "sandbox"))
    keys_given = tuple(roles(engine, builder)) if key is not None else ()
    ways = tuple(setups(engine, builder)) if key is not None else ()
    fact = SdkClient(place_of(call.frame.module, call.node), "legacy", keys_given, ways)
    record.note_client(engine, fact, call, True, handling.API_ERROR)
    return v.only(engine.new(SdkApi(record, "legacy", built=fact)))


def _switched(engine: Engine, sandbox: v.Value | None) -> v.Value:
    """Returns the environment that the `sandbox` argument of the old SDK chooses."""
    if sandbox is None:
        return v.unknown("environment", "CKO_SANDBOX")
    live = engine.new(SdkEnvironment(keys.LIVE))
    test = engine.new(SdkEnvironment(keys.SANDBOX))
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
