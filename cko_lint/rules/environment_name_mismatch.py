"""A key or URL contradicts the environment in its name.

What it does: Reports a key or a URL under a variable, class, dictionary key, or file whose name says the other
environment. Only whole words count: live, prod, sandbox, test, staging, and similar.

Impact: Code that relies on the name sends a key to the wrong environment, which answers with *401 Unauthorized*.

Example:
```python
CHECKOUT_LIVE_URL = "https://api.sandbox.checkout.com"
```

Use instead:

```python
CHECKOUT_LIVE_URL = "https://api.checkout.com"
```

Fix: Safe for a URL: replaces the host by that of the other environment. There is no fix for a key, nor for a merchant's own
host, whose prefix differs between the environments.

Not reported when: a name only contains such a word, as `delivery` and `latest` do. That a file is a test does not make
it a sandbox file.

References:
- <https://www.checkout.com/docs/developer-resources/testing>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, NameConflict
from cko_lint.findings import Change, Finding, Remedy, Severity
from cko_lint.rules.report import Rule, remedy

RULE = Rule("CKO303", "environment-name-mismatch", Severity.WARNING)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the keys and URLs under a name of the other environment."""
    for named in facts.names:
        where, renamed = f"`{named.name}`", f"`{named.name}`"
        if named.in_path:
            where, renamed = f"`{named.name}` in the path of this file", "the file"
        yield RULE.at(
            named.place,
            f"{where} says {named.says}, but the value is a {named.environment} {named.what}",
            f"use a {named.says} {named.what}, or rename {renamed}",
            remedies=[_remedy(named)],
        )


def _remedy(named: NameConflict) -> Remedy | None:
    """Returns the change of the host; which key was meant is not known."""
    if named.what != "URL":
        return None
    return remedy(Change.SWITCH_HOST, [named.place], [named.says], safe=True)
