"""A host looks like the API's and is not.

What it does: reports `sandbox.api.checkout.com`, `api-sandbox.checkout.com` and the like, and hosts of the retired API.

Why it is a 401: what answers there does not know the key, if anything answers at all.

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

When it is silent: where such a host is only compared with.

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
                what = "a host of the retired API" if retired else "no host of the API"
                role = "api" if retired else host.role
                right = f"{role}.checkout.com" if host.environment == LIVE else f"{role}.sandbox.checkout.com"
                yield RULE.at(
                    request.place,
                    f"{host.name} is {what}",
                    f"use {right}",
                    [step("it is written here", scenario.url.place)],
                )
                break
