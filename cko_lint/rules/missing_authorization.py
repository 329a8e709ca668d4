"""A request to Checkout.com is sent without a credential.

What it does: reports a request to an endpoint that needs a credential when neither the call, nor its session or client, nor
an auth object or a hook sets an `Authorization` header.

Why it is a 401: Checkout.com answers a request without a credential with *401 Unauthorized*.

Example:
```python
import requests

response = requests.get("https://api.sandbox.checkout.com/workflows", headers={"Accept": "application/json"})
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}", "Accept": "application/json"},
)
response.raise_for_status()
```

When it is silent: where headers come from out of sight, such as an argument of a function whose callers are unknown, and for
the token endpoints, which take the client's credentials in the form. A host alone, which is asked whether it is there, is no
endpoint.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import MISSING, Facts, Request
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO101", "missing-authorization", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests that are sent without a credential, whichever way they are reached."""
    for request in facts.requests:
        if is_sent_without_credential(request) and request.key_elsewhere is None:
            yield RULE.at(
                request.place,
                "this request to Checkout.com is sent without an Authorization header",
                'add headers={"Authorization": f"Bearer {key}"} with the key from an environment variable',
                [step("the URL is Checkout.com's here", scenario.url.place) for scenario in request.scenarios],
            )


def is_sent_without_credential(request: Request) -> bool:
    """Whether no way of sending the request to an endpoint that needs a credential has one."""
    needing = [s for s in request.scenarios if s.url.is_checkout and not s.url.takes_no_key and s.url.path != ()]
    return bool(needing) and all(s.credential.state == MISSING for s in needing)
