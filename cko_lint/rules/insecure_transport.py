"""A credential is sent over an insecure connection.

What it does: Reports `http://`, or disabled TLS verification, on a request that carries a credential.

Impact: Anyone on the network can read the key and use it. Once it is exposed it has to be regenerated, and every copy
of the old key then fails with *401 Unauthorized*.

Example:
```python
import os

import requests

response = requests.get(
    "http://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Not reported when: the host is not one of Checkout.com's; or the request is verified against a certificate bundle of
your own.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import EMPTY, MISSING, Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import Sent, sent_to_checkout, with_endpoints
from cko_lint.rules.report import Rule

RULE = Rule("CKO305", "insecure-transport", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose credential can be read on the way."""
    found = (sent for sent in sent_to_checkout(facts) if sent.request.insecure is not None and _has_credential(sent))
    for (request, _), endpoint in with_endpoints(found):
        if request.insecure == "http":
            message = f"{endpoint} sends a credential over unencrypted `http://`"
            yield RULE.at(request.place, message, "use `https://`")
        else:
            message = f"{endpoint} sends a credential without TLS verification (`{request.insecure}`)"
            yield RULE.at(request.place, message, "do not disable TLS verification")


def _has_credential(sent: Sent) -> bool:
    return any(scenario.credential.state not in (MISSING, EMPTY) for scenario in sent.scenarios)
