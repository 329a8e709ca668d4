"""A key is of the wrong kind for its use.

What it does: Reports a public key where a secret key is expected, or the reverse, as the key's prefix or its variable's
name shows; a literal key under a name of the other kind; a prefix that no Checkout.com key has (`sk_live_`,
`sk_sandbox_`, upper case); `Bearer`, whitespace, or quotes inside a key that is passed to the SDK; the id or the secret of an
OAuth client sent as a key, or swapped; a key in their place; and a session secret (`sek_...`) with `Bearer`.

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

import re
from collections.abc import Iterator

from cko_lint.checkout.keys import CLIENT_ID, CLIENT_SECRET, foreign_prefix, is_placeholder, is_stub
from cko_lint.facts import GIVEN, Credential, Facts, Part, Request, Role, Scenario, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, named, step
from cko_lint.sources.path_roles import is_test

RULE = Rule("CKO203", "misprefixed-key", Severity.ERROR)
_OF_ACCESS = frozenset({"access", "oauth", "client"})  # a secret key of those may be an OAuth client's own


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the keys that contradict their role."""
    for client in facts.clients:
        for role in client.roles:
            found = _contradiction(role)
            if found is not None:
                place = role.credential.place or role.place
                steps = [step("passed to the SDK here", role.place, Part.AFTER), *role.credential.way]
                yield RULE.at(place, *found, steps)
    for role in facts.configured:
        found = _contradiction(role)
        if found is not None:
            yield RULE.at(role.place, *found)
    for role in facts.named_keys:
        if role.credential.kind != role.kind:
            message = f"{role.credential.kind} key under the name of a {role.kind} key"
            yield RULE.at(role.place, message, _form(role.kind))
    for role in facts.clients_own:
        found = _of_client(role)
        if found is not None:
            yield RULE.at(role.credential.place or role.place, *found, [step("passed here", role.place, Part.AFTER)])
    for request in facts.requests:
        for scenario in request.scenarios:
            found = _sent(scenario) if scenario.url.is_checkout else None
            if found is not None:
                place = scenario.credential.place or request.place
                yield RULE.at(place, *found, [step("sent here", request.place, Part.AFTER), *scenario.credential.way])


def _sent(scenario: Scenario) -> tuple[str, str] | None:
    """Returns what is wrong with what a request sends as its key, and what to do about it."""
    credential, text = scenario.credential, scenario.credential.text or ""
    prefix = _foreign(credential)
    if prefix is not None:
        return _no_key(prefix), _form("secret")
    if credential.state != GIVEN or scenario.url.takes_no_key or credential.scheme == "Basic":
        return None
    if credential.client_part == CLIENT_ID and text:
        return "OAuth client id sent as a key", "request an access token with it, and send that"
    if credential.client_part == CLIENT_SECRET and credential.key is None and credential.kind is None:
        return f"OAuth client secret{named(credential)} sent as a key", "request an access token with it, and send that"
    if text.startswith("sek_") and credential.scheme == "Bearer":
        return "session secret sent with `Bearer`", "send the session secret as it is, without `Bearer`"
    return None


def _of_client(role: Role) -> tuple[str, str] | None:
    """Returns what is wrong with what is given as the id or the secret of an OAuth client, and what to do about it."""
    credential = role.credential
    if credential.state != GIVEN or is_placeholder(credential.text or ""):
        return None
    if credential.client_part is not None:
        if credential.client_part == role.kind:
            return None
        return f"OAuth {credential.client_part}{named(credential)} passed as {role.kind}", f"pass the {role.kind}"
    if credential.kind is None or _OF_ACCESS & set(re.split(r"[^a-z]+", (credential.name or "").lower())):
        return None
    return f"{credential.kind} key{named(credential)} passed as OAuth {role.kind}", f"pass the {role.kind}"


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
        return "whitespace or quotes around the key", "remove everything that is not part of the key"
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
    if credential.place is not None and is_test(credential.place.spot().location.path) and is_stub(credential.text):
        return None
    return foreign_prefix(credential.text.strip())


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return "no credential of another provider, nor of an OAuth client, is known to be sent as its key"


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    return "its keys are not known to be of another kind or provider, or to have anything around them"
