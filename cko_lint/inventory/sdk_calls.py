"""The requests that a call of Checkout.com's SDK sends, and how: with which key, to which host."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout import endpoints, sdk
from cko_lint.checkout.hosts import host_of
from cko_lint.checkout.keys import DEFAULT, OAUTH, PREVIOUS, PUBLIC, SECRET
from cko_lint.facts import EMPTY, Credential, Role, SdkCall, SdkClient, Setup
from cko_lint.inventory import kinds, rows, sources
from cko_lint.inventory.endpoints import Target, target
from cko_lint.inventory.rows import Way
from cko_lint.inventory.wording import words
from cko_lint.logic.conditions import Condition, conjoin

_HOLE = "{…}"


def targets(call: SdkCall) -> list[Target]:
    """Returns what a call asks for; what the facts do not know is one of which neither method nor path is known."""
    platform = PREVIOUS if call.platform in (PREVIOUS, "legacy") else DEFAULT
    found = []
    for method, path in sdk.operations(call.name, platform):
        usable = tuple(e for e in endpoints.find(method, path) if e.platform == platform) or endpoints.find(
            method, path
        )
        found.append(target(method, path, usable, platform))
    return list(dict.fromkeys(found)) or [Target("", "")]


def ways(call: SdkCall, asked: Target) -> Iterator[Way]:
    """Yields the ways in which the request can be sent: one for each environment and key of the client."""
    client = call.client
    if client is None or not client.setups:
        yield Way("", "", _unknown(call), words(call.condition))
        return
    wants_public = sdk.needs_public_key(call.name) or asked.accepts == (PUBLIC,)
    for setup in [s for s in client.setups if not _is_unset(s.key)] or client.setups:
        for credential in _credentials(client, setup, wants_public):
            environment = setup.environment or ""
            for host in _hosts(client, asked, environment):
                yield Way(environment, host, credential, _when(setup.condition, call.condition))


def _unknown(call: SdkCall) -> rows.Credential:
    kind = kinds.TOKEN if call.platform == OAUTH else kinds.UNKNOWN_CREDENTIAL
    return rows.Credential(kind)


def _when(one: Condition | None, other: Condition | None) -> tuple[str, ...]:
    if one is None or other is None:
        return words(one or other)
    return words(conjoin(one, other))


def _credentials(client: SdkClient, setup: Setup, wants_public: bool) -> Iterator[rows.Credential]:
    if client.platform == OAUTH:
        yield sources.of_client(client.own, client.scopes, kinds.TOKEN)
        return
    kind = PUBLIC if wants_public else SECRET
    roles = [role for role in client.roles if role.kind == kind]
    own = [
        role
        for role in roles
        if role.credential.identity == setup.key.identity and role.credential.text == setup.key.text
    ]
    if not own and not wants_public and any(role.kind == SECRET for role in client.roles):
        return  # this setup is one with the client's public key
    given = own or roles
    yield from dict.fromkeys(_with_kind(r) for r in [r for r in given if not _is_unset(r.credential)] or given)
    if not roles:
        yield rows.Credential(kinds.UNKNOWN_CREDENTIAL)


def _is_unset(credential: Credential) -> bool:
    """Whether there is no key because its variable is not set."""
    return credential.unset and credential.state == EMPTY


def _with_kind(role: Role) -> rows.Credential:
    """Returns the credential that a builder was given: its method says what it is to be."""
    known = role.credential.kind or role.kind
    return sources.described(role.credential._replace(kind=known))


def _hosts(client: SdkClient, asked: Target, environment: str) -> Iterator[str]:
    role = asked.roles[0] if asked.roles else "api"
    if not environment:
        yield ""
        return
    literals = [s.text for s in client.subdomains if environment in s.environments] if role in ("api", "access") else []
    is_open = client.has_subdomain and not literals and role in ("api", "access")
    for prefix in literals or [_HOLE if is_open else ""]:
        yield host_of(role, environment, prefix)
