"""A key of one platform is given to the builder of the other.

What it does: reports a previous-platform key in the default builder, and a default key after `.previous()`.

Why it is a 401: `build()` raises: the SDK knows the platforms by the form of the key.

Example:
```python
from checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().previous().secret_key("<sandbox secret key>").build()
```

Use instead:

```python
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)
```

When it is silent: where the key is not written out.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import DEFAULT, PREVIOUS
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO206", "key-platform-mismatch", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the SDK clients that are built with a key of the other platform."""
    for client in facts.clients:
        for role in client.roles:
            key = role.credential.key
            if client.platform in (DEFAULT, PREVIOUS) and key is not None and key.platform != client.platform:
                yield RULE.at(
                    client.place,
                    f"this {role.kind} key is one of the {key.platform} platform, and the builder is the {client.platform} one",
                    "call .previous() for keys with a UUID, and leave it out for the others",
                    [step("the key is given here", role.place), step("the key is written here", role.credential.place)],
                )
                break
