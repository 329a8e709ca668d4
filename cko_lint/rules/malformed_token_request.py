"""A request for an OAuth token is in a form that cannot get one.

What it does: Reports a request to `/connect/token` that sends JSON instead of a form, sends the fields in the query, uses
`GET`, or has no `grant_type=client_credentials`.

Impact: The answer is *400 Bad Request* without a token. Every request that was to use the token then fails with *401
Unauthorized*.

Example:
```python
import os

import requests

response = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    json={"grant_type": "client_credentials", "scope": "gateway"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    data={"grant_type": "client_credentials", "scope": "gateway"},
)
response.raise_for_status()
```

Fix: Safe: `json=` becomes `data=`, in libraries that send a dictionary in `data=` as a form. There is no fix for the other faults.

Not reported when: the body is not known completely; or the host is one for mutual TLS (`mtls.access.checkout.com`).

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>
- <https://datatracker.ietf.org/doc/html/rfc6749#section-4.4.2>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, Request
from cko_lint.findings import Change, Finding, Remedy, Severity
from cko_lint.rules.report import Rule, remedy, step

RULE = Rule("CKO105", "malformed-token-request", Severity.ERROR)
_FORM = "send the fields form-encoded in the body: `data=` instead of `json=`"
_FAULTS = {
    "JSON body": ("token request has a JSON body: `/connect/token` accepts only a form", _FORM),
    "query": (
        "fields of the token request are in the query: `/connect/token` reads only the body",
        "send the fields form-encoded in the body (`data=`)",
    ),
    "GET": ("token requested with `GET`: `/connect/token` accepts only `POST`", "use `POST`"),
    "no grant_type": ("token request without `grant_type`", "add `grant_type=client_credentials` to the form"),
}


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests that ask for a token and cannot get one."""
    for request in facts.requests:
        if request.token_fault is not None:
            message, advice = _FAULTS.get(request.token_fault) or _other_grant(request.token_fault)
            places = [step("URL set here", scenario.url.place) for scenario in request.scenarios]
            yield RULE.at(request.place, message, advice, places, remedies=[_remedy(request)])


def _remedy(request: Request) -> Remedy | None:
    """Returns the change that sends JSON as a form; what of the rest was meant is not known."""
    if request.token_fault != "JSON body":
        return None
    return remedy(Change.SEND_FORM, [request.place], [request.library], safe=True)


def _other_grant(fault: str) -> tuple[str, str]:
    grant = fault.removeprefix("grant_type ")
    return (
        f"token requested with `grant_type={grant}`: Checkout.com accepts only `client_credentials`",
        "use `grant_type=client_credentials`",
    )


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    if not any(scenario.url.is_for_token for scenario in request.scenarios):
        return "it is not known to request a token"
    return "nothing is known to be wrong with its form"
