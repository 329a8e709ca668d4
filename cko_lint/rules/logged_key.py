"""A secret key is printed or logged.

What it does: reports a secret key, or headers known to hold one, that go to `print`, a log, or the text of an exception.

Why it is a 401: a key in a log is known, and must be regenerated; the copies that are left are refused.

Example:
```python
import os

print("using", os.environ["CKO_SECRET_KEY"])
```

Use instead:

```python
import os

print("using", os.environ["CKO_SECRET_KEY"][:8])
```

When it is silent: for masked and cut keys, for names of headers, and for public keys.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO208", "logged-key", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the places where a key is printed or logged."""
    for spotted in facts.logged:
        yield RULE.at(
            spotted.place, f"{spotted.detail} would be printed or logged here", "leave it out, or cut it short"
        )
