"""An OAuth client secret is hardcoded.

What it does: Reports a literal that is used as the client secret of the SDK's OAuth builder or of a token request, also in the
text of a form or in a `Basic` header, and one under a name that says client secret, next to a client id or under a name of
Checkout.com.

Impact: Anyone who can read the file or its history can get access tokens. Once it is exposed the secret has to be
replaced, and every copy of the old one then fails with *401 Unauthorized*.

Example:
```python
import requests

response = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=("ack_client", "q8Wk3nB5xZ7vL1mR"),
    data={"grant_type": "client_credentials", "scope": "gateway"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    data={"grant_type": "client_credentials", "scope": "gateway"},
)
response.raise_for_status()
```

Not reported when: the literal is the client ID, which is not secret; a placeholder; or a client secret of another
provider.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cko_lint.checkout.redaction import SECRET
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.advice import keep_secret
from cko_lint.rules.report import About, Rule

RULE = Rule("CKO207", "hardcoded-client-secret", Severity.ERROR, about=About.SECRET, cwe=798, security_severity=9.8)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the client secrets in the source."""
    for occurrence in facts.secrets:
        advice = keep_secret(occurrence.place, "CKO_CLIENT_SECRET", "replace it")
        yield replace(RULE.at(occurrence.place, "hardcoded OAuth client secret", advice), concealed=SECRET)
