"""An OAuth token is requested without a required scope.

What it does: Reports a request or an SDK call to an endpoint if the client requested none of the scopes that the
endpoint accepts. A scope includes its sub-scopes: `gateway` includes `gateway:payment-details`.

Impact: The token does not have the permission, and the answer is *401 Unauthorized*.

Example:
```python
import os

import requests

token = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    data={"grant_type": "client_credentials", "scope": "vault:instruments"},
)
token.raise_for_status()
response = requests.post(
    "https://api.sandbox.checkout.com/payments",
    json={},
    headers={"Authorization": f"Bearer {token.json()['access_token']}"},
)
response.raise_for_status()
```

Use instead:

```python
import os

import requests

token = requests.post(
    "https://access.sandbox.checkout.com/connect/token",
    auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    data={"grant_type": "client_credentials", "scope": "gateway"},
)
token.raise_for_status()
response = requests.post(
    "https://api.sandbox.checkout.com/payments",
    json={},
    headers={"Authorization": f"Bearer {token.json()['access_token']}"},
)
response.raise_for_status()
```

Not reported when: the scopes are read from configuration; or the endpoint's scopes are not published; or one of the scopes is misspelt, or
several are not separated by spaces (CKO505).

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cko_lint.checkout import endpoints, sdk
from cko_lint.checkout.keys import OAUTH
from cko_lint.facts import Facts, Request, SdkCall
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import Sent, with_endpoints
from cko_lint.rules.permissions import calls, operations, requests
from cko_lint.rules.report import Rule, step
from cko_lint.rules.scope_names import is_in_wrong_form

RULE = Rule("CKO503", "missing-oauth-scope", Severity.WARNING)
_IN_WRONG_FORM = "one of the scopes is misspelt, or several are not separated by spaces (CKO505)"


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the requests and SDK calls whose token lacks the scope."""
    for sent, endpoint in with_endpoints(_without_scope(facts)):
        token, needed = sent.scenario.credential.token, _needed(sent)
        steps = [step("token requested here", token.place if token is not None else None)]
        yield RULE.at(sent.request.place, _message(endpoint, needed), _help(needed), steps)
    for call in calls(facts):
        if call.platform != OAUTH or call.scopes is None:
            continue
        needs = [endpoints.scopes_of(endpoints.find(verb, path)) for verb, path in sdk.operations(call.name, "default")]
        if needs and all(lacks(call.scopes, needed) for needed in needs):
            yield RULE.at(call.place, _message(f"`{call.name}`", needs[0]), _help(needs[0]))


def _without_scope(facts: Facts) -> Iterator[Sent]:
    for request in requests(facts):
        for scenario in request.scenarios:
            sent, token = Sent(request, (scenario,)), scenario.credential.token
            if token is not None and token.scopes is not None and lacks(token.scopes, _needed(sent)):
                yield sent
                break


def _needed(sent: Sent) -> tuple[str, ...]:
    return endpoints.scopes_of(operations(sent.request, sent.scenario))


def lacks(asked: tuple[str, ...], needed: tuple[str, ...]) -> bool:
    """Whether none of the scopes that were asked for covers one that is needed; False where none is known to be."""
    if not needed or any(map(is_in_wrong_form, asked)):  # that is CKO505
        return False
    return not any(endpoints.covers(have, need) for have in asked for need in needed)


def _message(endpoint: str, needed: tuple[str, ...]) -> str:
    scopes = " or ".join(f"`{scope}`" for scope in needed)
    return f"token requested without a scope that {endpoint} requires ({scopes})"


def _help(needed: tuple[str, ...]) -> str:
    return f"request the scope `{needed[0]}` too"


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    tokens = [(s, s.credential.token) for s in request.scenarios if s.credential.token is not None]
    if not tokens:
        return "it is not known to send a token that the program requests"
    if not request.is_paired or any(token.scopes is None for _, token in tokens):
        return "the scopes of its token are not known"
    if any(is_in_wrong_form(name) for _, token in tokens for name in token.scopes or ()):
        return _IN_WRONG_FORM
    return _silence(_needed(Sent(request, (scenario,))) for scenario, _ in tokens)


def silence_of_call(call: SdkCall, facts: Facts) -> str:
    """Returns why nothing is reported of a call of the SDK."""
    if call.platform != OAUTH:
        return "the client is not known to use OAuth"
    if not call.is_paired or call.scopes is None:
        return "the scopes of its client are not known"
    if any(map(is_in_wrong_form, call.scopes)):
        return _IN_WRONG_FORM
    needs = [endpoints.scopes_of(endpoints.find(*o)) for o in sdk.operations(call.name, "default")]
    return _silence(need for need in needs if not lacks(call.scopes, need))


def _silence(needs: Iterable[tuple[str, ...]]) -> str:
    """Returns why nothing is reported of a token that lacks none of the scopes that are published."""
    found = list(needs)
    is_published = bool(found) and all(found)
    return "the token has a scope that it needs" if is_published else "the scopes that it needs are not published"
