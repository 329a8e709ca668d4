"""The exception for a 401 is not handled.

What it does: Reports a call that raises an exception on a 401, as every SDK call does, if no `try` around the call or
around any of its callers catches it, and the project registers no handler for it. The callers that do not handle it are
shown. A call of an OAuth client renews the token of its client first, and can raise two exceptions.

Impact: The first 401 ends the program, or a customer's request, with a traceback.

Example:
```python
import os

from checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()


def payment_status(payment_id):
    return api.payments.get_payment_details(payment_id).status
```

Use instead:

```python
import logging
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException

log = logging.getLogger(__name__)
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()


def payment_status(payment_id):
    try:
        return api.payments.get_payment_details(payment_id).status
    except CheckoutApiException as error:
        log.error("payment %s: HTTP %s", payment_id, error.http_metadata.status_code)
        raise
```

Not reported when: every caller in the project handles the exception; or the project handles it for the whole
application (Flask's `errorhandler`, FastAPI's `exception_handler`, a Django middleware, `sys.excepthook`, Celery's
`autoretry_for`).

References:
- <https://github.com/checkout/checkout-sdk-python#exception-handling>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import OAUTH
from cko_lint.facts import GUARDED, UNGUARDED, Facts, Request, SdkCall, SdkClient
from cko_lint.findings import Finding, Severity
from cko_lint.rules.endpoint_names import Sent, not_sent, sent_to_checkout, with_endpoints
from cko_lint.rules.report import About, Rule, called_by, step

RULE = Rule("CKO402", "uncaught-auth-error", Severity.WARNING, about=About.RESPONSE)
_CALLED = "called here; the exception is not handled"


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the calls whose error is not caught."""
    yield from (_of_call(call) for call in facts.calls if call.outcome == UNGUARDED)
    yield from (_of_client(client) for client in facts.clients if client.outcome == UNGUARDED)
    found = (sent for sent in sent_to_checkout(facts) if sent.request.raises and sent.request.outcome == UNGUARDED)
    yield from (_of_request(sent, endpoint) for sent, endpoint in with_endpoints(found))


def _of_call(call: SdkCall) -> Finding:
    error, advice = "CheckoutApiException", "catch it, or register an error handler for the application"
    if call.platform == "legacy":
        error, advice = "CheckoutSdkError", "catch `checkout_sdk.errors.CheckoutSdkError`"
    why = "raises it on a 401"
    if call.error == "CheckoutAuthorizationException":
        error, why = "CheckoutException", "raises it if its OAuth token cannot be renewed"
        advice = "catch `CheckoutException`, of which that error is one"
    finding = RULE.at(call.place, f"unhandled `{error}`: `{call.name}` {why}", advice)
    return called_by(finding, call.callers, _CALLED)


def _of_client(client: SdkClient) -> Finding:
    message = (
        "unhandled `CheckoutException`: `.build()` requests an OAuth token, and raises it if the client is rejected"
    )
    finding = RULE.at(client.place, message, "catch `CheckoutException` around `.build()`")
    return called_by(finding, client.callers, _CALLED)


def _of_request(sent: Sent, endpoint: str) -> Finding:
    finding = RULE.at(
        sent.request.place,
        f"unhandled `HTTPError`: {endpoint} raises it on a 401",
        "catch `urllib.error.HTTPError`",
        [step("URL set here", scenario.url.place) for scenario in sent.request.scenarios],
    )
    return called_by(finding, sent.request.callers, _CALLED)


def silence_of_request(request: Request, facts: Facts) -> str:
    """Returns why nothing is reported of a request."""
    return not_sent(request) or (
        _silence(request.outcome) if request.raises else "the library by itself raises no exception on a 401"
    )


def silence_of_call(call: SdkCall, facts: Facts) -> str:
    """Returns why nothing is reported of a call of the SDK."""
    return _silence(call.outcome)


def silence_of_client(client: SdkClient, facts: Facts) -> str:
    """Returns why nothing is reported of a client."""
    return _silence(client.outcome) if client.platform == OAUTH else "`.build()` is not known to request a token"


def _silence(outcome: str) -> str:
    if outcome == GUARDED:
        return "the exception is caught, or an error handler of the application handles it"
    return "it is not known whether a caller catches the exception, or it is called in a test or a notebook"
