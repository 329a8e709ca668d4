"""A sandbox key can be sent to a live host.

What it does: Reports a request, or an SDK client, that can have a sandbox key and a live host in the same execution.

Impact: A key is valid in its own environment only. The other one answers with *401 Unauthorized*.

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

RULE = Rule("CKO301", "sandbox-key-live-url", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients in which a sandbox key meets the live environment."""
    yield from sent(RULE, facts, SANDBOX, LIVE)
    for client, setup, steps in built(facts, SANDBOX, LIVE):
        yield RULE.at(
            client.place,
            f"SDK client is built for production with a sandbox key{named(setup.key)}",
            "select key and `.environment(...)` with the same environment switch",
            steps,
        )


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return silence_of_sent(request, SANDBOX)


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    return silence_of_built(client, SANDBOX)
