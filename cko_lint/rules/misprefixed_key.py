"""A key contradicts the role it is put in.

What it does: reports a public key, or the name of a variable that holds one, where a secret key goes, and the other way round;
a prefix that no Checkout.com key has (`sk_live_`, `sk_sandbox_`, capitals); and `Bearer`, white space or quotes inside of a
key that is given to the SDK.

Why it is a 401: the endpoint does not know the key, or does not take one of this kind.

Example:
```python
import os

from checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().secret_key(os.environ["CKO_PUBLIC_KEY"]).build()
```

Use instead:

```python
import os

from checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
```

When it is silent: where a name does not say of which kind the key is. A raw header has no role of its own, so only its prefix
counts there.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import foreign_prefix, is_placeholder
from cko_lint.facts import GIVEN, Credential, Facts, Role
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO203", "misprefixed-key", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the keys that contradict their role."""
    for client in facts.clients:
        for role in client.roles:
            message = _contradiction(role)
            if message is not None:
                place = role.credential.place or role.place
                steps = [step("it is given to the SDK here", role.place), *role.credential.way]
                yield RULE.at(place, message, _advice(role.kind), steps)
    for role in facts.configured:
        message = _contradiction(role)
        if message is not None:
            yield RULE.at(role.place, message, _advice(role.kind))
    for request in facts.requests:
        for scenario in request.scenarios:
            prefix = _foreign(scenario.credential)
            if scenario.url.is_checkout and prefix is not None:
                place = scenario.credential.place or request.place
                message = f"no Checkout.com key begins with {prefix}"
                yield RULE.at(place, message, _advice("secret"), [step("it is sent here", request.place)])


def _advice(kind: str) -> str:
    letter = kind[0]
    return f"a {kind} key begins with {letter}k_sbox_ or {letter}k_test_ in sandbox and with {letter}k_ when it is live"


def _contradiction(role: Role) -> str | None:
    credential = role.credential
    if credential.state != GIVEN:
        return None
    text = credential.text
    if text is None:
        if credential.kind is not None and credential.kind != role.kind:
            named = f"{credential.name} is" if credential.name else "this is"
            return f"{named} a {credential.kind} key where the {role.kind} key goes"
        return None
    if text[:7].lower() == "bearer ":
        return "the SDK adds Bearer by itself; here it is inside of the key"
    if is_placeholder(text):
        return None
    prefix = _foreign(credential)
    if prefix is not None:
        return f"no Checkout.com key begins with {prefix}"
    if credential.kind is not None and credential.kind != role.kind:
        return f"this is a {credential.kind} key where the {role.kind} key goes"
    if credential.kind is not None and text != text.strip().strip("'\""):
        return "there is white space, or there are quotes, around this key"
    return None


def _foreign(credential: Credential) -> str | None:
    if credential.state != GIVEN or credential.text is None or is_placeholder(credential.text):
        return None
    return foreign_prefix(credential.text.strip())
