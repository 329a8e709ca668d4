"""Related requests use hosts of both environments.

What it does: Reports an OAuth token of one environment that is sent to a host of the other, an SDK builder whose
`authorization_uri` is of the other environment, and one credential that a function, or the methods of one object, send to
hosts of both environments.

Impact: A token or key is valid in its own environment only. The other one answers with *401 Unauthorized*.

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

Not reported when: the same condition selects both hosts.

References:
- <https://www.checkout.com/docs/developer-resources/testing>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import LIVE, OAUTH, SANDBOX
from cko_lint.facts import Facts, Place, Request, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import Sent, with_endpoints
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO304", "mixed-environment-hosts", Severity.ERROR)
_HELP = "use hosts of the same environment for both"


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients that bring in the host of a second environment."""
    for sent, endpoint in with_endpoints(_with_token_of_other(facts)):
        token, host = sent.scenario.credential.token, sent.scenario.url.host
        if token is not None and host is not None:
            message = (
                f"OAuth token of the {token.environment} environment sent to the {host.environment} host by {endpoint}"
            )
            yield RULE.at(sent.request.place, message, _HELP, [step("token requested here", token.place)])
    for client in facts.clients:
        environments = {setup.environment for setup in client.setups}
        for environment, place in client.token_environments:
            if environments and environment not in environments and None not in environments:
                message = f"SDK client uses the {_other(environment)} environment, but its OAuth token is of the {environment} one"
                yield RULE.at(client.place, message, _HELP, [step("token host set here", place)])
                break
    for occurrence in facts.second_hosts:
        environment = occurrence.detail
        message = f"same credential sent to a {_other(environment)} host and to this {environment} host"
        yield RULE.at(occurrence.place, message, _HELP, occurrence.related)


def _with_token_of_other(facts: Facts) -> Iterator[Sent]:
    """Yields the requests with a token of the other environment, of each token those at one place."""
    # Of the first request with a token: by the response that it came with, and by where it was asked for in one execution.
    places: dict[object, Place] = {}
    for request in facts.requests:
        for scenario in request.scenarios:
            token, host = scenario.credential.token, scenario.url.host
            if token is None or token.environment is None or host is None:
                continue
            if host.answers and host.environment and token.environment != host.environment:
                known = (scenario.credential.made_by, (token.place, request.entry_point))
                if any(places.setdefault(key, request.place) != request.place for key in known if key is not None):
                    continue
                yield Sent(request, (scenario,))
                break


def _other(environment: str) -> str:
    return LIVE if environment == SANDBOX else SANDBOX


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    tokens = [scenario.credential.token for scenario in request.scenarios if scenario.credential.token is not None]
    if not tokens:
        return "its credential is not known to be sent to hosts of both environments, nor to be a token of another one"
    if any(token.environment is None for token in tokens):
        return "the environment of its token is not known"
    hosts = {s.url.host.environment for s in request.scenarios if s.credential.token is not None and s.url.host}
    if "" in hosts:
        return "the environment of its host is not known"
    return "its token is of the environment of its host"


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    if client.platform != OAUTH:
        return "the client is not known to use OAuth"
    if not client.token_environments:
        return "it is not known to be given another host for its tokens"
    return "its tokens are not known to be of another environment"
