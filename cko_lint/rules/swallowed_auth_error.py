"""The failure of a request is dropped.

What it does: reports an `except` or a `contextlib.suppress` that catches the failure of a request to Checkout.com and drops it: `pass`, `continue`, a constant or an empty value returned.

Why it is a 401: a refused key looks like a payment that does not exist.

Example:
```python
import os

import requests


def payment(payment_id):
    try:
        response = requests.get(
            f"https://api.sandbox.checkout.com/payments/{payment_id}",
            headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
        )
        response.raise_for_status()
    except requests.HTTPError:
        return None
    return response.json()
```

Use instead:

```python
import logging
import os

import requests

log = logging.getLogger(__name__)


def payment(payment_id):
    try:
        response = requests.get(
            f"https://api.sandbox.checkout.com/payments/{payment_id}",
            headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
        )
        response.raise_for_status()
    except requests.HTTPError:
        log.exception("payment %s", payment_id)
        return None
    return response.json()
```

When it is silent: where the failure is logged, looked at, kept, or answered with an error of the program's own, and where the `except` cannot catch a 401.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, Request, SdkCall, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, called_by, step

RULE = Rule("CKO403", "swallowed-auth-error", Severity.WARNING)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose failure is dropped."""
    for request in facts.requests:
        if request.swallowed is not None and any(s.url.is_checkout for s in request.scenarios):
            yield _finding(request)
    calls: list[SdkCall | SdkClient] = [*facts.calls, *facts.clients]
    for call in calls:
        if call.swallowed is not None:
            yield _finding(call)


def _finding(fact: Request | SdkCall | SdkClient) -> Finding:
    finding = RULE.at(
        fact.place,
        "if this request is refused, nobody learns of it",
        "log the error, or raise one of your own",
    )
    handler = step("the failure is dropped here", fact.swallowed)
    return called_by(finding, fact.swallowers, "called here; the failure is dropped", handler)
