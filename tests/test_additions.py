"""Hosts in front of Checkout.com, variables with its URL and functions that send, as settings name them."""

from __future__ import annotations

import textwrap

import pytest
from conftest import Project, made_up_key, place_and_code

from cko_lint import cli

SETTINGS = """
    url-variables = ["PAYMENTS_URL", "company.config.PAY_URL"]

    [extra-hosts]
    sandbox = ["mock.example.com", "localhost:9000"]
    live = ["gateway.example.com"]

    [request-functions]
    "company.http.post" = "requests.post"
    "company.http.Client" = "httpx.Client"
    "company.http.Session" = "requests.Session"
    """


def said(capsys: pytest.CaptureFixture[str], *arguments: str, cache: bool = False) -> list[str]:
    cli.main(["check", "--output-format", "concise", *([] if cache else ["--no-cache"]), *arguments])
    output = capsys.readouterr()
    assert output.err == ""
    return [place_and_code(line) for line in output.out.splitlines()]


def wanted(files: dict[str, str]) -> list[str]:
    """Returns the codes behind `# want:` in programs, by line."""
    return [
        f"{name}:{number} {code}"
        for name, text in sorted(files.items())
        for number, line in enumerate(textwrap.dedent(text).splitlines(), 1)
        if "# want:" in line
        for code in line.split("# want:")[1].split()
    ]


