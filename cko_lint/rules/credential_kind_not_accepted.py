"""The endpoint does not take this kind of credential.

What it does: reports a static key on an endpoint that takes OAuth only, an OAuth token where only keys work, and calls of the SDK that raise for the credentials their client was built with.

Why it is a 401: the endpoint refuses the credential, or the SDK does before it is sent.

Example:
```python
import os

import requests

response = requests.post(
    "https://api.sandbox.checkout.com/sessions",
    json={},
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

token = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    data={"grant_type": "client_credentials", "scope": "sessions:browser"},
)
token.raise_for_status()
response = requests.post(
    "https://api.sandbox.checkout.com/sessions",
    json={},
    headers={"Authorization": f"Bearer {token.json()['access_token']}"},
)
response.raise_for_status()
```

When it is silent: where the method or path is not known, and where the sources disagree about the endpoint.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout import sdk
from cko_lint.checkout.keys import DEFAULT, OAUTH, PUBLIC, SECRET
from cko_lint.facts import Facts, SdkCall
from cko_lint.findings import Finding, Severity
from cko_lint.rules.permissions import calls, refused
from cko_lint.rules.report import Rule

RULE = Rule("CKO504", "credential-kind-not-accepted", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK calls with a kind of credential that is not taken."""
    for request, scenario, kind, accepted in refused(facts):
        if (kind == SECRET and PUBLIC not in accepted) or kind == OAUTH:
            given = "an OAuth token" if kind == OAUTH else f"a {kind} key"
            taken = " or ".join(sorted(accepted))
            message = f"this endpoint takes {taken}, and this request sends {given}"
            yield RULE.at(request.place, message, "send a credential of the right kind", scenario.credential.way)
    for call in calls(facts):
        reason = _raises(call)
        if reason is not None:
            yield RULE.at(
                call.place,
                f"{call.name} raises for a client that was built {reason}",
                "build one with the right credentials",
            )


def _raises(call: SdkCall) -> str | None:
    if call.platform == OAUTH and sdk.oauth_cannot_call(call.name):
        return "with OAuth credentials"
    if call.platform == DEFAULT and sdk.static_keys_cannot_call(call.name):
        return "with keys"
    if call.platform == DEFAULT and sdk.needs_public_key(call.name) and not call.has_public_key:
        return "without .public_key(...)"
    return None
