"""The credential is empty.

What it does: Reports a credential that is certainly empty: `""`, `None`, `"Bearer "`, `f"Bearer {None}"`; and an SDK client
that is built without a secret key. With `--pedantic`, also a credential that is empty if an environment variable is not set, when nothing checks it before it is
used.

Impact: Checkout.com treats an empty key as a missing one and answers with *401 Unauthorized*.

Example:
```python
import requests

SECRET_KEY = ""

response = requests.get(
    "https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {SECRET_KEY}"}
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

SECRET_KEY = os.environ["CKO_SECRET_KEY"]

response = requests.get(
    "https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {SECRET_KEY}"}
)
response.raise_for_status()
```

Fix: Unsafe for an empty string, which is read from an environment variable instead: its name is a guess. Safe for
`os.getenv("KEY")`, which becomes `os.environ["KEY"]`: the program then fails at once if the variable is not set.

Not reported when: the value may be replaced before it is used; or, without `--pedantic`, it comes from
`os.getenv("KEY")`.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cko_lint.checkout.keys import OAUTH, SECRET
from cko_lint.facts import EMPTY, MISSING, Credential, Facts, Place, Request, SdkClient, Step
from cko_lint.findings import Change, Finding, Remedy, Severity
from cko_lint.rules import key_sources
from cko_lint.rules.endpoint_names import Sent, not_sent, with_endpoints
from cko_lint.rules.report import Rule, remedy, step

RULE = Rule("CKO103", "empty-credential", Severity.ERROR)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK clients whose credential is empty."""
    for sent, endpoint in with_endpoints(_sent_empty(facts)):
        credentials = [scenario.credential for scenario in sent.scenarios]
        if is_empty(credentials):
            message = f"{endpoint} is sent with an empty credential"
            yield RULE.at(
                sent.request.place, message, _help(SECRET), _steps(credentials[0]), remedies=_read(facts, credentials)
            )
        else:
            message = f"credential of {endpoint} is empty {_if_unset(credentials)}"
            remedies = _require(sent.request.place, credentials)
            yield RULE.at(
                sent.request.place, message, _help(SECRET), (), Severity.WARNING, pedantic=True, remedies=remedies
            )
    for client in facts.clients:
        yield from _of_client(client, facts)


def _sent_empty(facts: Facts) -> Iterator[Sent]:
    for request in facts.requests:
        scenarios = tuple(s for s in request.scenarios if s.url.is_checkout and not s.url.takes_no_key)
        credentials = [scenario.credential for scenario in scenarios]
        if is_empty(credentials) or any(map(_may_be_unset, credentials)):
            yield Sent(request, scenarios)


def _of_client(client: SdkClient, facts: Facts) -> Iterator[Finding]:
    """Yields what is wrong with the secret key of a client; its public key may be empty."""
    given = [role.credential for role in client.roles if role.kind == SECRET]
    if client.lacks_secret:
        message = "SDK client is built without a secret key: `.build()` raises an error"
        yield RULE.at(client.place, message, "call `.secret_key(...)` on the builder")
    elif is_empty(given):
        message = "SDK client is built with an empty secret key"
        yield RULE.at(client.place, message, _help(SECRET), _steps(given[0]), remedies=_read(facts, given))
    elif any(map(_may_be_unset, given)):
        message = f"secret key of the SDK client is empty {_if_unset(given)}"
        remedies = _require(client.place, given)
        yield RULE.at(client.place, message, _help(SECRET), (), Severity.WARNING, pedantic=True, remedies=remedies)


def is_empty(credentials: Sequence[Credential]) -> bool:
    """Whether there is nothing that the credential can be but empty."""
    return bool(credentials) and all(c.state == EMPTY and not c.unset for c in credentials)


def _may_be_unset(credential: Credential) -> bool:
    return credential.state == EMPTY and credential.unset


def _if_unset(credentials: Sequence[Credential]) -> str:
    name = next((credential.name for credential in credentials if _may_be_unset(credential)), None)
    return f"if `{name}` is not set" if name else "if its environment variable is not set"


def _read(facts: Facts, credentials: Sequence[Credential]) -> Iterator[Remedy | None]:
    """Yields the changes that read a key where an empty text is written; from which variable is a guess."""
    for credential in credentials:
        yield remedy(
            Change.READ_VARIABLE,
            [credential.place],
            (SECRET, "", "", *key_sources.variables(facts, SECRET)),
            safe=False,
        )


def _require(place: Place, credentials: Sequence[Credential]) -> Iterator[Remedy | None]:
    """Yields the changes that make the program fail where a variable is not set."""
    for credential in filter(_may_be_unset, credentials):
        way = [step.place for step in credential.way]
        source, name = credential.source or ("", "")
        known = source == "environment"
        places = [place, *way, credential.beginning, credential.entry]
        yield remedy(Change.REQUIRE_VARIABLE, places, [name], safe=True) if known else None


def _steps(credential: Credential) -> list[Step | None]:
    return [*credential.way, step("empty value set here", credential.place)]


def _help(kind: str) -> str:
    return f'read the key with `os.environ["CKO_{kind.upper()}_KEY"]`, which fails if the variable is not set'


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    states = {s.credential.state for s in request.scenarios if s.url.is_checkout and not s.url.takes_no_key}
    if not states:
        return not_sent(request) or "the endpoint takes no key in the header"
    if EMPTY in states:
        return "the credential is empty only in some cases"
    return _NO_CREDENTIAL if states == {MISSING} else _NOT_KNOWN


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    if client.platform == OAUTH:
        return "an OAuth client has no secret key"
    given = {role.credential.state for role in client.roles if role.kind == SECRET}
    return "the secret key is empty only in some cases" if EMPTY in given else _NOT_KNOWN


_NO_CREDENTIAL = "it sends no credential in the header"
_NOT_KNOWN = "the credential is not known to be empty"
