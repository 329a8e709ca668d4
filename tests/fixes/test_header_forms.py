"""CKO102: the header is corrected where it is certain what was meant."""

from __future__ import annotations

import pytest
from conftest import Project, made_up_key
from fixed import fix_text

BEGINNING = """\
import os
import requests
from pydantic import SecretStr
KEY = os.environ["CKO_SECRET_KEY"]
SECRET = SecretStr(os.environ["CKO_SECRET_KEY"])
BYTES = KEY.encode()
URL = "https://api.sandbox.checkout.com/workflows"
"""
CORRECTED = [
    pytest.param('f"Token {KEY}"', 'f"Bearer {KEY}"', id="another scheme"),
    pytest.param("f'ApiKey {KEY}'", "f'Bearer {KEY}'", id="another scheme in single quotes"),
    pytest.param('f"""Token {KEY}"""', 'f"""Bearer {KEY}"""', id="three quotes"),
    pytest.param('rf"Token {KEY}"', 'rf"Bearer {KEY}"', id="a raw f-string"),
    pytest.param('f"Basic {KEY}"', 'f"Bearer {KEY}"', id="Basic with a key that is not encoded"),
    pytest.param('"Token " + KEY', '"Bearer " + KEY', id="a sum"),
    pytest.param('"Token %s" % KEY', '"Bearer %s" % KEY', id="a percent sign"),
    pytest.param('"Token {}".format(KEY)', '"Bearer {}".format(KEY)', id="format"),
    pytest.param('f"Bearer{KEY}"', 'f"Bearer {KEY}"', id="no space"),
    pytest.param('"Bearer" + KEY', '"Bearer " + KEY', id="no space in a sum"),
    pytest.param('f"Bearer Bearer {KEY}"', 'f"Bearer {KEY}"', id="twice"),
    pytest.param('f"Baerer {KEY}"', 'f"Bearer {KEY}"', id="misspelt"),
    pytest.param('f"Bearer: {KEY}"', 'f"Bearer {KEY}"', id="a colon"),
    pytest.param('"Bearer {KEY}"', 'f"Bearer {KEY}"', id="a missing f"),
    pytest.param('f"Bearer {SECRET}"', 'f"Bearer {SECRET.get_secret_value()}"', id="a SecretStr"),
    pytest.param('f"Bearer {BYTES}"', 'f"Bearer {BYTES.decode()}"', id="bytes"),
    pytest.param('"Bearer %s" % BYTES', '"Bearer %s" % BYTES.decode()', id="bytes by a percent sign"),
    pytest.param('"Bearer " + str(BYTES)', '"Bearer " + BYTES.decode()', id="bytes in str"),
    pytest.param("KEY", 'f"Bearer {KEY}"', id="only the key"),
    pytest.param('os.environ["CKO_SECRET_KEY"]', "f\"Bearer {os.environ['CKO_SECRET_KEY']}\"", id="only the variable"),
]


def fixed(request: str) -> str:
    made = fix_text(f"{BEGINNING}{request}\n", unsafe=False, select=("CKO102",))
    assert made.startswith(BEGINNING)
    return made.removeprefix(BEGINNING).removesuffix("\n")


@pytest.mark.parametrize(("before", "after"), CORRECTED)
def test_the_value_is_corrected(before: str, after: str, project: Project) -> None:
    project({})

    request = 'requests.get(URL, headers={{"Authorization": {}}}).raise_for_status()'
    assert fixed(request.format(before)) == request.format(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('{"X-Api-Key": KEY}', '{"Authorization": f"Bearer {KEY}"}', id="the name and the form"),
        pytest.param(
            '{"Authorisation": f"Bearer {KEY}"}', '{"Authorization": f"Bearer {KEY}"}', id="only the name of the header"
        ),
        pytest.param(
            '{"Accept": "a",  # JSON\n  "Api-Key": KEY}',
            '{"Accept": "a",  # JSON\n  "Authorization": f"Bearer {KEY}"}',
            id="one of several",
        ),
    ],
)
def test_the_header_gets_its_name(before: str, after: str, project: Project) -> None:
    project({})

    request = "requests.get(URL, headers={}).raise_for_status()"
    assert fixed(request.format(before)) == request.format(after)


def test_a_header_that_is_assigned(project: Project) -> None:
    project({})

    program = 'session = requests.Session()\nsession.headers["X-Api-Key"] = KEY\nsession.get(URL).raise_for_status()'

    assert fixed(program) == program.replace('["X-Api-Key"] = KEY', '["Authorization"] = f"Bearer {KEY}"')


def test_a_scheme_that_stands_alone_gets_no_space(project: Project) -> None:
    project({})

    program = 'SCHEME = "Token"\nrequests.get(URL, headers={"Authorization": f"{SCHEME} {KEY}"}).raise_for_status()'

    assert fixed(program) == program.replace("Token", "Bearer")


