"""`cko-lint explain PATH:LINE`: what is known of a line, why each rule speaks or is silent, and what is wrong with the question."""

from __future__ import annotations

import json
import re
import sys
from typing import Protocol

import pytest
from conftest import Project, made_up_key

from cko_lint.cli import main

PAY = """\
import os

import requests

LIVE = os.environ.get("CKO_ENV") == "live"
URL = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
KEY = os.environ["CKO_SECRET_KEY"]


def pay(amount):
    response = requests.post(URL + "/payments", headers={"Authorization": f"Bearer {KEY}"}, json={"amount": amount})
    if response.status_code == 401:
        raise PermissionError
    return response.json()


def balance():
    return requests.get(URL + "/workflows").json()


def main():
    pay(100)
"""


class Explain(Protocol):
    """Explains a line of a project; returns the exit code and what was printed."""

    def __call__(self, files: dict[str, str], target: str, *options: str) -> tuple[int, str]: ...


@pytest.fixture
def explain(project: Project, capsys: pytest.CaptureFixture[str]) -> Explain:
    def run(files: dict[str, str], target: str, *options: str) -> tuple[int, str]:
        project(files)
        code = main(["explain", target, "--no-cache", *options])
        out, err = capsys.readouterr()
        assert err == "" or code == 2
        return code, out + err

    return run


def test_what_is_known_of_a_request(explain: Explain) -> None:
    code, told = explain({"pay.py": PAY}, "pay.py:11")
    assert code == 0
    assert told.startswith("pay.py:11: request, sent with requests\n  POST /payments\n")
    assert "    sent to     api.checkout.com (live)\n" in told
    assert "    if          environment variable `CKO_ENV` is `live`\n" in told
    assert "    with        secret key from environment variable `CKO_SECRET_KEY`\n" in told
    assert re.search(r"    status +checked: status test in pay\.py:12\n", told)
    assert re.search(r"    sent from .*\bmain\b.* → pay", told)
    assert "URL set here: pay.py:6" in told
    assert "rules that report it" not in told
    assert re.search(r"CKO101 missing-authorization +a credential is sent\n", told)
    assert re.search(r"CKO401 unchecked-response +its status is checked\n", told)


def test_a_line_of_a_statement_is_enough(explain: Explain) -> None:
    program = PAY.replace("requests.post(URL", "requests.post(\n        URL")
    assert explain({"pay.py": program}, "pay.py:12:3")[1].startswith("pay.py:11: request, sent with requests\n")


def test_rules_that_report_it(explain: Explain) -> None:
    _, told = explain({"pay.py": PAY}, "pay.py:18")
    spoken, silent = told.split("  rules that do not\n")
    assert re.findall(r"CKO\d+", spoken) == ["CKO101", "CKO401"]
    assert "not shown" not in spoken
    assert "CKO101" not in silent


@pytest.mark.parametrize(
    ("line", "settings", "why"),
    [
        ("    return requests.get(URL + '/workflows').json()  # noqa: CKO101", "", "hidden by a comment or a baseline"),
        ("    return requests.get(URL + '/workflows').json()", 'ignore = ["CKO101"]', "the rule is off here"),
    ],
)
def test_findings_that_are_not_shown(line: str, settings: str, why: str, explain: Explain) -> None:
    program = PAY.replace('    return requests.get(URL + "/workflows").json()', line)
    _, told = explain({"pay.py": program, "cko-lint.toml": settings}, "pay.py:18")
    assert re.search(rf"CKO101 .* \(not shown: {why}.*\)\n", told)
    assert re.search(r"CKO401 .* never checked[^(]*\n", told)


def test_a_rule_that_compares_requests(explain: Explain) -> None:
    program = (
        "import os\nimport requests\n\n\ndef both():\n    session = requests.Session()\n"
        "    session.headers['Authorization'] = 'Bearer ' + os.environ['CKO_SECRET_KEY']\n"
        "    session.get('https://api.sandbox.checkout.com/workflows').raise_for_status()\n"
        "    session.get('https://files.checkout.com/files/file_1').raise_for_status()\n"
    )
    _, told = explain({"pay.py": program}, "pay.py:9")
    assert re.search(r"report it\n    CKO304 mixed-environment-hosts +same credential sent to a sandbox host", told)
    assert "also reported" not in told


def test_a_problem_that_is_reported_once(explain: Explain) -> None:
    program = (
        "import os\nimport requests\n\n\ndef both():\n"
        "    client = (os.environ['CKO_CLIENT_ID'], os.environ['CKO_CLIENT_SECRET'])\n"
        "    form = {'grant_type': 'client_credentials'}\n"
        "    asked = requests.post('https://access.sandbox.checkout.com/connect/token', data=form, auth=client)\n"
        "    asked.raise_for_status()\n"
        "    headers = {'Authorization': 'Bearer ' + asked.json()['access_token']}\n"
        "    requests.get('https://api.checkout.com/workflows', headers=headers).raise_for_status()\n"
        "    requests.get('https://api.checkout.com/payments', headers=headers).raise_for_status()\n"
    )
    assert "CKO304" in explain({"pay.py": program}, "pay.py:11")[1].split("rules that do not")[0]
    _, told = explain({"pay.py": program}, "pay.py:12")
    assert re.search(r"CKO304 .* \(reported once, at pay\.py:11\)\n", told)


