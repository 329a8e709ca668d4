"""A placeholder is used as an API key.

What it does: Reports `YOUR_API_KEY`, `sk_sbox_xxxx`, `<secret>`, `changeme`, and similar values that are used as a
credential.

Impact: Checkout.com does not know the placeholder and answers with *401 Unauthorized*.

Example:
```python
from checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().secret_key("YOUR_SECRET_KEY").build()
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

Not reported when: the file is documentation, an example, a template, or a test; or the placeholder is not used as a
credential.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import is_placeholder
from cko_lint.facts import Credential, Facts, Part, Place, Request, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.advice import keep_out
from cko_lint.rules.literals import literals, silence_of_built, silence_of_sent
from cko_lint.rules.report import Rule, step
from cko_lint.sources.kinds import TEXT, kind_of
from cko_lint.sources.path_roles import is_showing, is_test

RULE = Rule("CKO205", "placeholder-key", Severity.WARNING)
_LONGEST = 40


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the placeholders in a credential's place."""
    for credential, used in literals(facts):
        text = (credential.text or "").strip()
        if credential.key is None and is_placeholder(text) and credential.fault != "template":
            place = credential.place or used
            message = f"placeholder `{_shown(text)}` used as an API key"
            finding = RULE.at(place, message, _advice(place), [step("used here", used, Part.AFTER)])
            if not (is_test(finding.location.path) or is_showing(finding.location.path)):
                yield finding


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _advice(place: Place) -> str:
    if kind_of(place.spot().location.path) == TEXT:
        return "set the key when this file is deployed, or mark the file as a template (`.example`)"
    return keep_out(place, "CKO_SECRET_KEY").replace("it", "the key", 1)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return silence_of_sent(request, _silence)


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    return silence_of_built(client, _silence)


def _silence(text: str, credential: Credential) -> str:
    if credential.fault == "template":
        return "the placeholder belongs to a string that is not formatted, which another rule reports"
    if credential.key is not None or not is_placeholder(text):
        return "the hardcoded credential is not known to be a placeholder"
    return "the placeholder stands in a test or a sample"
