"""The credential is sent in a form that Checkout.com does not accept.

What it does: Reports a scheme other than `Bearer` (`Basic`, `Token`, `auth=(key, "")`); `Bearer` that is misspelt,
repeated, or not followed by a space; a header other than `Authorization`, such as `X-Api-Key`; and a default-platform
key without `Bearer`.

Impact: Checkout.com looks for the key in one header and one form. A key sent in another way counts as missing, and the
answer is *401 Unauthorized*.

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

Not reported when: the key is of the previous platform, which is accepted with and without `Bearer`; the platform of a
key without `Bearer` is unknown; or the token endpoint is called with Basic authentication. The scheme may be in upper
or lower case.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import DEFAULT, PUBLIC
from cko_lint.facts import GIVEN, Credential, Facts, Scenario, Url
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import Sent, with_endpoints
from cko_lint.rules.report import Rule, step

RULE = Rule("CKO102", "malformed-authorization", Severity.ERROR)
_HELP = "send the header `Authorization: Bearer <key>`"
_OF_SCHEME = {
    "space": "no space between `Bearer` and the key in the `Authorization` header of {}",
    "twice": "`Bearer` is repeated in the `Authorization` header of {}",
    "misspelt": "`Bearer` is misspelt in the `Authorization` header of {}",
}


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose credential is in a form that cannot work."""
    for sent, endpoint in with_endpoints(_malformed(facts)):
        fault = _fault(sent.scenario, facts)
        if fault is not None:
            message, severity = fault
            credential = sent.scenario.credential
            steps = [*credential.way, step("credential set here", credential.place)]
            yield RULE.at(sent.request.place, message.format(endpoint), _HELP, steps, severity)


def _malformed(facts: Facts) -> Iterator[Sent]:
    for request in facts.requests:
        scenario = next((s for s in request.scenarios if _fault(s, facts) is not None), None)
        if scenario is not None:
            yield Sent(request, (scenario,))


def _fault(scenario: Scenario, facts: Facts) -> tuple[str, Severity] | None:
    """Returns what is wrong with the form of a credential, with `{}` where the endpoint goes, and how bad that is."""
    url, credential = scenario.url, scenario.credential
    if not url.is_checkout or credential.state != GIVEN:
        return None
    fault = credential.fault
    if fault is None:
        return _bare(url, credential, facts) if credential.scheme == "" else None
    if fault == "scheme":
        if url.takes_no_key:
            return None
        return (
            f"{{}} requires the `Authorization` scheme `Bearer`, not `{_literally(credential.scheme)}`",
            Severity.ERROR,
        )
    if fault in _OF_SCHEME:
        return _OF_SCHEME[fault], Severity.ERROR
    if fault.startswith("header "):
        name = _literally(fault.removeprefix("header "))
        return f"key sent in the header `{name}`: {{}} reads only `Authorization`", Severity.ERROR
    return None


def _literally(text: str | None) -> str:
    return (text or "").replace("{", "{{").replace("}", "}}")


def _bare(url: Url, credential: Credential, facts: Facts) -> tuple[str, Severity] | None:
    if credential.platform == DEFAULT:
        severity = Severity.NOTE if credential.kind == PUBLIC else Severity.WARNING
        kind = "public" if credential.kind == PUBLIC else "secret"
        return f"{kind} key of the default platform sent to {{}} without `Bearer`", severity
    if credential.platform is not None or credential.text is not None or not credential.is_key:
        return None
    on_default = facts.platform == DEFAULT or (url.host is not None and bool(url.host.subdomain))
    if on_default:
        return "key sent to {} without `Bearer`, which the default platform requires", Severity.WARNING
    return None
