"""`.environment_subdomain(...)` is called before `.environment(...)`.

What it does: Reports `.environment_subdomain(...)` before `.environment(Environment.production())`. In checkout-sdk 3.1
to 3.13, the client then keeps the sandbox host.

Impact: The client sends the live key to the sandbox, which answers with *401 Unauthorized*.

Example:
```python
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .environment(Environment.production())
    .build()
)
```

Use instead:

```python
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.production())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)
```

Fix: Safe: swaps the two calls.

Not reported when: the project's requirements exclude those versions; or the builder is that of the previous platform, which
ignores the subdomain.

References:
- <https://github.com/checkout/checkout-sdk-python>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, SdkClient
from cko_lint.findings import Change, Finding, Severity
from cko_lint.rules.report import Rule, remedy, step

RULE = Rule("CKO307", "subdomain-before-environment", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the SDK clients whose subdomain is set too early."""
    if facts.sdk_versions is not None and not any(map(_keeps_the_sandbox, facts.sdk_versions)):
        return
    for client in facts.clients:
        if client.subdomain_first is not None:
            yield RULE.at(
                client.place,
                "`.environment_subdomain(...)` called before `.environment(...)`: checkout-sdk 3.1 to 3.13 then keeps the sandbox host",
                "call `.environment(...)` before `.environment_subdomain(...)`",
                [step("environment set here", client.subdomain_first)],
                remedies=[remedy(Change.SWAP_CALLS, [client.subdomain_first], safe=True)],
            )


def _keeps_the_sandbox(version: tuple[int, ...]) -> bool:
    return (3, 1) <= version[:2] <= (3, 13)


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    if client.subdomain_first is None:
        return "no subdomain is known to be set before `.environment(...)` sets the live environment"
    return "the project's requirements allow no version of the SDK in which the order matters"
