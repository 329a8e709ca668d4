"""A host looks like a Checkout.com API host, but is not.

What it does: Reports `sandbox.api.checkout.com`, `api-sandbox.checkout.com`, and similar hosts, and hosts of the
retired API.

Impact: The host does not exist, or its server does not know the key and answers with *401 Unauthorized*.

Example:
```python
import os

import requests

response = requests.get(
    "https://sandbox.api.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Not reported when: the host is only compared with another value.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import LIVE
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO306", "wrong-host", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests to hosts that are not the API's."""
    for request in facts.requests:
        for scenario in request.scenarios:
            host = scenario.url.host
            if host is not None and not host.known:
                retired = host.role == "retired"
                what = "a host of Checkout.com's retired API" if retired else "not a Checkout.com API host"
                role = "api" if retired else host.role
                right = f"{role}.checkout.com" if host.environment == LIVE else f"{role}.sandbox.checkout.com"
                yield RULE.at(
                    request.place,
                    f"`{host.name}` is {what}",
                    f"use `{right}`",
                    [step("URL set here", scenario.url.place)],
                )
                break
