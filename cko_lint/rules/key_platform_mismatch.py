"""A key of one platform is passed to the SDK builder of the other.

What it does: Reports a previous-platform key in the default builder, and a default-platform key after `.previous()`.

Impact: The SDK checks the form of the key, and `build()` raises an error.

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

Not reported when: the key is not a literal.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import DEFAULT, OAUTH, PREVIOUS
from cko_lint.facts import Facts, Part, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO206", "key-platform-mismatch", Severity.ERROR)
_HELP = {
    PREVIOUS: "call `.previous()` on the builder, or use a key of the default platform",
    DEFAULT: "remove `.previous()`, or use a key of the previous platform",
}


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the SDK clients that are built with a key of the other platform."""
    for client in facts.clients:
        for role in client.roles:
            key = role.credential.key
            if client.platform in (DEFAULT, PREVIOUS) and key is not None and key.platform != client.platform:
                yield RULE.at(
                    client.place,
                    f"{role.kind} key of the {key.platform} platform passed to the SDK builder of the {client.platform} platform",
                    _HELP[key.platform],
                    [
                        step("key set here", role.credential.place, Part.BEFORE),
                        step("key passed here", role.place, Part.BEFORE),
                    ],
                )
                break


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    if client.platform not in (DEFAULT, PREVIOUS):
        return "an OAuth client has no keys" if client.platform == OAUTH else "the platform of the client is not known"
    if all(role.credential.key is None for role in client.roles):
        return "the platform of its keys is not known"
    return "its keys are of its platform, as far as they are known"
