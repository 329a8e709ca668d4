"""What an inventory says of single requests: of each, that it is there, and that it is right."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from conftest import Project, made_up_key
from inventoried import FILES, KEY, shop, told, written

from cko_lint import run
from cko_lint.config.scopes import Scopes
from cko_lint.config.settings import Settings
from cko_lint.inventory.rows import Row

__all__ = ["shop"]


def rows_of(*paths: str, **settings: bool) -> tuple[Row, ...]:
    scopes = Scopes(Settings(cache=False, **settings), run.catalogue)  # type: ignore[arg-type]
    return run.inventory(run.start(list(paths) or ["."], scopes), scopes).rows


def ways_of(row: Row) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(way.environment, way.host, way.credential.name, way.when) for way in row.ways]


def senders_of(row: Row) -> list[tuple[str, str]]:
    return [(sender.kind, sender.name) for sender in row.senders]


SENDING = 'answer = requests.get("https://api.sandbox.checkout.com/workflows", headers={{"Authorization": f"Bearer {{{}}}"}})\n'
SOURCES = {
    'KEY = os.environ["CKO_SECRET_KEY"]': ("secret key", "environment variable `CKO_SECRET_KEY`"),
    'KEY = os.getenv("CKO_PUBLIC_KEY")': ("public key", "environment variable `CKO_PUBLIC_KEY`"),
    "from django.conf import settings\nKEY = settings.CKO_SECRET_KEY": ("secret key", "setting `CKO_SECRET_KEY`"),
    'import boto3\nsecret_key = boto3.client("secretsmanager").get_secret_value(SecretId="cko")["SecretString"]\nKEY = secret_key': (
        "secret key", "AWS Secrets Manager, `secret_key`"),
    'import keyring\nsecret_key = keyring.get_password("cko", "live")\nKEY = secret_key': (
        "secret key", "the system's keyring, `secret_key`"),
    'import hvac\nsecret_key = hvac.Client().secrets.kv.read_secret_version(path="cko")["data"]["data"]["key"]\nKEY = secret_key': (
        "secret key", "HashiCorp Vault, `secret_key`"),
    f'KEY = "{KEY}"': ("secret key", "a literal"),
}  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_where_a_credential_comes_from(source: str, project: Project) -> None:
    project({"pay.py": f"import os\nimport requests\n{source}\n" + SENDING.format("KEY")})
    [row] = rows_of()
    credential = row.ways[0].credential
    assert (credential.kind, credential.source) == SOURCES[source]
    assert (credential.place is not None) == (credential.source == "a literal")


CONDITIONS = {
    'os.environ["STAGE"] == "live"': ("environment variable `STAGE` is `live`", "environment variable `STAGE` is not `live`"),
    'os.environ.get("STAGE") == "live"': ("environment variable `STAGE` is `live`", "environment variable `STAGE` is not `live`"),
    'os.environ.get("LIVE")': ("environment variable `LIVE` is set", "environment variable `LIVE` is not set or empty"),
    'os.environ["STAGE"] in ("prod", "live")': (
        "environment variable `STAGE` is one of `prod`, `live`", "environment variable `STAGE` is not one of `prod`, `live`"),
    'os.environ["STAGE"].startswith("pro")': (
        "environment variable `STAGE` starts with `pro`", "environment variable `STAGE` does not start with `pro`"),
    f'os.environ["STAGE"] == "{KEY}"': (
        "environment variable `STAGE` is `…`", "environment variable `STAGE` is not `…`"),
}  # fmt: skip


@pytest.mark.parametrize("test", CONDITIONS)
def test_under_which_condition_a_host_is_used(test: str, project: Project) -> None:
    source = f"""\
import os
import requests

HOST = "https://api.checkout.com" if {test} else "https://api.sandbox.checkout.com"


def workflows():
    return requests.get(HOST + "/workflows", headers={{"Authorization": f"Bearer {{os.environ['CKO_SECRET_KEY']}}"}})
"""
    project({"pay.py": source})
    [row] = rows_of()
    assert [(way.environment, way.when) for way in row.ways] == [
        ("live", (CONDITIONS[test][0],)),
        ("sandbox", (CONDITIONS[test][1],)),
    ]


DEFINITIONS = {
    "@app.route('/x')\ndef found():": ("view", "found"),
    "@shared_task(bind=True)\ndef found(self):": ("task", "found"),
    "@click.command()\ndef found():": ("command", "found"),
    "def found(request):": ("view", "found"),
    "def found(event, context):": ("handler", "found"),
    "def found():": ("function", "found"),
    "class Found(APIView):\n  def post(self, request):": ("view", "Found.post"),
    "class Found(BaseCommand):\n  def handle(self, *args, **options):": ("command", "Found.handle"),
    "class Found(Task):\n  def run(self):": ("task", "Found.run"),
    "class Found:\n  def get(self):": ("method", "Found.get"),
    "if __name__ == '__main__':": ("script", "pay.py"),
    "if True:": ("module", "pay.py"),
}


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_from_where_a_request_is_sent(definition: str, project: Project) -> None:
    indent = " " * (4 if definition.startswith("class") else 2)
    imports = "import os, click, requests\nfrom x import app, shared_task, APIView, BaseCommand, Task\n"
    project({"pay.py": f"{imports}KEY = os.environ['CKO_SECRET_KEY']\n{definition}\n{indent}" + SENDING.format("KEY")})
    [row] = rows_of()
    assert senders_of(row) == [DEFINITIONS[definition]]


HANDLING = {
    "answer.raise_for_status()": ("checked", ["raise_for_status"]),
    "if answer.status_code != 200: raise SystemExit": ("checked", ["status test"]),
    "print(answer.json())": ("never checked", []),
    "match answer.status_code:\n    case 200: print(answer.json())\n    case _: raise SystemExit": (
        "checked",
        ["status test"],
    ),
    "try: answer.raise_for_status()\n  except requests.HTTPError: return None": (
        "failure ignored",
        ["raise_for_status", "except"],
    ),
    "try: answer.raise_for_status()\n  except requests.HTTPError as e: raise SystemExit(e)": (
        "checked",
        ["raise_for_status"],
    ),
    "unknown_module.look(answer)": ("not followed: it is passed to a function outside the project", []),
}


@pytest.mark.parametrize("handling", HANDLING)
def test_who_checks_the_status(handling: str, project: Project) -> None:
    source = f"import os, requests, unknown_module\nKEY = os.environ['CKO_SECRET_KEY']\ndef ask():\n  {SENDING.format('KEY')}  {handling}\n"
    project({"pay.py": source})
    [row] = rows_of()
    assert (row.status, [check.how for check in row.checks]) == HANDLING[handling]


KEPT_TOKEN = """\
import os, time, requests

