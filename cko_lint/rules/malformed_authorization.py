"""The credential is sent in a form that Checkout.com does not accept.

What it does: Reports a scheme other than `Bearer` (`Basic`, `Token`, `auth=(key, "")`); `Bearer` that is misspelt,
repeated, or not followed by a space; a header other than `Authorization`, such as `X-Api-Key`; a string that is never
formatted (`"Bearer {KEY}"` without its `f`); bytes, a `SecretStr`, a tuple, or a function that is not called instead of the
key; a key without `Bearer`, if it is one of the default platform or the endpoint exists only there; and an OAuth access
token without `Bearer`.

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

Fix: Safe: corrects the scheme, the name of the header, `auth=(key, "")`, or a missing `f`, and unwraps a `SecretStr` or decodes bytes. There is no
fix if it is not certain what was meant, as with a user and a password in base64.

Not reported when: the key is of the previous platform, which is accepted with and without `Bearer`; the platform of a
key without `Bearer` is unknown; or the token endpoint is called with Basic authentication. The scheme may be in upper
or lower case.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout import endpoints
from cko_lint.checkout.keys import DEFAULT, PUBLIC
from cko_lint.facts import GIVEN, Facts, Request
from cko_lint.findings import Change, Finding, Remedy, Severity
from cko_lint.rules.endpoint_names import Sent, not_sent, with_endpoints
from cko_lint.rules.report import Rule, remedy, step

RULE = Rule("CKO102", "malformed-authorization", Severity.ERROR)
_HELP = "send the header `Authorization: Bearer <key>`"
_OTHER_HELP = {
    "template": "add the `f` in front of the string, or call its `format`",
    "masked": "call `.get_secret_value()`",
    "bytes": "decode the bytes, or do not encode the key",
    "uncalled": "call the function",
    "object": "use the string itself: `.get_secret_value()`, or no comma behind the value",
}
_OF_SCHEME = {
    "space": "no space between `Bearer` and the key in the `Authorization` header of {}",
    "twice": "`Bearer` is repeated in the `Authorization` header of {}",
    "misspelt": "`Bearer` is misspelt in the `Authorization` header of {}",
    "template": "string is not formatted: the `Authorization` header of {} has its placeholder instead of the key",
    "masked": "`SecretStr` is formatted into the `Authorization` header of {}, which then has asterisks instead of the key",
    "bytes": "bytes are formatted into the `Authorization` header of {}, which then has `b'...'` instead of the key",
    "uncalled": "function is formatted into the `Authorization` header of {}, which then has its name instead of the key",
    "object": "`Authorization` header of {} is not a string: the value is a tuple or a secret object",
}


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests whose credential is in a form that cannot work."""
    for sent, endpoint in with_endpoints(_malformed(facts)):
        fault = _fault(sent, facts)
        if fault is not None:
            message, severity = fault
            credential = sent.scenario.credential
            steps = [*credential.way, step("credential set here", credential.place)]
            advice = _OTHER_HELP.get(credential.fault or "", _HELP)
            yield RULE.at(
                sent.request.place, message.format(endpoint), advice, steps, severity, remedies=[_remedy(sent)]
            )


def _malformed(facts: Facts) -> Iterator[Sent]:
    for request in facts.requests:
        sent = (Sent(request, (scenario,)) for scenario in request.scenarios)
        malformed = next((s for s in sent if _fault(s, facts) is not None), None)
        if malformed is not None:
            yield malformed


def _fault(sent: Sent, facts: Facts) -> tuple[str, Severity] | None:
    """Returns what is wrong with the form of a credential, with `{}` where the endpoint goes, and how bad that is."""
    url, credential = sent.scenario.url, sent.scenario.credential
    if not url.is_checkout or credential.state != GIVEN:
        return None
    fault = credential.fault
    if fault is None:
        return _bare(sent, facts) if credential.scheme == "" else None
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


_IN_ITS_BEGINNING = ("scheme", "space", "twice", "misspelt", "template", "masked", "bytes")


def _remedy(sent: Sent) -> Remedy | None:
    """Returns the change that brings the credential into its form, where there is no doubt about what is to be sent."""
    credential = sent.scenario.credential
    fault = credential.fault or "bare"
    if fault in _IN_ITS_BEGINNING and credential.beginning is not None:
        is_plain = credential.source is not None or credential.key is not None
        if (credential.scheme or "").lower() == "basic" and not is_plain:
            return None  # it may be encoded
        return remedy(Change.CORRECT_HEADER, [credential.beginning], [fault], safe=True)
    if fault == "scheme":
        return remedy(Change.CORRECT_HEADER, [sent.request.place], ["auth"], safe=True)
    if fault == "bare" or fault.startswith("header "):
        return remedy(Change.CORRECT_HEADER, [credential.entry], [fault.partition(" ")[0]], safe=True)
    return None


def _literally(text: str | None) -> str:
    return (text or "").replace("{", "{{").replace("}", "}}")


def _bare(sent: Sent, facts: Facts) -> tuple[str, Severity] | None:
    credential = sent.scenario.credential
    if credential.token is not None and not credential.is_examined:
        return "OAuth access token sent to {} without `Bearer`", Severity.WARNING
    if credential.platform == DEFAULT:
        severity = Severity.NOTE if credential.kind == PUBLIC else Severity.WARNING
        kind = "public" if credential.kind == PUBLIC else "secret"
        return f"{kind} key of the default platform sent to {{}} without `Bearer`", severity
    if (
        credential.platform is not None
        or credential.text is not None
        or not credential.is_key
        or credential.is_examined
    ):
        return None
    is_default = facts.platform_of(sent.request.place) == DEFAULT
    if is_default or endpoints.is_of_default_only(sent.request.method, sent.scenario.url.path):
        return "key sent to {} without `Bearer`, which the default platform requires", Severity.WARNING
    return None


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    given = [s.credential for s in request.scenarios if s.url.is_checkout and s.credential.state == GIVEN]
    if not given:
        return not_sent(request) or "it is not known that it sends a credential"
    if any(credential.scheme == "" for credential in given):
        return "it is sent without `Bearer`, but is not known to be a key of the default platform, which requires it"
    if all((credential.scheme or "").lower() == "bearer" for credential in given):
        return "the credential is sent as `Bearer <key>`, as far as it is known"
    return "the credential is not known to be in a form that the endpoint rejects"
