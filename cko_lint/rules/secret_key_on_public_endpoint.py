"""A secret key is sent to an endpoint that takes a public one.

What it does: reports a secret key on an endpoint that takes public keys, such as `POST /tokens`.

Why it is a 401: the endpoint refuses the secret key.

Example:
```python
import os

import requests

response = requests.post(
    "https://api.sandbox.checkout.com/tokens",
    json={"type": "applepay", "token_data": {}},
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.post(
    "https://api.sandbox.checkout.com/tokens",
    json={"type": "applepay", "token_data": {}},
    headers={"Authorization": f"Bearer {os.environ['CKO_PUBLIC_KEY']}"},
)
response.raise_for_status()
```

When it is silent: where the method or path is not known, and where the name leaves the kind open.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import PUBLIC, SECRET
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.permissions import refused
from cko_lint.rules.report import Rule

RULE = Rule("CKO502", "secret-key-on-public-endpoint", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose endpoint does not take their kind of key."""
    for request, scenario, kind, accepted in refused(facts):
        if kind == SECRET and PUBLIC in accepted:
            yield RULE.at(
                request.place,
                "this endpoint takes a public key, and this request sends the secret one",
                "send the public key",
                scenario.credential.way,
            )
