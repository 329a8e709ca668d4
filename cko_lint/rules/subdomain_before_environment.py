"""The subdomain is set before the environment, which undoes it.

What it does: reports `.environment_subdomain(...)` before `.environment(Environment.production())`: in checkout-sdk 3.1 to 3.13 that silently keeps the sandbox host.

Why it is a 401: the live key goes to the sandbox.

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

When it is silent: where the project's requirements exclude those versions.

References:
- <https://github.com/checkout/checkout-sdk-python>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO307", "subdomain-before-environment", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the SDK clients whose subdomain is set too early."""
    for client in facts.clients:
        if facts.old_sdk and client.subdomain_first is not None:
            yield RULE.at(
                client.place,
                "the subdomain is set before the environment, so checkout-sdk 3 keeps the sandbox host",
                "call .environment(...) before .environment_subdomain(...)",
                [step("the environment is set here", client.subdomain_first)],
            )
