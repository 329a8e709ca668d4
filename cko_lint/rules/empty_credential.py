"""The credential is empty.

What it does: reports a credential that is provably empty: `""`, `None`, `"Bearer "`, `f"Bearer {None}"`. With `--pedantic` also
one that is empty while an environment variable is not set, if nothing checks that before it is used.

Why it is a 401: an empty key is a missing key.

Example:
```python
import requests

SECRET_KEY = ""

response = requests.get(
    "https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {SECRET_KEY}"}
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

SECRET_KEY = os.environ["CKO_SECRET_KEY"]

response = requests.get(
    "https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {SECRET_KEY}"}
)
response.raise_for_status()
```

When it is silent: where the value may be replaced before it is used, and, unless `--pedantic`, for `os.getenv("KEY")`.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cko_lint.facts import EMPTY, Credential, Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO103", "empty-credential", Severity.ERROR)
_HELP = 'read it with os.environ["CKO_SECRET_KEY"], which fails at once when it is not set'


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients whose credential is empty."""
    for request in facts.requests:
        credentials = [s.credential for s in request.scenarios if s.url.is_checkout and not s.url.takes_no_key]
        if is_empty(credentials):
            steps = [*credentials[0].way, step("it is empty here", credentials[0].place)]
            yield RULE.at(request.place, "the credential of this request is empty", _HELP, steps)
        elif any(c.state == EMPTY and c.unset for c in credentials):
            message = "the credential of this request is empty while its environment variable is not set"
            yield RULE.at(request.place, message, _HELP, (), Severity.WARNING, pedantic=True)
    for client in facts.clients:
        for kind in ("secret", "public"):
            given = [role.credential for role in client.roles if role.kind == kind]
            if is_empty(given):
                steps = [*given[0].way, step("it is empty here", given[0].place)]
                yield RULE.at(client.place, f"this client is built with an empty {kind} key", _HELP, steps)
            elif any(c.state == EMPTY and c.unset for c in given):
                message = f"the {kind} key of this client is empty while its environment variable is not set"
                yield RULE.at(client.place, message, _HELP, (), Severity.WARNING, pedantic=True)


def is_empty(credentials: Sequence[Credential]) -> bool:
    """Whether there is nothing that the credential can be but empty."""
    return bool(credentials) and all(c.state == EMPTY and not c.unset for c in credentials)