def test_headers_in_a_variable(project: Project) -> None:
    project({})

    program = 'HEADERS = {"Authorization": "Token " + KEY}\nrequests.get(URL, headers=HEADERS).raise_for_status()'

    assert fixed(program) == program.replace("Token ", "Bearer ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('auth=(KEY, "")', 'headers={"Authorization": f"Bearer {KEY}"}', id="no other headers"),
        pytest.param(
            'auth=(KEY, ""), headers={"Accept": "a"}',
            'headers={"Authorization": f"Bearer {KEY}", "Accept": "a"}',
            id="other headers behind it",
        ),
        pytest.param(
            'headers={"Accept": "a"}, auth=(KEY, None)',
            'headers={"Authorization": f"Bearer {KEY}", "Accept": "a"}',
            id="other headers before it",
        ),
    ],
)
def test_basic_authentication_becomes_the_header(before: str, after: str, project: Project) -> None:
    project({})

    request = "requests.get(URL, {}).raise_for_status()"
    assert fixed(request.format(before)) == request.format(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            's = requests.Session()\ns.auth = (KEY, "")\n',
            's = requests.Session()\ns.headers["Authorization"] = f"Bearer {KEY}"\n',
            id="set on a session",
        ),
        pytest.param(
            's = requests.Session()\ns.auth = requests.auth.HTTPBasicAuth(KEY, "")\n',
            's = requests.Session()\ns.headers["Authorization"] = f"Bearer {KEY}"\n',
            id="an object of requests",
        ),
        pytest.param(
            'import httpx\ns = httpx.Client(auth=(KEY, ""))\n',
            'import httpx\ns = httpx.Client(headers={"Authorization": f"Bearer {KEY}"})\n',
            id="given to a client",
        ),
        pytest.param(
            'import httpx\ns = httpx.Client(auth=httpx.BasicAuth(KEY, ""), headers={"Accept": "a"})\n',
            'import httpx\ns = httpx.Client(headers={"Authorization": f"Bearer {KEY}", "Accept": "a"})\n',
            id="given to a client with headers",
        ),
    ],
)
def test_a_client_sends_the_header_instead_of_basic_authentication(before: str, after: str, project: Project) -> None:
    project({})

    request = "s.get(URL).raise_for_status()"
    assert fixed(before + request) == after + request


def test_the_client_of_a_with_block_sends_the_header(project: Project) -> None:
    project({})

    program = "import httpx\nwith httpx.Client({}) as client:\n    client.get(URL).raise_for_status()"
    assert fixed(program.format('auth=(KEY, "")')) == program.format('headers={"Authorization": f"Bearer {KEY}"}')


def test_a_client_that_signs_in_two_ways_is_left_alone(project: Project) -> None:
    project({})
    program = (
        "import os\nimport requests\n\n\nclass Client:\n    def __init__(self, key):\n        self.session = requests.Session()\n"
        '        self.session.auth = (key, "")\n\n    def renew(self, key):\n        self.session.auth = (key, "")\n\n'
        '    def workflows(self):\n        self.session.get("https://api.sandbox.checkout.com/workflows").raise_for_status()\n\n\n'
        'Client(os.environ["CKO_SECRET_KEY"]).workflows()\n'
    )

    assert fix_text(program, select=("CKO102",)) == program


def test_a_key_that_is_written_out_gets_its_scheme_and_is_not_repeated(project: Project) -> None:
    project({})
    key = made_up_key()

    request = 'requests.get(URL, headers={{"Authorization": "{}{}"}}).raise_for_status()'
    assert fixed(request.format("", key)) == request.format("Bearer ", key)


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param('requests.get(URL, headers={"Authorization": "Bearer {key}"})', id="a name that there is not"),
        pytest.param('requests.get(URL, headers={"Authorization": "Bearer %s"})', id="nothing to put in"),
        pytest.param('requests.get(URL, auth=(KEY, "password"))', id="a password"),
        pytest.param(
            'import base64\nrequests.get(URL, headers={"Authorization": "Basic " + base64.b64encode(BYTES).decode()})',
            id="base64",
        ),
    ],
)
def test_there_is_no_fix_where_it_is_not_certain_what_was_meant(request_: str, project: Project) -> None:
    project({})

    assert fixed(request_) == request_


@pytest.mark.parametrize("headers", ["{**base}", '{"authorization": other}', "{name: other}"])
def test_basic_authentication_stays_where_another_header_may_be_sent_instead(headers: str, project: Project) -> None:
    project({})
    before = (
        "import os\nimport requests\ndef pay(base, name, other):\n"
        '    requests.get("https://api.sandbox.checkout.com/workflows", auth=(os.environ["CKO_SECRET_KEY"], ""), '
        f"headers={headers}).raise_for_status()\n"
    )

    assert fix_text(before, select=("CKO102",)) == before
