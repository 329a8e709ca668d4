"""A secret key is sent to an endpoint that requires a public key.

What it does: Reports a secret key, as its prefix or its variable's name shows, that is sent to an endpoint which
accepts public keys, such as `POST /tokens`.

Impact: The endpoint does not accept the secret key. `POST /tokens` answers with *403 Forbidden*, not with *401 Unauthorized*
as other endpoints do for a key of the wrong kind.

Example:
```python
import os

import requests

response = requests.post(
    "https://api.sandbox.checkout.com/tokens",
    json={"type": "applepay", "token_data": {}},
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.post(
    "https://api.sandbox.checkout.com/tokens",
    json={"type": "applepay", "token_data": {}},
    headers={"Authorization": f"Bearer {os.environ['CKO_PUBLIC_KEY']}"},
)
response.raise_for_status()
```

Not reported when: the method or the path is unknown; Checkout.com's API reference and its SDKs disagree about the endpoint; or the kind of key is not
known.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import PUBLIC, SECRET
from cko_lint.facts import Facts, Request
from cko_lint.findings import Finding, Severity
from cko_lint.rules.refusals import refused, silence
from cko_lint.rules.report import Rule

RULE = Rule("CKO502", "secret-key-on-public-endpoint", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose endpoint does not take their kind of key."""
    for refusal in refused(facts):
        if refusal.kind == SECRET and PUBLIC in refusal.accepted:
            yield RULE.at(refusal.place, refusal.message, "send the public key", refusal.credential.way)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return silence(request, SECRET)
