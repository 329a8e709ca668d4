"""A request is retried after a 401.

What it does: Reports retries that include 401: `Retry(status_forcelist=[401, ...])`, and tenacity, backoff, or Celery
that retry on every API error.

Impact: A key that was rejected is rejected again. The retries only add load and delay the error.

Example:
```python
import os

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

session = requests.Session()
session.mount("https://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=[401, 503])))
response = session.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

session = requests.Session()
session.mount("https://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=[429, 503])))
response = session.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Not reported when: a function of the project decides whether to retry; the retry is a loop written by hand; or an
expired OAuth token is replaced before the retry.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-rate-limits>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import About, Rule

RULE = Rule("CKO404", "retried-auth-error", Severity.WARNING, about=About.RESPONSE)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the retries that include a 401."""
    for occurrence in facts.retries:
        yield RULE.at(
            occurrence.place,
            f"{occurrence.detail} retries on 401; retrying cannot fix a rejected key",
            "retry only on 429, server errors, and connection errors",
        )
