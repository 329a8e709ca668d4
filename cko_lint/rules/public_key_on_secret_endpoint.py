"""A public key is sent to an endpoint that requires a secret key.

What it does: Reports a public key, as its prefix or its variable's name shows, that is sent to an endpoint which
accepts secret keys or OAuth access tokens.

Impact: A public key does not have the permission, and the answer is *401 Unauthorized*.

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

Not reported when: the method or the path is unknown; Checkout.com's API reference and its SDKs disagree about the endpoint; or the kind of key is not
known.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import OAUTH, PUBLIC
from cko_lint.facts import Facts, Request
from cko_lint.findings import Finding, Severity
from cko_lint.rules.refusals import refused, silence
from cko_lint.rules.report import Rule

RULE = Rule("CKO501", "public-key-on-secret-endpoint", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose endpoint does not take their kind of key."""
    for refusal in refused(facts):
        if refusal.kind == PUBLIC:
            advice = "send an OAuth access token" if refusal.accepted == {OAUTH} else "send the secret key"
            yield RULE.at(refusal.place, refusal.message, advice, refusal.credential.way)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return silence(request, PUBLIC)
