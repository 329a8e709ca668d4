"""Requests that belong together go to both environments.

What it does: reports an OAuth token of one environment that is sent to a host of the other, a builder whose `authorization_uri` is of the other environment, and one credential that one function sends to hosts of both.

Why it is a 401: a token, like a key, is known in its own environment only.

Example:
```python
import os

import requests


def payment(payment_id):
    token = requests.post(
        "https://access.sandbox.checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": "gateway"},
    )
    token.raise_for_status()
    response = requests.get(
        f"https://api.checkout.com/payments/{payment_id}",
        headers={"Authorization": f"Bearer {token.json()['access_token']}"},
    )
    response.raise_for_status()
    return response.json()
```

Use instead:

```python
import os

import requests


def payment(payment_id):
    token = requests.post(
        "https://access.checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": "gateway"},
    )
    token.raise_for_status()
    response = requests.get(
        f"https://api.checkout.com/payments/{payment_id}",
        headers={"Authorization": f"Bearer {token.json()['access_token']}"},
    )
    response.raise_for_status()
    return response.json()
```

When it is silent: where both hosts are chosen by the same condition.

References:
- <https://www.checkout.com/docs/developer-resources/testing>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, Place
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO304", "mixed-environment-hosts", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients that bring in the host of a second environment."""
    places: dict[int, Place] = {}  # of the first request with a token, by the response that the token came with
    for request in facts.requests:
        for scenario in request.scenarios:
            token, host = scenario.credential.token, scenario.url.host
            if token is None or token.environment is None or host is None:
                continue
            made_by = scenario.credential.made_by
            if host.answers and token.environment != host.environment:
                if made_by is not None and places.setdefault(made_by, request.place) != request.place:
                    continue
                message = f"a token of the {token.environment} environment is sent to a {host.environment} host"
                yield RULE.at(request.place, message, _HELP, [step("the token is fetched here", token.place)])
                break
    for client in facts.clients:
        environments = {setup.environment for setup in client.setups}
        for environment, place in client.token_environments:
            if environments and environment not in environments and None not in environments:
                message = f"this client gets its token from the {environment} environment and talks to the other one"
                yield RULE.at(client.place, message, _HELP, [step("the token's host is given here", place)])
                break
    for spotted in facts.second_hosts:
        message = f"this request goes to {spotted.detail} with one and the same key"
        yield RULE.at(spotted.place, message, _HELP, spotted.related)


_HELP = "take all hosts from one environment"
