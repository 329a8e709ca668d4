"""The line of source that asks for some scopes."""

from __future__ import annotations

from cko_lint.checkout import sdk


def line(scopes: tuple[str, ...], with_sdk: bool) -> str:
    """Returns the call of the SDK's builder, or the item of a token request's form."""
    if not with_sdk:
        return f'"scope": "{" ".join(scopes)}"'
    members = sdk.members()
    named = (f"OAuthScopes.{members[scope]}" if scope in members else f'"{scope}"' for scope in scopes)
    return f".scopes([{', '.join(named)}])"
