"""The status of a response is never checked.

What it does: Reports a request whose response is used or ignored without a check that separates a 401 from a success:
no `raise_for_status`, no `ok` or `is_success`, no test of the status that has another result for 401. The response is
followed through the functions of the project that it is passed to and returned from. Each caller that does not check it
is shown, and can be suppressed separately.

Impact: A request that is rejected with a 401 looks successful, and the program fails later and elsewhere, for example
with a `KeyError`.

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

Not reported when: the response goes to code that cannot be analysed; its status is passed on; the client raises an
exception on a 401 by itself; or the request has no credential and asks only whether the host answers (`HEAD`, `OPTIONS`,
or a URL without a path).

References:
- <https://www.checkout.com/docs/developer-resources/api/api-responses>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import CHECKED, PASSED_ON, UNCHECKED, Facts, Request
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import not_sent, sent_to_checkout, with_endpoints
from cko_lint.rules.report import About, Rule, called_by, step

RULE = Rule("CKO401", "unchecked-response", Severity.ERROR, about=About.RESPONSE)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose response is never checked."""
    found = (sent for sent in sent_to_checkout(facts) if sent.request.outcome == UNCHECKED)
    for (request, _), endpoint in with_endpoints(found):
        finding = RULE.at(
            request.response_place or request.place,
            f"response status of {endpoint} is never checked: a 401 would pass as success",
            _help(request.has_raise_for_status),
            [step("URL set here", scenario.url.place) for scenario in request.scenarios],
        )
        yield called_by(finding, request.callers, "called here; the response status is never checked")


def _help(has_raise_for_status: bool) -> str:
    if has_raise_for_status:
        return "call `raise_for_status()`, or check the status before the response is used"
    return "check the status before the response is used"


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    if (why := not_sent(request)) is not None:
        return why
    if request.raises:
        return "the library raises an exception on a 401"
    if request.outcome == CHECKED:
        is_passed_on = bool(request.checks) and all(check.how == PASSED_ON for check in request.checks)
        return "its status is passed on" if is_passed_on else "its status is checked"
    return (
        f"its response cannot be followed: {request.escaped}" if request.escaped else "its response cannot be followed"
    )
