"""Nobody tells a 401 from a success.

What it does: reports a request whose response is used or dropped while nothing on the way tells a 401 from a success: no
`raise_for_status`, no `ok` or `is_success`, no test of the status that comes out differently for 401. The response is followed
through the functions of the project that it is passed to and returned from; each caller that gets it and does not check is
shown, and can be silenced alone.

Why it is a 401: the refused request goes on as if it had been answered, and fails later, somewhere else, as a `KeyError`.

Example:
```python
import os

import requests


def payment_status(payment_id):
    response = requests.get(
        f"https://api.sandbox.checkout.com/payments/{payment_id}",
        headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
    )
    return response.json()["status"]
```

Use instead:

```python
import os

import requests


def payment_status(payment_id):
    response = requests.get(
        f"https://api.sandbox.checkout.com/payments/{payment_id}",
        headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
    )
    response.raise_for_status()
    return response.json()["status"]
```

When it is silent: where the response goes out of sight, where its status is handed on, and for clients that raise by themselves.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-responses>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import UNCHECKED, Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, called_by, step

RULE = Rule("CKO401", "unchecked-response", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose response nobody checks."""
    for request in facts.requests:
        if request.outcome != UNCHECKED or not any(s.url.is_checkout for s in request.scenarios):
            continue
        finding = RULE.at(
            request.answered or request.place,
            "nothing tells a 401 from a success in what becomes of this response",
            "call raise_for_status(), or test the status before the body is used",
            [step("the URL is Checkout.com's here", s.url.place) for s in request.scenarios],
        )
        yield called_by(finding, request.callers, "called here; the response status is never checked")
