"""A key is written that no key can be.

What it does: reports a literal with a Checkout.com prefix in a credential's place that has the wrong length, a character outside of the alphabet, or a cut or doubled part. With `--pedantic` also one whose check symbol does not fit.

Why it is a 401: a mistyped key is not known to Checkout.com.

Example:
```python
from checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().secret_key("sk_sbox_r3f5ks7hq2").build()
```

Use instead:

```python
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)
```

When it is silent: for placeholders, for other vendors' keys elsewhere, and in the tests of a validator, which send nothing.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import foreign_prefix, is_placeholder, kind_of_prefix, shorten
from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.literals import literals
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO204", "malformed-key", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the literals in a credential's place that are no key."""
    for credential, used in literals(facts):
        text = (credential.text or "").strip()
        place = credential.place or used
        if credential.key is None and is_malformed(text):
            message = f"no Checkout.com key has this form ({shorten(text)}): it is cut, mistyped, or another vendor's"
            yield RULE.at(place, message, _HELP, [step("it is used here", used)])
        elif credential.key is not None and credential.key.check is False:
            message = f"the check symbol of this key does not fit ({credential.key}): it is mistyped or made up"
            yield RULE.at(place, message, _HELP, [step("it is used here", used)], Severity.WARNING, pedantic=True)


_HELP = "copy the key again from the Dashboard, and read it from an environment variable"


def is_malformed(text: str) -> bool:
    """Whether a text begins as a key does and cannot be one, nor a placeholder or a key of a vendor with its own prefix."""
    return kind_of_prefix(text) is not None and foreign_prefix(text) is None and not is_placeholder(text)
