"""A host looks like a Checkout.com API host, but is not.

What it does: Reports `sandbox.api.checkout.com`, `api-sandbox.checkout.com`, `api.live.checkout.com`, and similar hosts, and
hosts of the retired API. Also reports a prefix that is no merchant's: a whole client id, a placeholder, or one before
`files.`, `transfers.`, or `balances.`, which take none.

Impact: The host does not exist, or its server does not know the key and answers with *401 Unauthorized*.

Example:
```python
import os

import requests

response = requests.get(
    "https://sandbox.api.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
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

Fix: Safe: puts the right host in its place, if it is certain which one was meant.

Not reported when: the host is only compared with another value.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.hosts import Host, host_of
from cko_lint.facts import Facts, Request, Url
from cko_lint.findings import Change, Finding, Remedy, Severity
from cko_lint.rules.report import Rule, remedy, step

RULE = Rule("CKO306", "wrong-host", Severity.ERROR, cwe=522, security_severity=6.5)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests to hosts that are not the API's."""
    for request in facts.requests:
        wrong = [url for url in (scenario.url for scenario in request.scenarios) if _is_wrong(url.host)]
        if wrong and (host := wrong[0].host) is not None:
            what = _DOUBTS.get(host.doubt, "not a Checkout.com API host")
            message = f"`{host.name}` is {_RETIRED if host.role == 'retired' else what}"
            severity = Severity.WARNING if host.doubt else Severity.ERROR
            steps = [step("URL set here", wrong[0].place)]
            yield RULE.at(request.place, message, _help(host), steps, severity, remedies=map(_remedy, wrong))


def _is_wrong(host: Host | None) -> bool:
    return host is not None and (not host.known or bool(host.doubt))


def _remedy(url: Url) -> Remedy | None:
    """Returns the change of the host, where it is certain which one was meant."""
    if url.host is None or not url.host.meant:
        return None
    return remedy(Change.CORRECT_HOST, [url.written], [url.host.name, url.host.meant], safe=True)


_RETIRED = "a host of Checkout.com's retired API"
_DOUBTS = {
    "client id": "no merchant's host: its prefix is a whole client id",
    "placeholder": "no merchant's host: its prefix is a placeholder",
    "shared": "not a Checkout.com API host: this one takes no prefix",
}


def _help(host: Host) -> str:
    if host.doubt == "placeholder":
        return "use the first eight characters of the client id, without `cli_`"
    return f"use `{host.meant or host_of('api', host.environment)}`"


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    hosts = [scenario.url.host for scenario in request.scenarios]
    return "its host is one of the API's" if hosts and None not in hosts else "its host is not known to be a wrong one"
