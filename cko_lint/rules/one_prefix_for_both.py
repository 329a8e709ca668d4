"""One merchant prefix is used for the sandbox and for live.

What it does: Reports a literal prefix, such as `vkuhvk4v` in `vkuhvk4v.api.checkout.com`, that becomes part of a sandbox host
and of a live host.

Impact: A merchant has a different prefix in each environment. With the wrong one, the host is not the merchant's, and
the key is rejected with *401 Unauthorized*.

Example:
```python
import os

import requests

PREFIX = "vkuhvk4v"
LIVE = os.environ["APP_ENV"] == "production"
API = f"https://{PREFIX}.api.checkout.com" if LIVE else f"https://{PREFIX}.api.sandbox.checkout.com"

response = requests.get(f"{API}/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
response.raise_for_status()
```

Use instead:

```python
import os

import requests

LIVE = os.environ["APP_ENV"] == "production"
PREFIX = "vkuhvk4v" if LIVE else "q5yd3n2a"
API = f"https://{PREFIX}.api.checkout.com" if LIVE else f"https://{PREFIX}.api.sandbox.checkout.com"

response = requests.get(f"{API}/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
response.raise_for_status()
```

Not reported when: the prefix comes from outside of the program; or it is `ksa` or `mtls`, which belong to no merchant.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-endpoints>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import LIVE, SANDBOX
from cko_lint.facts import Facts, Place
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO309", "one-prefix-for-both", Severity.WARNING)
_OF_NO_MERCHANT = frozenset({"ksa", "mtls"})


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the literal prefixes that are used in both environments."""
    for (place, text), environments in _used(facts).items():
        if {LIVE, SANDBOX} <= environments and text not in _OF_NO_MERCHANT:
            yield RULE.at(
                place,
                f"prefix `{text}` is used for a sandbox host and for a live host: a merchant has a different one in each",
                "set the prefix of each environment separately",
            )


def _used(facts: Facts) -> dict[tuple[Place, str], set[str]]:
    found: dict[tuple[Place, str], set[str]] = {}
    for prefix in facts.prefixes:
        found.setdefault((prefix.place, prefix.text), set()).update(prefix.environments)
    return found
