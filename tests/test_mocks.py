"""Requests in tests that a mock answers: nothing is sent, however the mock came to be there."""

from __future__ import annotations

import textwrap

import pytest
from conftest import Project

from cko_lint import run

HEAD = """
    import httpx, pytest, requests, unittest, responses, respx, requests_mock, httpretty, vcr, betamax
    from unittest import mock
    URL = "https://api.sandbox.checkout.com/payments/pay_1"
"""
CASE = """
    class PaymentTest(unittest.TestCase):
        def setUp(self):
            {set_up}
        def test_payment(self):
            self.assertEqual(requests.get(URL).json(), {{}})
"""
FUNCTION = """
    {above}
    def test_payment({parameters}):
        {before}
        assert requests.get(URL).json() == {{}}
"""
MOCKED = {
    "nothing answers": (FUNCTION.format(above="", parameters="", before="pass"), False),
    "a set-up without a mock": (CASE.format(set_up="self.key = 1"), False),
    "a fixture without a mock": (FUNCTION.format(above="", parameters="tmp_path", before="pass"), False),
    "started in setUp": (CASE.format(set_up="responses.start()"), True),
    "an object started in setUp": (CASE.format(set_up="self.m = requests_mock.Mocker(); self.m.start()"), True),
    "patched in setUp": (CASE.format(set_up="self.enterContext(mock.patch('requests.get'))"), True),
    "enabled in the test": (FUNCTION.format(above="", parameters="", before="httpretty.enable()"), True),
    "a mark": (FUNCTION.format(above="@pytest.mark.vcr", parameters="", before="pass"), True),
    "a mark of the module": ("    pytestmark = [pytest.mark.vcr]" + FUNCTION.format(above="", parameters="", before="pass"), True),
    "a fixture by name": (FUNCTION.format(above="@pytest.mark.usefixtures('mocked_api')", parameters="", before="pass"), True),
    "a parameter": (FUNCTION.format(above="", parameters="requests_mock", before="pass"), True),
    "a decorated class": (
        "    @responses.activate\n    class TestPayment:\n        def test_it(self):\n            requests.get(URL).json()\n",
        True,
    ),
    "a fixture around every test": (
        "    @pytest.fixture(autouse=True)\n    def api():\n        with responses.RequestsMock():\n            yield\n"
        + FUNCTION.format(above="", parameters="", before="pass"),
        True,
    ),
    "a fixture that is asked for": (
        "    @pytest.fixture\n    def api():\n        with respx.mock():\n            yield\n"
        + FUNCTION.format(above="", parameters="api", before="pass"),
        True,
    ),
    "a cassette around a session": (
        "    def test_it():\n        s = requests.Session()\n        with betamax.Betamax(s).use_cassette('x'):\n            s.get(URL).json()\n",
        True,
    ),
    "a transport of a client with a base": (
        "    def test_it():\n        c = httpx.Client(base_url='https://api.checkout.com', transport=httpx.MockTransport(print))\n        c.get('/payments/pay_1').json()\n",
        True,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("program", "is_mocked"), MOCKED.values(), ids=MOCKED)
def test_mocks(program: str, is_mocked: bool, project: Project) -> None:
    project({"tests/test_payments.py": textwrap.dedent(HEAD) + textwrap.dedent(program)})
    found = {finding.code for finding in run.check(["."])}
    assert found == (set() if is_mocked else {"CKO101", "CKO401"})


def test_a_fixture_of_the_conftest(project: Project) -> None:
    program = textwrap.dedent(HEAD) + textwrap.dedent(FUNCTION.format(above="", parameters="", before="pass"))
    fixture = "import pytest, responses\n\n@pytest.fixture(autouse=True)\ndef api():\n    with responses.mock:\n        yield\n"
    project({"tests/unit/test_payments.py": program, "tests/conftest.py": fixture})
    assert run.check(["."]) == []


def test_outside_of_tests_nothing_is_a_mock(project: Project) -> None:
    program = textwrap.dedent(HEAD) + "def pay(requests_mock):\n    return requests.get(URL).json()\n"
    project({"shop/pay.py": program})
    assert {finding.code for finding in run.check(["."])} == {"CKO101", "CKO401"}
