"""A name says one environment and the value is of the other.

What it does: reports a key or a URL under a variable, class, dictionary key or file whose name says the other environment, by whole words.

Why it is a 401: whoever trusts the name sends a key to an environment that does not know it.

Example:
```python
CHECKOUT_LIVE_URL = "https://api.sandbox.checkout.com"
```

Use instead:

```python
CHECKOUT_LIVE_URL = "https://api.checkout.com"
```

When it is silent: for names that only contain such a word (delivery, latest). That a file is a test says nothing of sandbox.

References:
- <https://www.checkout.com/docs/developer-resources/testing>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO303", "environment-name-mismatch", Severity.WARNING)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the keys and URLs under a name of the other environment."""
    for named in facts.names:
        yield RULE.at(
            named.place,
            f"this is a {named.environment} {named.what} under the name {named.name}, which says {named.says}",
            "mend the value or the name",
        )
