"""A public key is sent to an endpoint that takes a secret one.

What it does: reports a public key, by its prefix or by the name of what holds it, on an endpoint that takes secret keys or OAuth.

Why it is a 401: a public key may not do what is asked of it.

Example:
```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_PUBLIC_KEY']}"},
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

When it is silent: where the method or path is not known, where the sources disagree about the endpoint, and where the name leaves the kind open.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import PUBLIC
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.permissions import refused
from cko_lint.rules.report import Rule

RULE = Rule("CKO501", "public-key-on-secret-endpoint", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose endpoint does not take their kind of key."""
    for request, scenario, kind, _ in refused(facts):
        if kind == PUBLIC:
            yield RULE.at(
                request.place,
                "this endpoint takes a secret key or an OAuth token, and this request sends a public key",
                "send the secret key",
                scenario.credential.way,
            )
