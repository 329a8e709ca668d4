"""A refused request is sent again and again.

What it does: reports retries that include a 401: `Retry(status_forcelist=[401, ...])`, and tenacity, backoff or Celery retrying every error of the API alike.

Why it is a 401: a key that was refused is refused again; only a new OAuth token helps.

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

When it is silent: where a predicate of the project decides, for loops written by hand, and for a token that is refreshed once.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-rate-limits>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO404", "retried-auth-error", Severity.WARNING)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the retries that include a 401."""
    for spotted in facts.retries:
        yield RULE.at(
            spotted.place,
            f"{spotted.detail} repeats this after a 401 too, which no repetition mends",
            "retry 429, server errors and lost connections only",
        )
