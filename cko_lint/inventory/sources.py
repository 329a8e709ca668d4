"""Where a credential comes from, in words: a variable, a setting, a secret store, the source; never what it is."""

from __future__ import annotations

from typing import Any

from cko_lint.checkout.keys import CLIENT_ID, CLIENT_SECRET, OAUTH, PUBLIC, SECRET
from cko_lint.checkout.redaction import redact_keys
from cko_lint.facts import EMPTY, GIVEN, MISSING, Credential, Role
from cko_lint.inventory import rows
from cko_lint.inventory.kinds import CLIENT, EMPTY_KEY, KEY, NOTHING, PUBLIC_KEY, SECRET_KEY, TOKEN, UNKNOWN_CREDENTIAL
from cko_lint.inventory.wording import value
from cko_lint.logic.terms import Term

_KINDS = {SECRET: SECRET_KEY, PUBLIC: PUBLIC_KEY, OAUTH: TOKEN, CLIENT_ID: CLIENT, CLIENT_SECRET: CLIENT}
# Packages, and what of them is a store of secrets.
_STORES = {
    "boto3": "AWS Secrets Manager", "botocore": "AWS Secrets Manager", "aws_secretsmanager_caching": "AWS Secrets Manager", "hvac": "HashiCorp Vault",
    "google.cloud.secretmanager": "Google Secret Manager", "google.cloud.secretmanager_v1": "Google Secret Manager",
    "azure.keyvault": "Azure Key Vault", "keyring": "the system's keyring", "onepasswordconnectsdk": "1Password",
    "infisical": "Infisical", "infisical_client": "Infisical", "dopplersdk": "Doppler", "aws_lambda_powertools": "AWS Secrets Manager",
}  # fmt: skip
_DEEPEST = 12


def described(credential: Credential) -> rows.Credential:
    """Returns the credential of a row."""
    if credential.state in (MISSING, EMPTY) and credential.fault is None:
        return rows.Credential(NOTHING if credential.state == MISSING else EMPTY_KEY)
    if credential.state != GIVEN:
        return rows.Credential(UNKNOWN_CREDENTIAL)
    place = credential.place.spot().location if credential.place is not None and credential.text is not None else None
    return rows.Credential(_kind(credential), _source(credential), place)


def of_client(roles: tuple[Role, ...], scopes: tuple[str, ...] | None, kind: str = CLIENT) -> rows.Credential:
    """Returns the credential that an OAuth client is, or its token: clients are distinguished by their id, or else by their secret."""
    for wanted in (CLIENT_ID, CLIENT_SECRET):
        for role in roles:
            if role.kind == wanted and (source := _source(role.credential)):
                return rows.Credential(kind, source, None, scopes)
    return rows.Credential(kind, "", None, scopes)


def _kind(credential: Credential) -> str:
    kind = credential.key.kind if credential.key is not None else credential.kind
    return _KINDS.get(kind or "", KEY)


def _source(credential: Credential) -> str:
    if credential.text is not None:
        return f"a literal, `{redact_keys(credential.name)}`" if credential.name else "a literal"
    if credential.source is not None:
        kind, name = credential.source
        return f"{'environment variable' if kind == 'environment' else 'setting'} `{redact_keys(name)}`"
    store = _store_in(credential.identity, set())
    if store:
        return f"{store}, `{redact_keys(credential.name)}`" if credential.name else store
    named = value(credential.identity)
    if named:
        return named
    return f"`{redact_keys(credential.name)}`" if credential.name else ""


def _store_in(made: Any, seen: set[int], depth: int = 0) -> str:
    """Returns the store of secrets that a value was asked from; "" if it was not."""
    if depth > _DEEPEST:
        return ""
    name = getattr(made, "name", None)
    if isinstance(name, str) and not isinstance(made, Term):
        return next((store for package, store in _STORES.items() if f"{name}.".startswith(f"{package}.")), "")
    if id(made) in seen:
        return ""
    seen.add(id(made))
    inner = made.parts if isinstance(made, Term) else made if isinstance(made, tuple) else ()
    inner = (*inner, getattr(made, "receiver", None))
    return next(filter(None, (_store_in(part, seen, depth + 1) for part in inner if part is not None)), "")
