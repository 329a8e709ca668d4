"""A key has a form that no Checkout.com key has.

What it does: Reports a literal with a Checkout.com prefix that is used as a credential and has the wrong length, an
invalid character, or a missing or repeated part. With `--pedantic`, also a key whose check character is wrong.

Impact: Checkout.com does not know a mistyped key and answers with *401 Unauthorized*.

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

Not reported when: the text is a placeholder, or a key of another provider that is not sent to Checkout.com; or it is in
a test of key validation, which sends nothing. In a test, a few characters after the prefix, such as `sk_sbox_fake`, are
not reported either.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import foreign_prefix, is_placeholder, is_stub, kind_of_prefix, shorten
from cko_lint.facts import Credential, Facts, Part, Request, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.literals import literals, silence_of_built, silence_of_sent
from cko_lint.rules.report import Rule, step
from cko_lint.sources.path_roles import is_test

RULE = Rule("CKO204", "malformed-key", Severity.ERROR)
_HELP = "copy the key from the Dashboard again"


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the literals in a credential's place that are no key."""
    for credential, used in literals(facts):
        text = (credential.text or "").strip()
        place = credential.place or used
        if is_stub(text) and is_test(place.spot().location.path):
            continue
        if credential.key is None and is_malformed(text):
            message = f"not a Checkout.com key ({shorten(text)}): it is truncated, mistyped, or from another provider"
            yield RULE.at(place, message, _HELP, [step("used here", used, Part.AFTER)])
        elif credential.key is not None and credential.key.check is False:
            message = f"check character of the key is wrong ({credential.key}): it is mistyped or made up"
            yield RULE.at(place, message, _HELP, [step("used here", used, Part.AFTER)], Severity.WARNING, pedantic=True)


def is_malformed(text: str) -> bool:
    """Whether a text begins as a key does and cannot be one, nor a placeholder or a key of a vendor with its own prefix."""
    return kind_of_prefix(text) is not None and foreign_prefix(text) is None and not is_placeholder(text)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return silence_of_sent(request, _silence)


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    return silence_of_built(client, _silence)


def _silence(text: str, credential: Credential) -> str:
    if credential.key is not None:
        return "the hardcoded credential has the form of a key"
    if is_malformed(text):
        return "the hardcoded key is made up for a test"
    return "the hardcoded credential is a placeholder, or does not begin as a key of Checkout.com does"
