"""A token is asked for without the scope that its use needs.

What it does: reports a request, or a call of the SDK, to an endpoint of whose scopes the client asked for none. A scope covers its own sub-scopes.

Why it is a 401: the token is not allowed to do what is asked of it.

Example:
```python
import os

import requests

token = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    data={"grant_type": "client_credentials", "scope": "vault:instruments"},
)
token.raise_for_status()
response = requests.post(
    "https://api.sandbox.checkout.com/payments",
    json={},
    headers={"Authorization": f"Bearer {token.json()['access_token']}"},
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
    data={"grant_type": "client_credentials", "scope": "gateway"},
)
token.raise_for_status()
response = requests.post(
    "https://api.sandbox.checkout.com/payments",
    json={},
    headers={"Authorization": f"Bearer {token.json()['access_token']}"},
)
response.raise_for_status()
```

When it is silent: where the scopes come from the configuration, and for endpoints whose scopes are published nowhere.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout import endpoints, sdk
from cko_lint.checkout.keys import OAUTH
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.permissions import calls, operations, requests
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO503", "missing-oauth-scope", Severity.WARNING)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK calls whose token lacks the scope."""
    for request in requests(facts):
        for scenario in request.scenarios:
            token = scenario.credential.token
            needed = endpoints.scopes_of(operations(request, scenario))
            if token is not None and token.scopes is not None and lacks(token.scopes, needed):
                yield RULE.at(
                    request.place, _message(needed), _help(needed), [step("the token is asked for here", token.place)]
                )
                break
    for call in calls(facts):
        if call.platform != OAUTH or call.scopes is None:
            continue
        needs = [endpoints.scopes_of(endpoints.find(verb, path)) for verb, path in sdk.operations(call.name, "default")]
        if needs and all(lacks(call.scopes, needed) for needed in needs):
            yield RULE.at(call.place, _message(needs[0]), _help(needs[0]))


def lacks(asked: tuple[str, ...], needed: tuple[str, ...]) -> bool:
    """Whether none of the scopes that were asked for covers one that is needed; False where none is known to be."""
    return bool(needed) and not any(endpoints.covers(have, need) for have in asked for need in needed)


def _message(needed: tuple[str, ...]) -> str:
    return f"the token was asked for without a scope that this endpoint accepts ({', '.join(needed)})"


def _help(needed: tuple[str, ...]) -> str:
    return f"ask for {needed[0]} too"
