"""A public key is hardcoded.

What it does: Reports a public key of either platform in a literal, a comment, or a docstring, also if it is assembled
from parts or encoded.

Impact: A public key may be published, but it belongs to one environment. Code that contains it sends it to the other
environment too, which answers with *401 Unauthorized*.

Example:
```python
CHECKOUT_PUBLIC_KEY = "<public key>"
```

Use instead:

```python
import os

CHECKOUT_PUBLIC_KEY = os.environ["CHECKOUT_PUBLIC_KEY"]
```

Fix: Unsafe: reads the key from an environment variable, which you have to set wherever the program runs.

Not reported when: the text is a key of another provider, a prefix, a pattern, a masked key, or a placeholder.

References:
- <https://www.checkout.com/docs/developer-resources/api/manage-api-keys>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import PUBLIC
from cko_lint.facts import Facts, KeyLiteral
from cko_lint.findings import Finding, Severity
from cko_lint.rules.advice import keep_out
from cko_lint.rules.key_sources import read_instead
from cko_lint.rules.report import About, Rule, hardcoded

RULE = Rule("CKO202", "hardcoded-public-key", Severity.NOTE, about=About.SECRET, cwe=547, security_severity=2.0)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the public keys in the source."""
    for literal in facts.keys:
        if literal.key.kind == PUBLIC:
            yield RULE.at(literal.place, hardcoded(literal), _advice(literal), remedies=[read_instead(literal, facts)])


def _advice(literal: KeyLiteral) -> str:
    if literal.where == "output":
        return "clear the output of the cell"
    return f"{keep_out(literal.place, 'CKO_PUBLIC_KEY')}, so that each environment uses its own key"
