"""A public key stands in the source.

What it does: reports a public key of either platform in a literal, a comment or a docstring, also one that is put together from
pieces.

Why it is a 401: a public key is meant to be published, but a source that carries one environment's key takes it into the other,
where it is not known.

Example:
```python
CHECKOUT_PUBLIC_KEY = "<public key>"
```

Use instead:

```python
import os

CHECKOUT_PUBLIC_KEY = os.environ["CHECKOUT_PUBLIC_KEY"]
```

When it is silent: for keys of other vendors, prefixes, patterns, masked keys and placeholders.

References:
- <https://www.checkout.com/docs/developer-resources/api/manage-api-keys>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import PUBLIC
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import About, Rule, describe

RULE = Rule("CKO202", "hardcoded-public-key", Severity.NOTE, about=About.SECRET)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the public keys in the source."""
    for literal in facts.keys:
        key = literal.key
        if key.kind != PUBLIC:
            continue
        printed = literal.where == "output"
        yield RULE.at(
            literal.place,
            f"this cell has printed a {describe(key)} ({key})"
            if printed
            else f"a {describe(key)} is written in the source ({key})",
            'read it with os.environ["CKO_PUBLIC_KEY"], so that each environment has its own',
        )
