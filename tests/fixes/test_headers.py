"""CKO101: the header is added to the request in the layout that it has, with the key that the project has."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest
from conftest import Project
from fixed import fix_files, fix_text

URL = "https://api.sandbox.checkout.com/workflows"
ENVIRONMENT = "f\"Bearer {os.environ['CKO_SECRET_KEY']}\""


def fixed(before: str) -> str:
    return fix_text(dedent(before), select=("CKO101",))


CALLS = [
    pytest.param(
        f'requests.get("{URL}")', f'requests.get("{URL}", headers={{"Authorization": {ENVIRONMENT}}})', id="one line"
    ),
    pytest.param(
        f'requests.get("{URL}", )',
        f'requests.get("{URL}", headers={{"Authorization": {ENVIRONMENT}}} )',
        id="a comma at the end",
    ),
    pytest.param(
        f'requests.get(\n    "{URL}",\n    timeout=10,\n)',
        f'requests.get(\n    "{URL}",\n    timeout=10,\n    headers={{"Authorization": {ENVIRONMENT}}},\n)',
        id="an argument a line",
    ),
    pytest.param(
        f'requests.get(\n\t"{URL}",\n\ttimeout=10  # seconds\n)',
        f'requests.get(\n\t"{URL}",\n\ttimeout=10,  # seconds\n\theaders={{"Authorization": {ENVIRONMENT}}},\n)',
        id="tabs, a comment, no comma",
    ),
    pytest.param(
        f'requests.get(\n    "{URL}", timeout=10\n)',
        f'requests.get(\n    "{URL}", timeout=10,\n    headers={{"Authorization": {ENVIRONMENT}}},\n)',
        id="all arguments on one line of their own",
    ),
    pytest.param(
        f'requests.get("{URL}", headers={{}})',
        f'requests.get("{URL}", headers={{"Authorization": {ENVIRONMENT}}})',
        id="no headers in the dictionary",
    ),
    pytest.param(
        f'requests.get("{URL}", headers=None)',
        f'requests.get("{URL}", headers={{"Authorization": {ENVIRONMENT}}})',
        id="None",
    ),
    pytest.param(
        f'requests.get("{URL}", headers={{"Accept": "a"}})',
        f'requests.get("{URL}", headers={{"Authorization": {ENVIRONMENT}, "Accept": "a"}})',
        id="headers on one line",
    ),
    pytest.param(
        f'requests.get(\n    "{URL}",\n    headers={{\n        # what we take\n        "Accept": "a",\n    }},\n)',
        f'requests.get(\n    "{URL}",\n    headers={{\n        # what we take\n        "Authorization": {ENVIRONMENT},\n'
        '        "Accept": "a",\n    },\n)',
        id="a header a line, with a comment",
    ),
    pytest.param(
        f'requests.get("{URL}", headers={{**{{"Accept": "a"}}}})',
        f'requests.get("{URL}", headers={{"Authorization": {ENVIRONMENT}, **{{"Accept": "a"}}}})',
        id="unpacked headers",
    ),
    pytest.param(
        f'requests.get("{URL}", headers=dict(Accept="a"))',
        f'requests.get("{URL}", headers={{**dict(Accept="a"), "Authorization": {ENVIRONMENT}}})',
        id="headers that are made",
    ),
    pytest.param(
        f'headers = {{"Accept": "a"}}\nrequests.get("{URL}", headers=headers)',
        f'headers = {{"Authorization": {ENVIRONMENT}, "Accept": "a"}}\nrequests.get("{URL}", headers=headers)',
        id="headers in a variable",
    ),
    pytest.param(
        f'requests.request("GET", "{URL}")',
        f'requests.request("GET", "{URL}", headers={{"Authorization": {ENVIRONMENT}}})',
        id="the method as an argument",
    ),
    pytest.param(
        f"requests.get('{URL}', headers={{'Accept': 'a', 'X-Shop': 'b'}})",
        f"requests.get('{URL}', headers={{'Authorization': f'Bearer {{os.environ[\"CKO_SECRET_KEY\"]}}', "
        "'Accept': 'a', 'X-Shop': 'b'})",
        id="single quotes",
    ),
]


@pytest.mark.parametrize(("before", "after"), CALLS)
def test_the_header_is_added_in_the_layout_of_the_call(before: str, after: str, project: Project) -> None:
    project({})

    assert fixed(f"import os\nimport requests\n{before}\n") == f"import os\nimport requests\n{after}\n"


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        pytest.param(
            'import os\nimport urllib.request\nurllib.request.urlopen("{URL}")\n',
            'urllib.request.urlopen(urllib.request.Request("{URL}", headers={{"Authorization": {KEY}}}))',
            id="urlopen with a URL",
        ),
        pytest.param(
            'import os\nfrom urllib.request import Request, urlopen\nrequest = Request("{URL}")\nurlopen(request)\n',
            'request = Request("{URL}", headers={{"Authorization": {KEY}}})',
            id="urlopen with a request",
        ),
        pytest.param(
            "import http.client\nimport os\n"
            'connection = http.client.HTTPSConnection("api.sandbox.checkout.com")\nconnection.request("GET", "/workflows")\n',
            'connection.request("GET", "/workflows", headers={{"Authorization": {KEY}}})',
            id="http.client",
        ),
        pytest.param(
            "import http.client\nimport os\n"
            'connection = http.client.HTTPSConnection("api.sandbox.checkout.com")\n'
            'connection.request("GET", "/workflows", None, {{"Accept": "a"}})\n',
            'connection.request("GET", "/workflows", None, {{"Authorization": {KEY}, "Accept": "a"}})',
            id="http.client with headers by position",
        ),
        pytest.param(
            'import os\nimport httpx\nwith httpx.Client() as client:\n    client.get("{URL}").raise_for_status()\n',
            'client.get("{URL}", headers={{"Authorization": {KEY}}}).raise_for_status()',
            id="a client of httpx",
        ),
        pytest.param(
            "import os\nimport aiohttp\nasync def main():\n    async with aiohttp.ClientSession() as session:\n"
            '        async with session.get("{URL}") as response:\n            response.raise_for_status()\n',
            'async with session.get("{URL}", headers={{"Authorization": {KEY}}}) as response:',
            id="aiohttp",
        ),
        pytest.param(
            'import os\nimport urllib3\nurllib3.PoolManager().request("GET", "{URL}")\n',
            'request("GET", "{URL}", headers={{"Authorization": {KEY}}})',
            id="urllib3",
        ),
    ],
)
def test_every_library_gets_its_headers(program: str, expected: str, project: Project) -> None:
    project({})
    values = {"URL": URL, "KEY": ENVIRONMENT}

    assert expected.format(**values) in fixed(program.format(**values))


AT_HAND = [
    pytest.param(
        f"""
        import os
        import requests
        SECRET_KEY = os.environ["SHOP_SECRET_KEY"]
        def pay():
            requests.get("{URL}").raise_for_status()
        """,
        'headers={"Authorization": f"Bearer {SECRET_KEY}"}',
        id="a variable of the module",
    ),
    pytest.param(
        f"""
        import requests
        def pay(secret_key):
            requests.get("{URL}").raise_for_status()
        """,
        'headers={"Authorization": f"Bearer {secret_key}"}',
        id="a parameter",
    ),
    pytest.param(
        f"""
        import requests
        class Gateway:
            def __init__(self, key):
                self._secret_key = key
            def pay(self):
                requests.get("{URL}").raise_for_status()
        """,
        'headers={"Authorization": f"Bearer {self._secret_key}"}',
        id="an attribute of the object",
    ),
    pytest.param(
        f"""
        import requests
        from django.conf import settings
        def pay():
            requests.get("{URL}").raise_for_status()
        def refund():
            requests.post("{URL}", headers={{"Authorization": f"Bearer {{settings.CKO_SECRET_KEY}}"}}).raise_for_status()
        """,
        f'requests.get("{URL}", headers={{"Authorization": f"Bearer {{settings.CKO_SECRET_KEY}}"}})',
        id="a setting of Django",
    ),
    pytest.param(
        f"""
        import requests
        from shop.config import CKO_SECRET_KEY
        def pay():
            requests.get("{URL}").raise_for_status()
        """,
        'headers={"Authorization": f"Bearer {CKO_SECRET_KEY}"}',
        id="an imported name",
    ),
    pytest.param(
        f"""
        import os
        import requests
        LIVE_SECRET_KEY = os.environ["LIVE_SECRET_KEY"]
        SANDBOX_SECRET_KEY = os.environ["SANDBOX_SECRET_KEY"]
        def pay():
            requests.get("{URL}").raise_for_status()
        """,
        'headers={"Authorization": f"Bearer {SANDBOX_SECRET_KEY}"}',
        id="the one of the environment",
    ),
    pytest.param(
        f"""
        import requests
        def pay():
            requests.get("{URL}").raise_for_status()
        SECRET = "https://example.com"
        """,
        'headers={"Authorization": f"Bearer {os.environ[\'CKO_SECRET_KEY\']}"}',
        id="none",
    ),
]


@pytest.mark.parametrize(("program", "expected"), AT_HAND)
def test_the_key_is_the_one_that_is_at_hand(program: str, expected: str, project: Project) -> None:
    project({})

    assert expected in fixed(program)


def test_the_key_is_read_as_another_module_reads_it(project: Project) -> None:
    project({})
    client = (
        b"import os\nimport requests\n"
        b'def workflows():\n    requests.get("https://api.sandbox.checkout.com/workflows", headers={"Authorization":'
        b" f\"Bearer {os.environ['SHOP_SECRET_KEY']}\"}).raise_for_status()\n"
    )
    other = b'import requests\nrequests.get("https://api.sandbox.checkout.com/disputes").raise_for_status()\n'

    made = fix_files({"client.py": client, "other.py": other}).files["other.py"].decode()

    assert made == (
        'import os\n\nimport requests\nrequests.get("https://api.sandbox.checkout.com/disputes", '
        'headers={"Authorization": f"Bearer {os.environ[\'SHOP_SECRET_KEY\']}"}).raise_for_status()\n'
    )


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(
            f'import requests\nOPTIONS = {{"timeout": 1}}\nrequests.get("{URL}", **OPTIONS).raise_for_status()\n',
            id="unpacked arguments",
        ),
        pytest.param(
            'import requests\nrequests.post("https://api.sandbox.checkout.com/forex/quotes").raise_for_status()\n',
            id="an endpoint for OAuth tokens",
        ),
    ],
)
def test_there_is_no_fix_where_it_is_not_known_what_to_add(program: str, project: Project) -> None:
    project({})

    assert fixed(program) == program


def test_a_public_key_is_added_where_one_is_wanted(project: Project) -> None:
    project({})

    made = fixed('import requests\nrequests.post("https://api.sandbox.checkout.com/tokens").raise_for_status()\n')

    assert "os.environ['CKO_PUBLIC_KEY']" in made
    ast.parse(made)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param('HEADERS = {"Accept": "a"}\n', id="variable"),
        pytest.param("from shop import HEADERS\n", id="imported"),
    ],
)
def test_headers_that_go_elsewhere_too_do_not_get_the_key(headers: str, project: Project) -> None:
    project({"shop.py": 'HEADERS = {"Accept": "a"}\n'})
    before = (
        f"import os\nimport requests\n{headers}"
        f'requests.get("{URL}", headers=HEADERS).raise_for_status()\n'
        'requests.get("https://example.com/news", headers=HEADERS).raise_for_status()\n'
    )

    after = fixed(before)

    assert f'requests.get("{URL}", headers={{**HEADERS, "Authorization": {ENVIRONMENT}}})' in after
    assert headers in after
    assert 'requests.get("https://example.com/news", headers=HEADERS)' in after
