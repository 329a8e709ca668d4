"""A key is of the wrong kind for its use.

What it does: Reports a public key where a secret key is expected, or the reverse, as the key's prefix or its variable's
name shows; a prefix that no Checkout.com key has (`sk_live_`, `sk_sandbox_`, upper case); and `Bearer`, white space, or
quotes inside a key that is passed to the SDK.

Impact: Checkout.com does not know the key, or the endpoint does not accept its kind, and answers with *401
Unauthorized*.

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

Not reported when: the name of the variable does not say which kind of key it holds. In an `Authorization` header
written by hand, only the prefix of the key counts.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import foreign_prefix, is_placeholder
from cko_lint.facts import GIVEN, Credential, Facts, Role
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, named, step

RULE = Rule("CKO203", "misprefixed-key", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the keys that contradict their role."""
    for client in facts.clients:
        for role in client.roles:
            found = _contradiction(role)
            if found is not None:
                place = role.credential.place or role.place
                steps = [step("passed to the SDK here", role.place), *role.credential.way]
                yield RULE.at(place, *found, steps)
    for role in facts.configured:
        found = _contradiction(role)
        if found is not None:
            yield RULE.at(role.place, *found)
    for request in facts.requests:
        for scenario in request.scenarios:
            prefix = _foreign(scenario.credential)
            if scenario.url.is_checkout and prefix is not None:
                place = scenario.credential.place or request.place
                yield RULE.at(place, _no_key(prefix), _form("secret"), [step("sent here", request.place)])


def _form(kind: str) -> str:
    letter = kind[0]
    return f"a {kind} key begins with `{letter}k_sbox_` or `{letter}k_test_` in the sandbox, and with `{letter}k_` if it is live"


def _no_key(prefix: str) -> str:
    return f"no Checkout.com key begins with `{prefix}`"


def _contradiction(role: Role) -> tuple[str, str] | None:
    """Returns what is wrong with a credential in its role, and what to do about it."""
    credential = role.credential
    if credential.state != GIVEN:
        return None
    text = credential.text
    if text is None:
        return _of_other_kind(role)
    if text[:7].lower() == "bearer ":
        return "`Bearer` inside the key: the SDK adds it", "remove `Bearer` from the key"
    if is_placeholder(text):
        return None
    prefix = _foreign(credential)
    if prefix is not None:
        return _no_key(prefix), _form(role.kind)
    if credential.kind is not None and credential.kind != role.kind:
        return f"{credential.kind} key passed where a {role.kind} key is expected", _form(role.kind)
    if credential.kind is not None and text != text.strip().strip("'\""):
        return "white space or quotes around the key", "remove everything that is not part of the key"
    return None


def _of_other_kind(role: Role) -> tuple[str, str] | None:
    """Returns what is wrong if the name of what holds a key says that it is of the other kind."""
    credential = role.credential
    if credential.kind is None or credential.kind == role.kind:
        return None
    return (
        f"{credential.kind} key{named(credential)} passed where a {role.kind} key is expected",
        f"pass the {role.kind} key",
    )


def _foreign(credential: Credential) -> str | None:
    if credential.state != GIVEN or credential.text is None or is_placeholder(credential.text):
        return None
    return foreign_prefix(credential.text.strip())
