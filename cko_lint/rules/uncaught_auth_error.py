"""Nobody catches the error of a refused request.

What it does: reports a call that raises on a 401 by itself, such as every call of the SDK, if no `try` around it or around any
of its callers catches that, and the project registers no handler for it. The calls that leave it unguarded are shown.

Why it is a 401: the first refused key ends the program, or the request of a customer, with a traceback.

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

When it is silent: where every caller in the project guards the call, and where the project handles the error for all (Flask's
`errorhandler`, FastAPI's `exception_handler`, a Django middleware, `sys.excepthook`, Celery's `autoretry_for`).

References:
- <https://github.com/checkout/checkout-sdk-python#exception-handling>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import UNGUARDED, Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule, called_by, step

RULE = Rule("CKO402", "uncaught-auth-error", Severity.WARNING)
_CALLED = "called here; nothing catches the error"
_OLD_SDK_HELP = "catch checkout_sdk.errors.CheckoutSdkError around it"
_SDK_HELP = "catch CheckoutApiException around it, or register a handler for the whole application"


def check(facts: Facts) -> Iterator[Finding]:
    """Yields the calls whose error nobody catches."""
    for call in facts.calls:
        if call.outcome == UNGUARDED:
            error, help = (
                ("CheckoutSdkError", _OLD_SDK_HELP)
                if call.platform == "legacy"
                else ("CheckoutApiException", _SDK_HELP)
            )
            finding = RULE.at(call.place, f"nobody catches the {error} that {call.name} raises on a 401", help)
            yield called_by(finding, call.callers, _CALLED)
    for client in facts.clients:
        if client.outcome == UNGUARDED:
            message = "building this client fetches a token, and nobody catches the error of a refused one"
            finding = RULE.at(client.place, message, "catch CheckoutException around it")
            yield called_by(finding, client.callers, _CALLED)
    for request in facts.requests:
        if request.raises and request.outcome == UNGUARDED and any(s.url.is_checkout for s in request.scenarios):
            finding = RULE.at(
                request.place,
                "nobody catches the HTTPError that this call raises on a 401",
                "catch urllib.error.HTTPError around it",
                [step("the URL is Checkout.com's here", s.url.place) for s in request.scenarios],
            )
            yield called_by(finding, request.callers, _CALLED)
