"""A key is sent somewhere else than in the header.

What it does: reports a key in the URL, the query, the body or a cookie of a request to Checkout.com.

Why it is a 401: Checkout.com reads the key from the Authorization header only; anywhere else it is not found, and is kept in logs.

Example:
```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/disputes",
    params={"api_key": os.environ["CKO_SECRET_KEY"]},
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/disputes",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

When it is silent: for the client's credentials in a token request, and for a public key in a body: wallets and Flow take it there.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import SECRET
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO104", "credential-outside-header", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests that carry a secret key outside of the header."""
    for request in facts.requests:
        if request.key_elsewhere is not None and any(s.url.is_checkout for s in request.scenarios):
            where = "the URL, the body or a cookie" if request.key_elsewhere == SECRET else "the URL or a cookie"
            yield RULE.at(
                request.place,
                f"a {request.key_elsewhere} key is sent in {where} of this request",
                "send it in the Authorization header only",
            )
