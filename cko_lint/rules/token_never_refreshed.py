"""An OAuth token is kept and never renewed.

What it does: Reports an OAuth token that a web application or a worker keeps in a global, a class, an object that stays, a
function with `lru_cache`, or the state of the application, and sends with every request, if nothing in the project looks at
`expires_in` or at the time, limits the cache, or gets a new token after a 401.

Impact: The token expires, usually after an hour. From then on every request is answered with *401 Unauthorized* until the
program is restarted.

Example:
```python
import os

import requests
from flask import Flask

app = Flask(__name__)
_token = None


def access_token():
    global _token
    if _token is None:
        response = requests.post(
            "https://access.sandbox.checkout.com/connect/token",
            auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
            data={"grant_type": "client_credentials", "scope": "gateway"},
        )
        response.raise_for_status()
        _token = response.json()["access_token"]
    return _token


@app.get("/payments/<payment_id>")
def payment(payment_id):
    response = requests.get(
        f"https://api.sandbox.checkout.com/payments/{payment_id}", headers={"Authorization": f"Bearer {access_token()}"}
    )
    response.raise_for_status()
    return response.json()
```

Use instead:

```python
import os
import time

import requests
from flask import Flask

app = Flask(__name__)
_token = None
_ends = 0.0


def access_token():
    global _token, _ends
    if _token is None or time.monotonic() >= _ends:
        response = requests.post(
            "https://access.sandbox.checkout.com/connect/token",
            auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
            data={"grant_type": "client_credentials", "scope": "gateway"},
        )
        response.raise_for_status()
        body = response.json()
        _token, _ends = body["access_token"], time.monotonic() + body["expires_in"] - 60
    return _token


@app.get("/payments/<payment_id>")
def payment(payment_id):
    response = requests.get(
        f"https://api.sandbox.checkout.com/payments/{payment_id}", headers={"Authorization": f"Bearer {access_token()}"}
    )
    response.raise_for_status()
    return response.json()
```

Not reported when: the program ends by itself, as a script or a notebook does; or anything near the token has to do with time.

References:
- <https://www.checkout.com/docs/developer-resources/api/api-authentication>

"""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts
from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import Rule

RULE = Rule("CKO405", "token-never-refreshed", Severity.WARNING)


def check(facts: Facts) -> Iterator[Finding]:
    """Yields what keeps a token for good."""
    for kept in facts.kept_tokens:
        yield RULE.at(
            kept.place,
            f"OAuth token is kept in `{kept.detail}` and never renewed: every request fails once it has expired",
            "request a new token before `expires_in` has passed, or after a 401",
        )
