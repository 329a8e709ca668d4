"""A request to Checkout.com is sent without a credential.

What it does: Reports a request to an endpoint that requires a credential if no `Authorization` header is set by the
call, its session or client, an auth object, or a hook.

Impact: Checkout.com answers a request without a credential with *401 Unauthorized*.

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

Fix: Unsafe: adds the header to the headers of the request. The key is one that the project has at this place (a variable, an
attribute, a parameter, a setting), or is read from the environment variable that the project uses, `CKO_SECRET_KEY` if there is
none. Check that it is the right key.

Not reported when: headers come from code that cannot be analysed, such as an argument of a function whose callers are
unknown; the endpoint takes the client's credentials in the form, as the token endpoints do; a client certificate is the
credential (`mtls.api.checkout.com`); a test expects the 401; or the request asks only whether the host answers (`HEAD`,
`OPTIONS`, or a URL without a path).

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from cko_lint.checkout import endpoints
from cko_lint.checkout.keys import OAUTH, PUBLIC, SECRET
from cko_lint.facts import EMPTY, MISSING, UNKNOWN, Credential, Facts, Request, Scenario
from cko_lint.findings import Change, Finding, Remedy, Severity
from cko_lint.rules import key_sources
from cko_lint.rules.endpoint_names import Sent, not_sent, to_checkout, with_endpoints
from cko_lint.rules.permissions import operations
from cko_lint.rules.report import Rule, remedy, step

RULE = Rule("CKO101", "missing-authorization", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests that are sent without a credential, whichever way they are reached."""
    found = (
        Sent(request, tuple(_needing(request)))
        for request in facts.requests
        if is_sent_without_credential(request) and request.key_elsewhere is None
    )
    used = cache(partial(key_sources.used, facts))
    for sent, endpoint in with_endpoints(found):
        yield RULE.at(
            sent.request.place,
            f"{endpoint} is sent without an `Authorization` header",
            f"add the header `Authorization: Bearer <{_wanted(sent)}>`",
            [step("URL set here", scenario.url.place) for scenario in sent.request.scenarios],
            remedies=[_header(sent, facts, used)],
        )


def is_sent_without_credential(request: Request) -> bool:
    """Whether no way of sending the request to an endpoint that needs a credential has one."""
    needing = list(_needing(request))
    return bool(needing) and all(s.credential.state == MISSING for s in needing)


def _needing(request: Request) -> Iterator[Scenario]:
    sent = to_checkout(request)
    return (scenario for scenario in (sent.scenarios if sent else ()) if not scenario.url.takes_no_key)


def _wanted(sent: Sent) -> str:
    """Returns the kind of credential that the endpoint accepts: most accept a secret key."""
    return {PUBLIC: "public key", OAUTH: "OAuth access token", SECRET: "secret key"}[_kind(sent)]


def _kind(sent: Sent) -> str:
    accepted = endpoints.accepted(operations(sent.request, sent.scenario)) or frozenset()
    return next((kind for kind in (PUBLIC, OAUTH) if accepted == frozenset({kind})), SECRET)


def _header(sent: Sent, facts: Facts, key: Callable[[str, str], Credential | None]) -> Remedy | None:
    """Returns the change that adds the header, with the `key` that the project sends elsewhere; a token has to be fetched."""
    kind = _kind(sent)
    if kind == OAUTH:
        return None
    host = sent.scenario.url.host
    environment = host.environment if host is not None else ""
    used = key(kind, environment)
    words = (kind, environment, *(used.source if used is not None and used.source is not None else ("", "")))
    places = [sent.request.place, *(step.place for step in (used.way if used is not None else ()))]
    return remedy(Change.ADD_HEADER, places, (*words, *key_sources.variables(facts, kind)), safe=False)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    states = {scenario.credential.state for scenario in _needing(request)}
    if (why := not_sent(request)) is not None:
        return why
    if not states:
        return "the endpoint takes no key in the header"
    if states == {MISSING}:
        return "the key is sent in another place"
    if UNKNOWN in states:
        return "it is not known whether it sends a credential"
    if states == {EMPTY}:
        return "a credential is sent, but an empty one"
    return "in some cases a credential is sent" if MISSING in states else "a credential is sent"
