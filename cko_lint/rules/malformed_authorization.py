"""The credential is sent in a form that cannot work.

What it does: reports another scheme than `Bearer` (`Basic`, `Token`, `auth=(key, "")`), `Bearer` without its space, twice or
misspelt, a misspelt header with no `Authorization` beside it, and a default-platform key without `Bearer`.

Why it is a 401: Checkout.com reads one header in one form; a key that it cannot find there is missing.

Example:
```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Token {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

response = requests.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
response.raise_for_status()
```

When it is silent: for previous-platform keys, which go bare and with `Bearer`, for bare values whose platform is unknown, and
for Basic authentication at the token endpoint. The case of the scheme does not matter.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import DEFAULT, PUBLIC
from cko_lint.facts import GIVEN, Credential, Facts, Request, Scenario, Url
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO102", "malformed-authorization", Severity.ERROR)
_HELP = 'send it as "Authorization: Bearer <key>"'


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose credential is in a form that cannot work."""
    for request in facts.requests:
        for scenario in request.scenarios:
            found = _fault(scenario, facts)
            if found is not None:
                message, severity = found
                yield _finding(request, scenario, message, severity)
                break


def _finding(request: Request, scenario: Scenario, message: str, severity: Severity) -> Finding:
    steps = [*scenario.credential.way, step("the credential is written here", scenario.credential.place)]
    return RULE.at(request.place, message, _HELP, steps, severity)


def _fault(scenario: Scenario, facts: Facts) -> tuple[str, Severity] | None:
    url, credential = scenario.url, scenario.credential
    if not url.is_checkout or credential.state != GIVEN:
        return None
    fault = credential.fault
    if fault is None:
        return _bare(url, credential, facts) if credential.scheme == "" else None
    if fault == "scheme":
        if url.takes_no_key:
            return None
        return f"Checkout.com takes the key with the scheme Bearer, not {credential.scheme}", Severity.ERROR
    if fault == "space":
        return "there is no space between Bearer and the key", Severity.ERROR
    if fault == "twice":
        return "Bearer stands twice before the key", Severity.ERROR
    if fault == "misspelt":
        return "the scheme before the key is a misspelt Bearer", Severity.ERROR
    if fault.startswith("header "):
        name = fault.removeprefix("header ")
        return (
            f"the key is in the header {name}, which Checkout.com does not read, and not in Authorization",
            Severity.ERROR,
        )
    return None


def _bare(url: Url, credential: Credential, facts: Facts) -> tuple[str, Severity] | None:
    if credential.platform == DEFAULT:
        if credential.kind == PUBLIC:
            return "a public key of the default platform is sent without Bearer", Severity.NOTE
        return "a secret key of the default platform is sent without Bearer", Severity.WARNING
    if credential.platform is not None or credential.text is not None or not credential.is_key:
        return None
    on_default = facts.platform == DEFAULT or (url.host is not None and bool(url.host.subdomain))
    if on_default:
        return "the key is sent without Bearer, which the default platform demands", Severity.WARNING
    return None
