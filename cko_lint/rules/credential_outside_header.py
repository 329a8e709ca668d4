"""A key is sent outside the `Authorization` header.

What it does: Reports a key in the URL, the query, the body, or a cookie of a request to Checkout.com.

Impact: Checkout.com reads the key from the `Authorization` header only. A key in any other place is ignored,
and proxies and logs may store it.

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

Not reported when: a token request carries the client's credentials; or a body contains a public key, as wallets and
Flow require.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, Request
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import not_sent, sent_to_checkout, with_endpoints
from cko_lint.rules.report import Rule

RULE = Rule("CKO104", "credential-outside-header", Severity.ERROR, cwe=598, security_severity=6.5)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests that carry a key outside of the header."""
    found = (sent for sent in sent_to_checkout(facts) if sent.request.key_elsewhere is not None)
    for (request, _), endpoint in with_endpoints(found):
        if request.key_elsewhere is not None:
            kind, part = request.key_elsewhere
            message = f"{kind} key sent in the {part} of {endpoint}"
            yield RULE.at(request.place, message, "send the key only in the `Authorization` header")


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return not_sent(request) or "no key is seen in its URL or body"
