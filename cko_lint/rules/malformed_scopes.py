"""OAuth scopes are passed in a form that cannot work.

What it does: Reports `.scopes("gateway")`, or a single member of `OAuthScopes`, where the SDK expects a list; and scopes of a
token request that are not separated by spaces. Also reports a scope that does not exist if there is one with a similar name.

Impact: Checkout.com does not know the scope that is requested and gives no token, so every request that was to use it fails
with *401 Unauthorized*. The SDK joins the letters of a string, and requests `g a t e w a y`.

Example:
```python
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException

try:
    api = (
        CheckoutSdk.builder()
        .oauth()
        .client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
        .scopes("gateway")
        .environment(Environment.sandbox())
        .build()
    )
except CheckoutException as error:
    raise SystemExit(f"no access token: {error}")
```

Use instead:

```python
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException

try:
    api = (
        CheckoutSdk.builder()
        .oauth()
        .client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
        .scopes(["gateway"])
        .environment(Environment.sandbox())
        .build()
    )
except CheckoutException as error:
    raise SystemExit(f"no access token: {error}")
```

Not reported when: the scopes are not known; or an unknown scope resembles no other.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import AskedScopes, Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule
from cko_lint.rules.scope_names import are_several, meant_by

RULE = Rule("CKO505", "malformed-scopes", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the scopes in a form that cannot work, and those that are misspelt."""
    for asked in facts.scopes:
        found = _malformed(asked)
        if found is not None:
            yield RULE.at(asked.place, *found)
            continue
        for name in asked.names:
            meant = meant_by(name)
            if meant is not None:
                message = f"there is no OAuth scope `{name}`"
                yield RULE.at(asked.place, message, f"use `{meant}`", severity=Severity.WARNING)


def _malformed(asked: AskedScopes) -> tuple[str, str] | None:
    """Returns what is wrong with the form of some scopes, and what to do."""
    if not asked.is_form and not asked.is_list:
        given = asked.names[0]
        return (
            f"`.scopes(...)` expects a list: the SDK joins the letters and requests `{' '.join(given[:3])} ...`",
            f'pass a list: `["{given}"]`',
        )
    if asked.is_form and asked.is_list and len(asked.names) > 1:
        return "scopes of the token request are a list: they must be one string", "separate them with spaces"
    glued = next((name for name in asked.names if are_several(name)), None)
    if glued is not None:
        return f"scopes are not separated by spaces: `{glued}`", "separate them with spaces"
    return None
