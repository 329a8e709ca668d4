"""The official Python SDK: what it offers, and what it raises for the credentials its client was built with.

Source: checkout-sdk on PyPI, read unpacked in every version and run against a loopback server (`data/sdk.json`).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

LEGACY_METHODS = frozenset(
    {"payments.alternative_payment_request", "payments.capture", "payments.get", "payments.history", "payments.refund",
     "payments.request", "payments.void", "tokens.request_payment_token"}
)  # fmt: skip


@cache
def _data() -> dict[str, Any]:
    text = (Path(__file__).parent / "data" / "sdk.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def methods() -> frozenset[str]:
    """Returns the calls that send a request, as `payments.request_payment`."""
    return frozenset(_data()["methods"]) | LEGACY_METHODS


@cache
def versions() -> frozenset[tuple[int, ...]]:
    """Returns the versions that are published as stable ones."""
    return frozenset(tuple(int(part) for part in version.split(".")) for version in _data()["versions"])


@cache
def parts() -> frozenset[str]:
    """Returns the attributes of a client that carry those calls, as `payments`."""
    return frozenset(name.split(".")[0] for name in methods())


def operations(name: str, platform: str) -> list[tuple[str, tuple[str | None, ...]]]:
    """Returns the method and path of the requests that a call sends on a platform."""
    rows = _data()["methods"].get(name, ())
    return [
        (verb, tuple(None if s.startswith("{") else s for s in path.strip("/").split("/")))
        for where, verb, path in rows
        if where == platform
    ]


def oauth_cannot_call(name: str) -> bool:
    """Whether a call raises for a client that was built with OAuth credentials."""
    return name in _data()["oauth_builder_cannot_call"]


def static_keys_cannot_call(name: str) -> bool:
    """Whether a call raises for a client that was built with keys."""
    return name in _data()["static_keys_cannot_call"]


def needs_public_key(name: str) -> bool:
    """Whether a call raises for a client that was built without a public key."""
    return name in _data()["need_public_key"]


@cache
def scopes() -> frozenset[str]:
    """Returns the scopes that there are, and those that there were under another name."""
    return frozenset(_data()["scopes"].values()) | frozenset(_data()["former_scopes"])


@cache
def members() -> dict[str, str]:
    """Returns the members of `OAuthScopes` by the scopes that they stand for; of several, the first one by name."""
    return {scope: member for member, scope in sorted(_data()["scopes"].items(), reverse=True)}


def scope(member: str) -> str | None:
    """Returns the scope that a member of `OAuthScopes` stands for."""
    found = _data()["scopes"].get(member)
    return str(found) if found is not None else None