URL = "https://access.checkout.com/connect/token"


class Tokens:
    def __init__(self):
        self._token, self._end = None, 0

    def header(self):
        if time.time() > self._end:
            client = (os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
            answer = requests.post(URL, data={"grant_type": "client_credentials", "scope": "flow"}, auth=client)
            answer.raise_for_status()
            self._token, self._end = answer.json()["access_token"], time.time() + answer.json()["expires_in"]
        return {"Authorization": f"Bearer {self._token}"}


tokens = Tokens()


def workflows():
    requests.get("https://api.checkout.com/workflows", headers=tokens.header()).raise_for_status()


workflows()
workflows()
"""


def test_a_token_that_is_kept_is_one_credential(project: Project) -> None:
    project({"pay.py": KEPT_TOKEN})
    [row] = (row for row in rows_of() if row.endpoint == "/workflows")
    name = "OAuth token from environment variable `CKO_CLIENT_ID`"
    assert [credential for _, _, credential, _ in ways_of(row)] == [name]


def test_a_wrapper_is_a_row_for_each_request_that_it_is_called_for_and_none_of_its_own(shop: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(shop)
        rows = [row for row in rows_of() if row.location.path == "client.py" and row.library == "httpx"]
    assert [(row.name, senders_of(row)) for row in rows] == [
        ("GET /payments/{id}", [("view", "payment")]),
        ("POST /payments/{id}/refunds", [("task", "retry"), ("view", "refund")]),
    ]


def test_the_order_of_the_arguments_and_of_the_files_changes_nothing(shop: Path) -> None:
    names = [name for name in FILES if name.isprintable()]
    expected = told(shop, "inventory", *names)
    for order in itertools.islice(itertools.permutations(names), 1, 40, 13):
        assert told(shop, "inventory", *order) == expected


def test_a_path_leaves_what_stands_or_begins_there(shop: Path) -> None:
    text, code = told(shop, "inventory", "tasks.py")
    assert code == 0
    assert "task retry (tasks.py:28) → refund → call" in text
    assert "/disputes" not in text


def test_a_method_that_nobody_calls_is_an_entry_point_itself(project: Project) -> None:
    source = """\
import os, requests

class Client:
    def _send(self, method, path):
        key = os.environ["CKO_SECRET_KEY"]
        answer = requests.request(method, "https://api.checkout.com/" + path, headers={"Authorization": f"Bearer {key}"})
        answer.raise_for_status()

    def void(self, payment):
        self._send("POST", f"payments/{payment}/voids")

    def show(self, payment):
        self._send("GET", f"payments/{payment}")
"""
    project(
        {"client.py": source, "use.py": "from client import Client\n\ndef show(payment):\n    Client().show(payment)\n"}
    )
    assert [(row.name, senders_of(row)) for row in rows_of()] == [
        ("GET /payments/{id}", [("function", "show")]),
        ("POST /payments/{id}/voids", [("method", "Client.void")]),
    ]


def test_two_keys_of_two_environments_never_mix(shop: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(shop)
        row = next(row for row in rows_of() if row.name == "GET /payments/{id}")
    live, sandbox = (
        "environment variable `SHOP_ENVIRONMENT` is `live`",
        "environment variable `SHOP_ENVIRONMENT` is not `live`",
    )
    assert ways_of(row) == [
        ("live", "api.checkout.com", "secret key from environment variable `CKO_LIVE_SECRET_KEY`", (live,)),
        (
            "sandbox",
            "api.sandbox.checkout.com",
            "secret key from environment variable `CKO_SANDBOX_SECRET_KEY`",
            (sandbox,),
        ),
    ]


def test_what_is_kept_is_what_was_found(tmp_path: Path) -> None:
    written(tmp_path / "again", FILES)
    first = told(tmp_path / "again", "inventory", "--output-format", "json")
    assert told(tmp_path / "again", "inventory", "--output-format", "json") == first
    assert told(tmp_path / "again", "inventory", "--output-format", "json", "--no-cache") == first


def test_another_run_is_not_analysed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, FILES)
    first = told(tmp_path, "inventory")
    monkeypatch.setattr("cko_lint.analysis.analysis.analyse_project", None)
    assert told(tmp_path, "inventory") == first
    assert told(tmp_path, "permissions")[1] == 0


def test_the_cache_has_no_key(tmp_path: Path) -> None:
    key = made_up_key()
    written(tmp_path, {"pay.py": f'import requests\nKEY = "{key}"\n' + SENDING.format("KEY")})
    told(tmp_path, "inventory")
    kept = b"".join(path.read_bytes() for path in (tmp_path / ".cko_lint_cache").rglob("*") if path.is_file())
    assert kept
    assert key.encode() not in kept
