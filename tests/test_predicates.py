"""What a predicate over an error says of a 401: it decides what is repeated."""

from __future__ import annotations

import textwrap

import pytest
from conftest import Project

from cko_lint import run

PROGRAM = """
    import os
    import backoff, httpx, requests, tenacity
    from tenacity import retry, retry_if_exception, stop_after_attempt

    RETRIED = {RETRIED}

    {predicate}

    @retry(retry=retry_if_exception(wanted), stop=stop_after_attempt(4))
    def payment(payment_id):
        headers = {{"Authorization": f"Bearer {{os.environ['CKO_SECRET_KEY']}}"}}
        response = requests.get(f"https://api.checkout.com/payments/{{payment_id}}", headers=headers)
        response.raise_for_status()
        return response.json()
"""
TEST = "isinstance(e, requests.HTTPError) and "
PREDICATES = {
    "wanted = lambda e: True": True,
    "wanted = lambda e: isinstance(e, requests.RequestException)": True,
    "wanted = lambda e: isinstance(e, (requests.Timeout, requests.ConnectionError))": False,
    "wanted = lambda e: isinstance(e, SomethingElse)": False,
    f"wanted = lambda e: {TEST}e.response.status_code in (401, 429)": True,
    f"wanted = lambda e: {TEST}e.response.status_code >= 400": True,
    f"wanted = lambda e: {TEST}e.response.status_code >= 500": False,
    f"wanted = lambda e: {TEST}e.response.status_code in RETRIED": False,
    f"wanted = lambda e: {TEST}e.response.status_code not in RETRIED": True,
    f"wanted = lambda e: {TEST}e.response is not None and e.response.status_code in range(400, 600)": True,
    f"wanted = lambda e: {TEST}e.response and e.response.status_code == 401": False,  # requests: such a response is false
    f"wanted = lambda e: {TEST}getattr(e.response, 'status_code', None) != 404": True,
    f"wanted = lambda e: {TEST}not (400 <= e.response.status_code < 500)": False,
    "def wanted(e):\n    status = e.response.status_code\n    return status == 429 or status >= 500": False,
    "def wanted(e):\n    r = e.response\n    if r is None:\n        return True\n    return r.status_code != 404": True,
    "def wanted(e):\n    if isinstance(e, requests.Timeout):\n        return True\n    return False": False,
    "def wanted(e):\n    if e.response.status_code == 401:\n        return False\n    return True": False,
    "def wanted(e):\n    log(e)\n    return True if isinstance(e, requests.HTTPError) else False": True,
    "def wanted(e):\n    for code in RETRIED:\n        if e.response.status_code == code:\n            return True": False,
}


@pytest.mark.parametrize(("predicate", "repeats"), PREDICATES.items(), ids=PREDICATES)
def test_what_tenacity_repeats(predicate: str, repeats: bool, project: Project) -> None:
    text = textwrap.dedent(PROGRAM).format(predicate=predicate, RETRIED="(429, 500)")
    project({"a.py": text})
    assert ("CKO404" in {finding.code for finding in run.check(["."])}) is repeats


@pytest.mark.parametrize(
    ("predicate", "repeats"),
    [("e.response.status_code == 404", True), ("e.response.status_code < 500", False), ("odd(e)", False)],
)
def test_where_backoff_gives_up(predicate: str, repeats: bool, project: Project) -> None:
    decorator = f"@backoff.on_exception(backoff.expo, requests.HTTPError, max_tries=4, giveup=lambda e: {predicate})"
    text = textwrap.dedent(PROGRAM).format(predicate="", RETRIED="()")
    project({"a.py": text.replace("@retry(retry=retry_if_exception(wanted), stop=stop_after_attempt(4))", decorator)})
    assert ("CKO404" in {finding.code for finding in run.check(["."])}) is repeats
