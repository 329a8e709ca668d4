"""A credential travels without protection.

What it does: reports `http://`, and certificate checking that is switched off, on a request that carries a credential.

Why it is a 401: whoever reads the key on the way can use it; then it must be regenerated.

Example:
```python
import os

import requests

response = requests.get(
    "http://api.sandbox.checkout.com/workflows",
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

When it is silent: for hosts that are not Checkout.com's, and for certificate bundles of one's own.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import EMPTY, MISSING, Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO305", "insecure-transport", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose credential can be read on the way."""
    for request in facts.requests:
        carried = any(s.url.is_checkout and s.credential.state not in (MISSING, EMPTY) for s in request.scenarios)
        if request.insecure is None or not carried:
            continue
        if request.insecure == "http":
            yield RULE.at(request.place, "this request carries a credential over plain http", "use https://")
        else:
            message = f"this request carries a credential, and certificates are not checked ({request.insecure})"
            yield RULE.at(request.place, message, "leave the checking of certificates on")
