"""A secret key is hardcoded.

What it does: Reports a secret key of either platform in a literal, a comment, or a docstring, also if it is assembled
from parts or encoded. The message says whether the key is live or sandbox. It also says whether the check character of
the key is valid, which makes it very likely a real key.

Impact: Anyone who can read the file or its history can use the key. Once it is exposed it has to be regenerated, and
every copy of the old key then fails with *401 Unauthorized*.

Example:
```python
CHECKOUT_SECRET_KEY = "<secret key>"
```

Use instead:

```python
import os

CHECKOUT_SECRET_KEY = os.environ["CHECKOUT_SECRET_KEY"]
```

Fix: Unsafe: reads the key from the environment variable that the project uses, or that the name of the key suggests, and
imports `os`. You have to set the variable wherever the program runs. There is no fix for a key in a comment, a docstring, or a
configuration file.

Not reported when: the text is a key of another provider, a prefix, a pattern, a masked key, or a placeholder.

References:
- <https://www.checkout.com/docs/developer-resources/api/manage-api-keys>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import SECRET
from cko_lint.facts import Facts, KeyLiteral
from cko_lint.findings import Finding, Severity
from cko_lint.rules.advice import keep_secret
from cko_lint.rules.key_sources import read_instead
from cko_lint.rules.report import About, Rule, hardcoded

RULE = Rule("CKO201", "hardcoded-secret-key", Severity.ERROR, about=About.SECRET, cwe=798, security_severity=9.8)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the secret keys in the source."""
    for literal in facts.keys:
        if literal.key.kind == SECRET:
            message = hardcoded(literal)
            if literal.key.check:
                message += "; check character valid: very likely a real key"
            yield RULE.at(literal.place, message, _advice(literal), remedies=[read_instead(literal, facts)])


def _advice(literal: KeyLiteral) -> str:
    if literal.where == "output":
        return "clear the output of the cell; if it was ever committed or shared, regenerate the key in the Dashboard"
    return keep_secret(literal.place, "CKO_SECRET_KEY", "regenerate it")
