"""The secret of an OAuth client stands in the source.

What it does: reports a literal as the client secret of the SDK's builder, or of a token request.

Why it is a 401: once it is known it must be replaced, and every copy that is left is refused.

Example:
```python
import requests

response = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=("ack_client", "q8Wk3nB5xZ7vL1mR"),
    data={"grant_type": "client_credentials", "scope": "gateway"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    data={"grant_type": "client_credentials", "scope": "gateway"},
)
response.raise_for_status()
```

When it is silent: for the client id, which is no secret, and for the client secrets of others.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import About, Rule

RULE = Rule("CKO207", "hardcoded-client-secret", Severity.ERROR, about=About.SECRET)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the client secrets in the source."""
    for spotted in facts.secrets:
        yield RULE.at(
            spotted.place,
            "the secret of an OAuth client is written in the source",
            'read it with os.environ["CKO_CLIENT_SECRET"], and replace it in the Dashboard',
        )
