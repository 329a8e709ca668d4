"""At a bound nothing is said: neither a finding that is none, nor a crash, nor silence that nobody learns of."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from cko_lint import run
from cko_lint.config.settings import Settings
from cko_lint.interpreter.budget import MOST_WORK
from cko_lint.logic import conditions

SHOWN = Settings(show_unresolved=True, cache=False)
LIVE, SANDBOX = '"https://api.checkout.com"', '"https://api.sandbox.checkout.com"'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def findings(folder: Path, **files: str) -> list[tuple[str, str, int]]:
    """Returns what is found in some modules: code, file and line."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    return [(f.code, f.location.path, f.location.start.line) for f in run.run(["."], SHOWN).report.findings]


def returning_early(count: int, live: str = "LIVE_KEY", sandbox: str = "SANDBOX_KEY") -> str:
    """A program that chooses host and key by one condition, one after the other, behind many early returns."""
    returns = "\n".join(f"    if order.flag_{number}:\n        return None" for number in range(count))
    return f"""\
import os
import requests

LIVE_KEY, SANDBOX_KEY = "sk_" + os.environ["CKO_LIVE_KEY"], "sk_sbox_" + os.environ["CKO_SANDBOX_KEY"]

def pay(order, testing):
{returns}
    if testing:
        url = {SANDBOX}
    else:
        url = {LIVE}
    key = {sandbox} if testing else {live}
    response = requests.post(url + "/payments", headers={{"Authorization": "Bearer " + key}})
    response.raise_for_status()
    return response.json()
"""


@pytest.mark.parametrize("count", [0, 1, 39, 40, 41, 200])
def test_early_returns_make_no_difference(count: int, folder: Path) -> None:
    assert findings(folder, pay=returning_early(count)) == []
    found = findings(folder, pay=returning_early(count, "SANDBOX_KEY", "LIVE_KEY"))
    assert [code for code, _, _ in found] == ["CKO301"]


def test_beyond_the_bound_nothing_is_said_and_the_request_is_listed(folder: Path) -> None:
    (folder / "pay.py").write_text(returning_early(conditions.MOST_LITERALS + 5, "SANDBOX_KEY", "LIVE_KEY"))
    report = run.run(["."], SHOWN).report
    assert report.findings == []
    assert [request.message for request in report.unresolved] != []


def test_a_refusal_behind_many_tests_of_two_values_each(folder: Path) -> None:
    passes = "\n".join(f"    if order.paid_{number} and order.sent_{number}:\n        return" for number in range(40))
    program = f"""\
import os
import requests


def refuse(order):
{passes}
    raise ValueError(order)


def pay(order):
    refuse(order)
    requests.post("https://api.checkout.com/payments", json={{}}).raise_for_status()
"""
    assert findings(folder, pay=program) == [("CKO101", "pay.py", 91)]


def test_two_tests_of_beginnings_that_are_not_known(folder: Path) -> None:
    program = f"""\
        import os
        import requests

        def url_of(text, one, other):
            if text.startswith(one) and not text.startswith(other):
                return {LIVE}
            if text.endswith(one) or text.startswith((one, other)) or text.startswith("a", 3):
                return {SANDBOX}
            return None

        def pay(text, one, other):
            requests.post(url_of(text, one, other), headers={{"Authorization": os.environ["CKO_KEY"]}}).raise_for_status()
        """
    assert findings(folder, pay=textwrap.dedent(program)) == []


@pytest.mark.parametrize(
    "test",
    ["1 // (response.status_code - 401)", "1 % (response.status_code - 401)", "str(response.status_code)[::0]",
     "1 << (response.status_code - 500)", "response.status_code ** -1", "'abc'[::0]", "'abc'.startswith(5)"],
)  # fmt: skip
def test_a_test_that_fails_for_a_status_is_not_known(test: str, folder: Path) -> None:
    program = f"""\
        import os
        import requests

        def pay():
            response = requests.post({SANDBOX} + "/payments", headers={{"Authorization": os.environ["CKO_KEY"]}})
            if {test}:
                return None
            return response.json()
        """
    assert "CKO004" not in [code for code, _, _ in findings(folder, pay=textwrap.dedent(program))]


def looping(statements: int) -> str:
    """Statements that take a thousand steps each, and no time."""
    loops = "".join(f"{'    ' * depth}for n{depth} in (1, 2, 3, 4, 5, 6, 7, 8):\n" for depth in (1, 2, 3))
    return loops + "                0\n" * statements


def test_what_is_found_does_not_depend_on_how_much_work_another_file_was(folder: Path) -> None:
    busy = "".join(f"def busy_{number}(order):  # checkout.com\n{looping(4)}" for number in range(45))
    pay = returning_early(1, "SANDBOX_KEY", "LIVE_KEY").replace(
        "    if order.flag_0", looping(3) + "    if order.flag_0"
    )
    expected = findings(folder, pay=pay)
    assert [code for code, _, _ in expected] == ["CKO301"]
    assert findings(folder, pay=pay, before=busy) == expected


def test_a_function_that_is_too_large_is_listed_if_it_can_reach_a_request(folder: Path) -> None:
    without = f"def large(order):  # checkout.com\n{looping(MOST_WORK // 1_000 + 1)}"
    sends = f"    requests.post({SANDBOX} + '/payments', headers={{'Authorization': os.environ['CKO_KEY']}})\n"
    (folder / "without.py").write_text(without)
    (folder / "sends.py").write_text("import os\nimport requests\n" + without.replace("\n", "\n" + sends, 1))
    unresolved = run.run(["."], SHOWN).report.unresolved
    assert sorted(Path(request.location.path).name for request in unresolved) == ["sends.py"]
    assert all("too complex" in request.message for request in unresolved)
