"""A sandbox key can reach a live host.

What it does: reports a request, or an SDK client, that in one execution has a sandbox key and a live host.

Why it is a 401: keys are known in their own environment only.

Example:
```python
import requests

KEY = "<sandbox secret key>"

response = requests.get("https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {KEY}"})
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

RULE = Rule("CKO301", "sandbox-key-live-url", Severity.ERROR)
_HELP = "choose the key and the host by the same condition"


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients in which a sandbox key meets the live environment."""
    for request in facts.requests:
        for scenario in request.scenarios:
            if _meets(scenario):
                steps = [
                    step("the URL is live here", scenario.url.place),
                    *scenario.credential.way,
                    step("the key is sandbox here", scenario.credential.place),
                ]
                yield RULE.at(request.place, "this request sends a sandbox key to a live host", _HELP, steps)
                break
    for client in facts.clients:
        for setup in client.setups:
            if setup.key.environment == SANDBOX and setup.environment == LIVE:
                yield RULE.at(
                    client.place,
                    _message(setup),
                    _HELP,
                    [
                        step("the environment is chosen here", setup.place),
                        *setup.key.way,
                        step("the key is sandbox here", setup.key.place),
                    ],
                )
                break


def _meets(scenario: Scenario) -> bool:
    host = scenario.url.host
    return host is not None and host.answers and host.environment == LIVE and scenario.credential.environment == SANDBOX


def _message(setup: Setup) -> str:
    del setup
    return "this client is built for production with a sandbox key"