PROGRAMS = {
    "environment.py": """\
        import os
        import requests

        requests.get(os.environ["PAYMENTS_URL"] + "/payments/x").raise_for_status()  # want: CKO101
        requests.get(os.environ["OLD_PAYMENTS_URL"] + "/payments/x")
        """,
    "imported.py": """\
        import requests
        from company.config import OTHER_URL, PAY_URL

        answer = requests.get(f"{PAY_URL}/disputes", headers={"Authorization": "Token x"})  # want: CKO102 CKO401
        requests.get(f"{OTHER_URL}/disputes", headers={"Authorization": "Token x"})
        """,
    "attribute.py": """\
        import requests
        from company import config


        def ask():
            return requests.get(config.PAY_URL + "/disputes").json()  # want: CKO101 CKO401
        """,
    "object.py": """\
        import os
        import requests


        class Api:
            def __init__(self, base=None):
                self.base = base or os.getenv("PAYMENTS_URL")

            def url(self, path):
                return self.base.rstrip("/") + path

            def pay(self):
                return requests.post(self.url("/payments"), json={})  # want: CKO101 CKO401


        Api().pay()
        """,
    "base.py": """\
        import httpx
        from pydantic_settings import BaseSettings


        class Settings(BaseSettings):
            payments_url: str
            cko_secret_key: str


        settings = Settings()


        async def right():
            async with httpx.AsyncClient(base_url=settings.payments_url) as client:
                headers = {"Authorization": f"Bearer {settings.cko_secret_key}"}
                answer = await client.post("/payments", json={}, headers=headers)
                answer.raise_for_status()


        async def wrong():
            async with httpx.AsyncClient(base_url=settings.payments_url) as client:
                answer = await client.post("/payments", json={})  # want: CKO101
                answer.raise_for_status()
        """,
    "vault.py": """\
        import requests
        from vault import read

        PAYMENTS_URL = read("payments/url")
        session = requests.Session()
        session.headers["Authorization"] = "Bearer " + read("payments/key")


        def right(number):
            answer = session.get(f"{PAYMENTS_URL}/payments/{number}")
            answer.raise_for_status()
            return answer.json()


        def wrong(number):
            return session.get(f"{PAYMENTS_URL}/payments/{number}").json()  # want: CKO401
        """,
    "joined.py": """\
        from urllib.parse import urljoin

        import requests
        from decouple import config

        URL = urljoin(config("PAYMENTS_URL"), "/payments/x")
        requests.get(URL, headers={"Authorization": "Basic x"}).raise_for_status()  # want: CKO102
        """,
    "of_django.py": """\
        import requests
        from django.conf import settings


        def view():
            return requests.get(settings.PAYMENTS_URL + "/disputes").json()  # want: CKO101 CKO401
        """,
    "hosts.py": """\
        import requests

        requests.get("https://mock.example.com/payments/x").raise_for_status()  # want: CKO101
        requests.get("http://localhost:9000/payments/x").raise_for_status()  # want: CKO101
        requests.get("http://localhost:9001/payments/x")
        requests.get("https://xmock.example.com/payments")
        requests.get("https://mock.example.com.evil.example/payments")
        """,
    "functions.py": """\
        from company import http
        from company.http import Client, Session


        def pay():
            http.post("https://api.sandbox.checkout.com/payments", json={})  # want: CKO101 CKO401
            http.put("https://api.sandbox.checkout.com/payments", json={})


        def ask():
            with Client(base_url="https://api.checkout.com") as client:
                return client.get("/disputes").raise_for_status()  # want: CKO101


        class Own(Session):
            def disputes(self):
                return self.get("https://api.checkout.com/disputes").json()  # want: CKO101 CKO401


        Own().disputes()
        """,
    "token.py": """\
        import requests


        def token(client, secret):
            answer = requests.post(
                "https://gateway.example.com/connect/token",
                data={"grant_type": "client_credentials"},
                auth=(client, secret),
            )
            answer.raise_for_status()
            return answer.json()["access_token"]
        """,
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs(name: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    files = {name: PROGRAMS[name]}
    project({"cko-lint.toml": SETTINGS, **files})
    found = said(capsys)
    assert [f"{place.split(':')[0]}:{place.split(':')[1]} {code}" for place, code in map(str.split, found)] == wanted(
        files
    )
    if name != "functions.py":
        assert said(capsys, "--isolated") == []


def test_the_environment_of_a_gateway(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    ask = "requests.get('https://{}/disputes', headers={{'Authorization': 'Bearer {}'}}).raise_for_status()\n"
    sandbox, live = made_up_key(), made_up_key("sk_")
    project({
        "cko-lint.toml": "select = ['CKO3']\n" + textwrap.dedent(SETTINGS),
        "a.py": "import requests\n" + ask.format("gateway.example.com", sandbox) + ask.format("gateway.example.com", live),
        "b.py": "import requests\n" + ask.format("mock.example.com", sandbox) + ask.format("mock.example.com", live),
    })  # fmt: skip
    assert said(capsys) == ["a.py:2:1: CKO301", "b.py:3:1: CKO302"]


def test_requests_are_judged_by_the_settings_of_their_own_file(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    program = """\
        import os
        import requests
        from company.http import post

        requests.get("https://gateway.example.com/disputes").raise_for_status()
        requests.get(os.environ["PAYMENTS_URL"] + "/disputes").raise_for_status()
        post("https://api.checkout.com/payments", json={})
        """
    project({
        "pyproject.toml": "[project]\nname = 'shop'\n",
        "a/cko-lint.toml": SETTINGS,
        "a/pay.py": program,
        "b/pay.py": program,
        "c/pay.py": program,
        "c/old/pay.py": program,
        "c/cko-lint.toml": """
            [overrides."old/"]
            url-variables = ["PAYMENTS_URL"]
            """,
    })  # fmt: skip
    a = ["a/pay.py:5:1: CKO101", "a/pay.py:6:1: CKO101", "a/pay.py:7:1: CKO101", "a/pay.py:7:1: CKO401"]
    assert said(capsys) == [*a, "c/old/pay.py:6:1: CKO101"]
    assert said(capsys, "a/pay.py") == a
    assert said(capsys, "b", "c") == ["c/old/pay.py:6:1: CKO101"]


def test_what_is_kept_knows_what_settings_add(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"pay.py": PROGRAMS["environment.py"], "hosts.py": PROGRAMS["hosts.py"]})
    for settings, count in (("", 0), (SETTINGS, 3), ("url-variables = ['PAYMENTS_URL']\n", 1), ("", 0)):
        project({"cko-lint.toml": settings})
        assert [len(said(capsys, cache=True)) for _ in range(2)] == [count, count]


def test_a_caller_of_a_client_behind_a_gateway(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither file says a word of Checkout.com."""
    project({
        "cko-lint.toml": SETTINGS,
        "client.py": """\
            import requests


            def refund(number, key):
                url = f"https://gateway.example.com/payments/{number}/refunds"
                return requests.post(url, headers={"Authorization": f"Bearer {key}"})
            """,
        "checks.py": "import client\n\n\ndef job(key):\n    client.refund('x', key).raise_for_status()\n",
        "forgets.py": "import client\n\n\ndef job(key):\n    client.refund('x', key)\n",
    })  # fmt: skip
    assert said(capsys, "forgets.py") == ["client.py:6:12: CKO401"]
    assert said(capsys, "checks.py") == []


def test_a_function_that_no_model_knows(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({
        "cko-lint.toml": 'request-functions = {"company.http.post" = "requests.pots"}\n',
        "a.py": "from company.http import post\n\npost('https://api.checkout.com/payments')\n",
    })  # fmt: skip
    assert cli.main(["check"]) == 2
    told = "request-functions: cko-lint does not know 'requests.pots'; did you mean 'requests.post'?\n"
    assert capsys.readouterr().err == f"cko-lint: {told}"
