"""A placeholder stands where the key goes.

What it does: reports `YOUR_API_KEY`, `sk_sbox_xxxx`, `<secret>`, `changeme` and the like in a credential's place.

Why it is a 401: a placeholder that nobody replaced is no key.

Example:
```python
from checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().secret_key("YOUR_SECRET_KEY").build()
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

When it is silent: in documentation, examples, templates and tests, and for placeholders that stand somewhere else.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import is_placeholder
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.purpose import is_showing, is_test
from cko_lint.rules.literals import literals
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO205", "placeholder-key", Severity.WARNING)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the placeholders in a credential's place."""
    for credential, used in literals(facts):
        if credential.key is None and is_placeholder((credential.text or "").strip()):
            finding = RULE.at(
                credential.place or used,
                "a placeholder stands where the key goes",
                'read the key with os.environ["CKO_SECRET_KEY"]',
                [step("it is used here", used)],
            )
            if not (is_test(finding.location.path) or is_showing(finding.location.path)):
                yield finding
