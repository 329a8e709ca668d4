"""An SDK client is built without the subdomain that checkout-sdk 4 requires.

What it does: Reports a builder that calls neither `.environment_subdomain(...)` nor `.use_legacy_domain()`, or calls both,
if the project's requirements allow only versions 4.0 and later. Also reports a subdomain that is invalid (`cli_...`, a whole
host, upper case).

Impact: With checkout-sdk 4, `build()` raises an error and no request is sent. Versions 3.1 to 3.13 ignore an invalid
subdomain and use the shared host, which is being phased out.

Example:
```python
# /// script
# dependencies = ["checkout-sdk>=4"]
# ///
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.production())
    .build()
)
```

Use instead:

```python
# /// script
# dependencies = ["checkout-sdk>=4"]
# ///
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.production())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)
```

Not reported when: the project's requirements allow other versions or do not name one; or the builder is that of the previous
platform.

References:
- <https://github.com/checkout/checkout-sdk-python>

"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cko_lint.checkout.keys import DEFAULT, OAUTH
from cko_lint.facts import BOTH, MISSING, Facts, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO308", "missing-subdomain", Severity.ERROR)
_VALID = re.compile(r"(?:pl-)?[a-z0-9]+")
_FAULTS = {
    MISSING: (
        "SDK client is built without a subdomain: `build()` of checkout-sdk 4 raises an error",
        "call `.environment_subdomain(...)` on the builder",
    ),
    BOTH: (
        "SDK client is built with both a subdomain and the legacy domain: `build()` of checkout-sdk 4 raises an error",
        "remove `.use_legacy_domain()` from the builder",
    ),
}


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the SDK clients whose subdomain is missing or invalid in the version that is installed."""
    is_new, is_concerned = _allows_only(facts, _requires_one), _allows_only(facts, _looks_at_one)
    for client in facts.clients:
        if is_new and client.domain_fault is not None:
            yield RULE.at(client.place, *_FAULTS[client.domain_fault])
        elif is_concerned:
            yield from _invalid(client, is_new)


def _invalid(client: SdkClient, is_new: bool) -> Iterator[Finding]:
    for subdomain in client.subdomains:
        if not _VALID.fullmatch(subdomain.text):
            effect = "`build()` raises an error" if is_new else "checkout-sdk 3 ignores it and uses the shared host"
            yield RULE.at(
                client.place,
                f"`{subdomain.text}` is not a valid subdomain: {effect}",
                "use the first eight characters of the client id, without `cli_`",
                [step("subdomain set here", subdomain.place)],
            )


def _allows_only(facts: Facts, concerned: Callable[[tuple[int, ...]], bool]) -> bool:
    """Whether the project's requirements allow only versions that something concerns."""
    return bool(facts.sdk_versions) and all(map(concerned, facts.sdk_versions or ()))


def _requires_one(version: tuple[int, ...]) -> bool:
    return version[0] == 4


def _looks_at_one(version: tuple[int, ...]) -> bool:
    return version[0] == 4 or (3, 1) <= version[:2] <= (3, 13)


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    if client.platform not in (DEFAULT, OAUTH):
        return "it is not known to be a client that can have a subdomain"
    if not _allows_only(facts, _looks_at_one):
        return "the project's requirements do not limit it to versions of checkout-sdk that require a subdomain"
    return "it is not known to lack a valid subdomain or the legacy domain, or to have both"
