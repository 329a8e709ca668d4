"""A live key can reach a sandbox host.

What it does: reports a request, or an SDK client, that in one execution has a live key and a sandbox host.
An SDK client that never calls `.environment(...)` talks to the sandbox.

Why it is a 401: keys are known in their own environment only.

Example:
```python
import requests

KEY = "<live secret key>"

response = requests.get("https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {KEY}"})
response.raise_for_status()
```

Use instead:

```python
import os

import requests

LIVE = os.environ["CHECKOUT_ENVIRONMENT"] == "live"
HOST = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
KEY = os.environ["CKO_LIVE_KEY"] if LIVE else os.environ["CKO_SANDBOX_KEY"]

response = requests.get(f"{HOST}/workflows", headers={"Authorization": f"Bearer {KEY}"})
response.raise_for_status()
```

When it is silent: where the key and the host are chosen by the same condition, or the host by the key's own prefix. The name of a
variable never proves an environment.

References:
- <https://www.checkout.com/docs/developer-resources/testing>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import LIVE, SANDBOX
from cko_lint.facts import Facts, Scenario, Setup
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO302", "live-key-sandbox-url", Severity.ERROR)
_HELP = "choose the key and the host by the same condition"


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients in which a live key meets the sandbox environment."""
    for request in facts.requests:
        for scenario in request.scenarios:
            if _meets(scenario):
                steps = [
                    step("the URL is sandbox here", scenario.url.place),
                    *scenario.credential.way,
                    step("the key is live here", scenario.credential.place),
                ]
                yield RULE.at(request.place, "this request sends a live key to a sandbox host", _HELP, steps)
                break
    for client in facts.clients:
        for setup in client.setups:
            if setup.key.environment == LIVE and setup.environment == SANDBOX:
                yield RULE.at(
                    client.place,
                    _message(setup),
                    _HELP,
                    [
                        step("the environment is chosen here", setup.place),
                        *setup.key.way,
                        step("the key is live here", setup.key.place),
                    ],
                )
                break


def _meets(scenario: Scenario) -> bool:
    host = scenario.url.host
    return host is not None and host.answers and host.environment == SANDBOX and scenario.credential.environment == LIVE


def _message(setup: Setup) -> str:
    if setup.defaulted:
        return "this client has a live key and no environment, so it talks to the sandbox"
    return "this client is built for the sandbox with a live key"
