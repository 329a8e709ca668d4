"""The exception for a 401 is swallowed.

What it does: Reports an `except` or a `contextlib.suppress` that catches the exception of a request to Checkout.com and
ignores it: `pass`, `continue`, or a constant or empty value returned.

Impact: The rejected key goes unnoticed. The rest of the program continues as if, for example, the payment did
not exist.

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

Not reported when: the exception is logged, inspected, stored, or turned into another error; or the `except` cannot
catch a 401.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, Request, SdkCall, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import not_sent, sent_to_checkout, with_endpoints
from cko_lint.rules.report import About, Rule, called_by, step

RULE = Rule("CKO403", "swallowed-auth-error", Severity.WARNING, about=About.RESPONSE)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose failure is dropped."""
    found = (sent for sent in sent_to_checkout(facts) if sent.request.swallowed is not None)
    for (request, _), endpoint in with_endpoints(found):
        yield _finding(request, endpoint)
    yield from (_finding(call, f"`{call.name}`") for call in facts.calls if call.swallowed is not None)
    yield from (_finding(client, "`.build()`") for client in facts.clients if client.swallowed is not None)


def _finding(fact: Request | SdkCall | SdkClient, called: str) -> Finding:
    finding = RULE.at(
        fact.place,
        f"exception swallowed: a 401 from {called} goes unreported",
        "log the exception, or raise one of your own",
    )
    handler = step("exception swallowed here", fact.swallowed)
    return called_by(finding, fact.swallowers, "called here; the exception is swallowed", handler)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return not_sent(request) or _NOT_SWALLOWED


def silence_of_call(call: SdkCall, facts: Facts) -> str:
    """Returns why nothing is reported of a call of the SDK."""
    return _NOT_SWALLOWED


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    return _NOT_SWALLOWED


_NOT_SWALLOWED = "no `except` is known to catch its exception and ignore it"
