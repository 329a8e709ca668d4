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
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.environments import meetings
from cko_lint.rules.report import Rule

RULE = Rule("CKO302", "live-key-sandbox-url", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients in which a live key meets the sandbox environment."""
    for meeting in meetings(facts, LIVE, SANDBOX):
        if meeting.setup is None:
            message = "this request sends a live key to a sandbox host"
        elif meeting.setup.defaulted:
            message = "this client has a live key and no environment, so it talks to the sandbox"
        else:
            message = "this client is built for the sandbox with a live key"
        yield RULE.at(meeting.place, message, "choose the key and the host by the same condition", meeting.steps)
