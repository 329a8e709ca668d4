"""`--show-unresolved` names each request that could not be followed; `test_cases.py` has those of the labelled cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from cko_lint import run
from cko_lint.config.settings import Settings

SHOWN = Settings(show_unresolved=True, cache=False)
URL = '"https://api.sandbox.checkout.com/payments"'

PROGRAMS = [
    ("a URL that is given", "import requests\ndef f(url):\n    requests.get(url)  # checkout.com", ["cannot determine the URL of this request"]),
    ("an unknown library", f"import httq\nhttq.post({URL})", ["cannot determine which library sends this request"]),
    ("an unknown sender", f"def f(client):\n    client.post({URL})", ["cannot determine which library sends this request"]),
    ("headers that are given", f"import requests\ndef f(h):\n    requests.get({URL}, headers=h).raise_for_status()", ["cannot determine the headers of this request"]),
    ("an answer that is handed out", f"import os\nimport requests\ndef f():\n    return requests.get({URL}, headers={{'Authorization': os.environ['K']}})", ["cannot follow the response: it is returned to unknown callers"]),
    ("an unknown client", "import checkout_sdk\ndef f(api):\n    api.payments.capture_payment('1')", ["cannot determine which SDK client this call uses"]),
    ("one that is followed", f"import os\nimport requests\ndef f():\n    requests.get({URL}, headers={{'Authorization': os.environ['K']}}).raise_for_status()", []),
    ("another host", "import httq\nhttq.post('https://example.com')  # not checkout.com", []),
    ("a route of a mock", f"def test(respx_mock):\n    respx_mock.post({URL})", []),
]  # fmt: skip


@pytest.mark.parametrize(("program", "reasons"), [pytest.param(*rest, id=name) for name, *rest in PROGRAMS])
def test_reasons(program: str, reasons: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / ("test_it.py" if "respx" in program else "m.py")
    path.write_text(program + "\n")
    report = run.run(["."], SHOWN).report
    assert [request.message for request in report.unresolved] == reasons


def test_a_request_that_one_caller_makes_known_is_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text(
        "import requests\ndef get(url, headers):\n    requests.get(url, headers=headers).raise_for_status()\n"
    )
    Path("b.py").write_text(
        f"import os\nfrom a import get\ndef f():\n    get({URL}, {{'Authorization': os.environ['K']}})\n"
    )
    assert list(run.run(["."], SHOWN).report.unresolved) == []
