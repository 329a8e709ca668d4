"""A secret key is printed or logged.

What it does: Reports a secret key, a client secret, or an access token, alone or in headers or a settings object, passed to
`print`, `pprint`, a logger, `click.echo`, `sys.stderr`, `sys.exit`, or the message of an exception. The headers of the request
that a response carries count, too.

Impact: Anyone who can read the log can use the key. Once it is exposed it has to be regenerated, and every copy of
the old key then fails with *401 Unauthorized*.

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

Not reported when: the key is masked or truncated; only the names of headers are logged; or the key is public.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO208", "logged-key", Severity.ERROR, cwe=532, security_severity=7.5)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the places where a key is printed or logged."""
    for occurrence in facts.logged:
        yield RULE.at(
            occurrence.place,
            f"{occurrence.detail} printed or logged",
            "remove the key from the output, or mask it",
        )
