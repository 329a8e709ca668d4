"""What a credential of a row can be, in words."""

from __future__ import annotations

SECRET_KEY, PUBLIC_KEY, TOKEN, CLIENT, KEY, NOTHING, EMPTY_KEY, UNKNOWN_CREDENTIAL = (
    "secret key", "public key", "OAuth token", "OAuth client", "key of unknown kind", "no credential",
    "empty credential", "unknown credential",
)  # fmt: skip
