"""The endpoint does not accept this kind of credential.

What it does: Reports a secret key sent to an endpoint that accepts only OAuth access tokens, an OAuth access token sent
to an endpoint that accepts only keys, and SDK calls that do not work with the credentials of their client.

Impact: The endpoint answers with *401 Unauthorized*, or the SDK raises an error before anything is sent.

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

Not reported when: the method or the path is unknown; or Checkout.com's API reference and its SDKs disagree about the endpoint.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout import sdk
from cko_lint.checkout.keys import DEFAULT, OAUTH, PUBLIC, SECRET
from cko_lint.facts import Facts, Request, SdkCall
from cko_lint.findings import Finding, Severity
from cko_lint.rules.permissions import calls
from cko_lint.rules.refusals import refused, silence
from cko_lint.rules.report import Rule

RULE = Rule("CKO504", "credential-kind-not-accepted", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK calls with a kind of credential that is not taken."""
    for refusal in refused(facts):
        if (refusal.kind == SECRET and PUBLIC not in refusal.accepted) or refusal.kind == OAUTH:
            advice = "send the secret key" if SECRET in refusal.accepted else f"send {refusal.listed}"
            yield RULE.at(refusal.place, refusal.message, advice, refusal.credential.way)
    for call in calls(facts):
        fault = _fault(call)
        if fault is not None:
            message, advice = fault
            yield RULE.at(call.place, message, advice)


def _fault(call: SdkCall) -> tuple[str, str] | None:
    """Returns what is wrong with a call of a client that has other credentials than it needs, and what to do."""
    if call.platform == OAUTH and sdk.oauth_cannot_call(call.name):
        return f"`{call.name}` does not work on an SDK client built with OAuth", "build the client with static keys"
    if call.platform == DEFAULT and sdk.static_keys_cannot_call(call.name):
        return (
            f"`{call.name}` does not work on an SDK client built with static keys",
            "build the client with `.oauth()`",
        )
    if call.platform == DEFAULT and sdk.needs_public_key(call.name) and not call.has_public_key:
        return (
            f"`{call.name}` needs a public key, and the SDK client has none",
            "call `.public_key(...)` on the builder",
        )
    return None


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    kinds = {scenario.credential.kind for scenario in request.scenarios}
    return silence(request, OAUTH if OAUTH in kinds else SECRET)


def silence_of_call(call: SdkCall, facts: Facts) -> str:
    """Returns why nothing is reported of a call of the SDK."""
    if not call.is_paired:
        return "it is called on one of several clients, and it is not known on which"
    return "its client is not known to have credentials that it does not accept"