def test_a_finding_that_stands_on_another_line(explain: Explain) -> None:
    program = PAY.replace('os.environ["CKO_SECRET_KEY"]', '"your_secret_key_here"')
    _, told = explain({"pay.py": program}, "pay.py:11")
    assert re.search(r"CKO205 placeholder-key +placeholder `your_secret_key_here` used as an API key\n", told)


def test_a_line_on_the_way_of_a_request(explain: Explain) -> None:
    code, told = explain({"pay.py": PAY}, "pay.py:6")
    assert code == 0
    assert told.startswith("on the way of\n  pay.py:11: request, sent with requests\n")


def test_a_line_of_which_nothing_is_known(explain: Explain) -> None:
    code, told = explain({"pay.py": PAY}, "pay.py:2")
    assert code == 1
    assert told == (
        "pay.py:2: nothing that talks to Checkout.com is known on this line\n"
        "in this file there is\n"
        "  pay.py:11: request, sent with requests\n"
        "  pay.py:18: request, sent with requests\n"
    )


def test_a_file_of_which_nothing_is_known(explain: Explain) -> None:
    code, told = explain({"pay.py": "x = 1\n"}, "pay.py:1")
    assert (code, told) == (1, "pay.py:1: nothing that talks to Checkout.com is known on this line\n")


def test_a_request_that_could_not_be_followed(explain: Explain) -> None:
    program = PAY + "\n\ndef send(url):\n    return requests.get(url)\n"
    code, told = explain({"pay.py": program}, "pay.py:26")
    assert code == 0
    assert "requests on this line that could not be followed\n  pay.py:26: cannot determine the URL" in told


def test_findings_that_are_about_no_request(explain: Explain) -> None:
    key = made_up_key("sk_sbox_")
    code, told = explain(
        {"pay.py": f'import requests\nLIVE_SECRET_KEY = "{key}"\nHOST = "api.checkout.com"\n'}, "pay.py:2"
    )
    assert code == 0
    assert re.findall(r"CKO\d+", told) == ["CKO303", "CKO201"]
    assert key not in told


def test_clients_and_calls_of_the_sdk(explain: Explain) -> None:
    program = (
        "import os\nfrom checkout_sdk.checkout_sdk import CheckoutSdk\nfrom checkout_sdk.environment import Environment\n"
        'api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()\n'
        'api.payments.get_payment_details("pay_1")\n'
    )
    _, told = explain({"pay.py": program}, "pay.py:4")
    assert told.startswith("pay.py:4: client of the SDK, default platform\n")
    assert re.search(r"CKO103 empty-credential +the credential is not known to be empty\n", told)
    _, told = explain({"pay.py": program}, "pay.py:5")
    assert told.startswith("pay.py:5: `payments.get_payment_details` of the SDK\n  GET /payments/{id}\n")
    assert re.search(r"CKO402 uncaught-auth-error +unhandled `CheckoutApiException`", told)


def test_a_cell_of_a_notebook(explain: Explain) -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["import requests\n", "x = 1"]},
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": ['\nrequests.get("https://api.sandbox.checkout.com/workflows").raise_for_status()']},
    ]  # fmt: skip
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    code, told = explain({"pay.ipynb": notebook}, "pay.ipynb:cell 2:2")
    assert code == 0
    assert told.startswith("pay.ipynb:cell 2:2: request, sent with requests\n")
    assert "CKO101 missing-authorization" in told.split("rules that do not")[0]
    assert explain({"pay.ipynb": notebook}, "pay.ipynb:cell 1:2")[0] == 1


def test_json(explain: Explain) -> None:
    _, told = explain({"pay.py": PAY}, "pay.py:18", "--output-format", "json")
    found = json.loads(told)
    assert found["asked"] == {"path": "pay.py", "line": 18}
    (one,) = found["explanations"]
    assert one["location"] == {"path": "pay.py", "line": 18, "column": 12}
    assert one["requests"][0]["endpoint"] == "/workflows"
    states = {rule["code"]: rule["state"] for rule in one["rules"]}
    assert {code for code, state in states.items() if state == "reported"} == {"CKO101", "CKO401"}
    assert {rule["code"] for rule in one["rules"] if rule["state"] == "silent" and not rule["reasons"]} == set()


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("pay.py", "'pay.py' is not PATH:LINE, such as `pay.py:12`"),
        ("pay.py:x", "'pay.py:x' is not PATH:LINE, such as `pay.py:12`"),
        ("play.py:3", "play.py does not exist"),
        (".:3", ". is a folder; name a file and a line in it"),
    ],
)
def test_questions_that_make_no_sense(target: str, sentence: str, explain: Explain) -> None:
    assert explain({"pay.py": PAY}, target) == (2, f"cko-lint: {sentence}\n")


def test_what_is_known_is_kept(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project({"pay.py": PAY})
    first, without = [], []
    for target in ("pay.py:11", "pay.py:18"):
        for told, options in ((first, ()), (without, ("--no-cache",))):
            assert main(["explain", target, *options]) == 0
            told.append(capsys.readouterr().out)
    monkeypatch.setitem(sys.modules, "cko_lint.analysis.analysis", None)
    for target, told in zip(("pay.py:11", "pay.py:18"), first, strict=True):
        assert main(["explain", target]) == 0
        assert capsys.readouterr().out == told
    assert first == without
