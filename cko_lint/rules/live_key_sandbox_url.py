"""A live key can be sent to a sandbox host.

What it does: Reports a request, or an SDK client, that can have a live key and a sandbox host in the same execution. An
SDK client that never calls `.environment(...)` uses the sandbox.

Impact: A key is valid in its own environment only. The other one answers with *401 Unauthorized*.

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

Not reported when: the same condition selects the key and the host; or the prefix of the key selects the host. The name
of a variable is no proof of an environment.

References:
- <https://www.checkout.com/docs/developer-resources/testing>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import LIVE, SANDBOX
from cko_lint.facts import Facts, Request, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.environments import built, sent, silence_of_built, silence_of_sent
from cko_lint.rules.report import Rule, named

RULE = Rule("CKO302", "live-key-sandbox-url", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients in which a live key meets the sandbox environment."""
    yield from sent(RULE, facts, LIVE, SANDBOX)
    for client, setup, steps in built(facts, LIVE, SANDBOX):
        if setup.defaulted:
            message = f"SDK client has a live key{named(setup.key)} and no environment, so it uses the sandbox"
            advice = "call `.environment(Environment.production())` on the builder"
        else:
            message = f"SDK client is built for the sandbox with a live key{named(setup.key)}"
            advice = "select key and `.environment(...)` with the same environment switch"
        yield RULE.at(client.place, message, advice, steps)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return silence_of_sent(request, LIVE)


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    return silence_of_built(client, LIVE)
