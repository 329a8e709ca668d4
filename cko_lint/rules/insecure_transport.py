"""A credential is sent over an insecure connection.

What it does: Reports `http://`, or disabled TLS verification, on a request that carries a credential; and an OAuth client of
the SDK if the project's requirements allow only versions from 3.0.0 to 4.8.0, which request the token without TLS
verification.

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

from cko_lint.checkout.keys import OAUTH
from cko_lint.facts import EMPTY, MISSING, Facts, Request, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import Sent, not_sent, sent_to_checkout, with_endpoints
from cko_lint.rules.report import Rule

RULE = Rule("CKO305", "insecure-transport", Severity.ERROR, cwe=319, security_severity=7.5)


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
    for client in facts.clients if _fetches_unverified(facts) else ():
        if client.platform == OAUTH:
            message = "OAuth client of checkout-sdk before 4.8.1: it requests its token without TLS verification"
            yield RULE.at(client.place, message, "require `checkout-sdk>=4.8.1`")


def _fetches_unverified(facts: Facts) -> bool:
    """Whether each version of the SDK that the project allows gets its OAuth tokens without verifying the certificate."""
    return bool(facts.sdk_versions) and all((3,) <= version < (4, 8, 1) for version in facts.sdk_versions or ())


def _has_credential(sent: Sent) -> bool:
    return any(scenario.credential.state not in (MISSING, EMPTY) for scenario in sent.scenarios)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    if (why := not_sent(request)) is not None:
        return why
    return "the connection is not known to be insecure" if request.insecure is None else "it sends no credential"


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    if client.platform != OAUTH:
        return "the client is not known to use OAuth"
    return "the project's requirements allow versions of the SDK that verify certificates"
