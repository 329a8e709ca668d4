"""A secret key stands in the source.

What it does: reports a secret key of either platform in a literal, a comment or a docstring, also one that is put together from
pieces. The message says whether it is live or sandbox and whether its check symbol is valid, which only a real key's is.

Why it is a 401: a key in the source is in the history too. Once it is known it must be regenerated, and from then on every
copy of it that is left fails with *401 Unauthorized*.

Example:
```python
CHECKOUT_SECRET_KEY = "<secret key>"
```

Use instead:

```python
import os

CHECKOUT_SECRET_KEY = os.environ["CHECKOUT_SECRET_KEY"]
```

When it is silent: for keys of other vendors, prefixes, patterns, masked keys and placeholders.

References:
- <https://www.checkout.com/docs/developer-resources/api/manage-api-keys>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import SECRET
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import About, Rule, describe

RULE = Rule("CKO201", "hardcoded-secret-key", Severity.ERROR, about=About.SECRET)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the secret keys in the source."""
    for literal in facts.keys:
        key = literal.key
        if key.kind != SECRET:
            continue
        message = f"a {describe(key)} is written in the source ({key})"
        if literal.where == "pieces":
            message = f"a {describe(key)} is put together in the source ({key})"
        elif literal.where == "encoded":
            message = f"a {describe(key)} is written in the source, encoded ({key})"
        elif literal.where == "output":
            message = f"this cell has printed a {describe(key)} ({key})"
        if key.check:
            message += "; its check symbol is valid: this is a real key"
        yield RULE.at(
            literal.place,
            message,
            'read it with os.environ["CKO_SECRET_KEY"], and regenerate it in the Dashboard: it stays in the history',
        )
