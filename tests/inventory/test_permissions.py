"""What `cko-lint permissions` tells, writes and compares; and that what it tells is what the rule about scopes wants."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Project
from inventoried import FORMATS, KEY, shop, told

from cko_lint import check
from cko_lint.cli import main

__all__ = ["shop"]
GOLDEN = Path(__file__).parent / "golden"
assert FORMATS


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_permissions_are_those_that_are_kept(form: str, shop: Path, pytestconfig: pytest.Config) -> None:
    from cko_lint import __version__

    made, code = told(shop, "permissions", "--output-format", form)
    made = made.replace(__version__, "<version>")
    kept = GOLDEN / f"permissions.{form}"
    if pytestconfig.getoption("--update-snapshots"):
        kept.write_text(made, "utf-8")
    assert code == 0
    assert made == kept.read_text("utf-8"), "run pytest with --update-snapshots"
    assert KEY[8:20] not in made


CLIENT = """\
import os
import requests


def token():
    response = requests.post(
        "https://access.checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={{"grant_type": "client_credentials", "scope": "{scopes}"}},
    )
    response.raise_for_status()
    return response.json()["access_token"]


def ask(path):
    response = requests.get("https://api.checkout.com/" + path, headers={{"Authorization": f"Bearer {{token()}}"}})
    response.raise_for_status()


{calls}
"""


def client(scopes: str, *paths: str) -> str:
    return CLIENT.format(scopes=scopes, calls="\n".join(f"ask({path!r})" for path in paths))


def permissions() -> dict[str, object]:
    text, _ = told(Path.cwd(), "permissions", "--no-cache", "--output-format", "json")
    [found] = json.loads(text)["credentials"]
    return found  # type: ignore[no-any-return]


CASES = {
    "exactly": ("flow:workflows", ["workflows"], ["flow:workflows"], [], [], []),
    "nothing of it": ("fx", ["workflows"], ["flow:workflows"], ["flow:workflows"], ["fx"], []),
    "too much": ("flow:workflows vault", ["workflows"], ["flow:workflows"], [], ["vault"], []),
    "a parent": ("flow", ["workflows"], ["flow:workflows"], [], [], ["flow"]),
    "parent and child": ("flow flow:workflows", ["workflows"], ["flow:workflows"], [], ["flow"], []),
    "no scope published": ("vault", ["disputes"], [], [], [], []),
    "two": ("", ["workflows", "payments/pay_1"], ["flow:workflows", "gateway:payment-details"],
            ["flow:workflows", "gateway:payment-details"], [], []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_client_needs_beside_what_it_asks_for(case: str, project: Project) -> None:
    scopes, paths, needed, missing, superfluous, wide = CASES[case]
    project({"pay.py": client(scopes, *paths)})
    found = permissions()
    assert (found["scopes"], found["missing"], found["superfluous"]) == (needed, missing, superfluous)
    assert [one["scope"] for one in found["too_wide"]] == wide  # type: ignore[attr-defined]
    speaks = any(finding.code == "CKO503" for finding in check(["."]))
    assert speaks is bool(missing)


def test_what_may_be_needed_is_asked_for_as_before(project: Project) -> None:
    project({"pay.py": client("disputes flow vault", "disputes", "workflows", "payments/pay_1")})
    found = permissions()
    assert found["not_published"] == ["GET /disputes"]
    assert (found["superfluous"], found["too_wide"]) == ([], [])
    assert found["paste"] == '"scope": "disputes flow gateway:payment-details vault"'


SDK = """\
import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException

try:
    api = (
        CheckoutSdk.builder()
        .oauth()
        .client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
        .scopes(["vault"])
        .environment(Environment.sandbox())
        .build()
    )
    print(api.forex.request_quote({}), api.customers.get("cus_1"))
except CheckoutException as error:
    raise SystemExit(error)
"""


def test_the_line_to_paste_is_one_of_the_sdk_where_that_is_used(project: Project) -> None:
    project({"pay.py": SDK})
    pasted = str(permissions()["paste"])
    assert pasted == ".scopes([OAuthScopes.FX, OAuthScopes.VAULT_CUSTOMERS])"
    imported = "from checkout_sdk.oauth_scopes import OAuthScopes\n"
    project({"pay.py": imported + SDK.replace('.scopes(["vault"])', pasted)})
    assert (permissions()["missing"], permissions()["superfluous"]) == ([], [])
    assert [finding for finding in check(["."]) if finding.code == "CKO503"] == []


def test_a_list_that_was_written_is_the_one_that_the_program_needs(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"pay.py": client("flow", "workflows")})
    assert main(["permissions", "--no-cache", "--write", "permissions.json"]) == 0
    assert json.loads(Path("permissions.json").read_text())["credentials"] == {
        "OAuth client from environment variable CKO_CLIENT_ID": {
            "scopes": ["flow:workflows"],
            "endpoints without published scopes": [],
        }
    }
    capsys.readouterr()
    assert main(["permissions", "--no-cache", "--check", "permissions.json"]) == 0
    assert capsys.readouterr().out == "The list has what the program needs, and no more\n"


def test_a_program_that_needs_more_fails_with_a_sentence_for_each(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"pay.py": client("flow", "workflows")})
    main(["permissions", "--no-cache", "--write", "permissions.json"])
    source = client("flow", "workflows", "payments/pay_1", "disputes")
    project(
        {
            "pay.py": source
            + "requests.get('https://api.checkout.com/workflows', headers={'Authorization': 'Bearer ' + os.environ['CKO_SECRET_KEY']}).raise_for_status()\n"
        }
    )
    capsys.readouterr()
    assert main(["permissions", "--no-cache", "--check", "permissions.json"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "OAuth client from environment variable CKO_CLIENT_ID needs gateway or gateway:payment-details for GET /payments/{id}",
        "OAuth client from environment variable CKO_CLIENT_ID is sent to GET /disputes, whose scopes are not published",
        "secret key from environment variable CKO_SECRET_KEY is new: it needs flow:workflows",
        "`cko-lint permissions --write permissions.json` renews the list",
    ]


def test_a_parent_in_the_list_is_enough(project: Project) -> None:
    project({"pay.py": client("flow", "workflows")})
    main(["permissions", "--no-cache", "--write", "permissions.json"])
    text = Path("permissions.json").read_text()
    Path("permissions.json").write_text(text.replace("flow:workflows", "flow"))
    assert main(["permissions", "--no-cache", "--check", "permissions.json"]) == 0


def test_what_is_stale_is_told_and_does_not_fail(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"pay.py": client("flow", "workflows", "payments/pay_1", "disputes")})
    main(["permissions", "--no-cache", "--write", "permissions.json"])
    project({"pay.py": client("flow", "workflows")})
    capsys.readouterr()
    assert main(["permissions", "--no-cache", "--check", "permissions.json"]) == 0
    name = "OAuth client from environment variable CKO_CLIENT_ID"
    assert capsys.readouterr().out.splitlines() == [
        f"note: {name} does not need gateway:payment-details any more",
        f"note: {name} is not sent to GET /disputes any more",
        "`cko-lint permissions --write permissions.json` renews the list",
    ]


MALFORMED = {
    "": "it is no JSON",
    "[]": '"credentials" must be an object',
    "{}": '"credentials" must be an object',
    '{"version": 2, "credentials": {}}': "the version must be 1",
    '{"version": 1, "credentials": {"a": []}}': "the entry 'a' must have lists of texts",
    '{"version": 1, "credentials": {"a": {"scopes": "fx"}}}': "the entry 'a' must have lists of texts",
    '{"version": 1, "credentials": {"a": {"scopes": [1]}}}': "the entry 'a' must have lists of texts",
    "[" * 100_000: "it is no JSON",
}


@pytest.mark.parametrize("text", MALFORMED)
def test_a_malformed_list_is_an_error(text: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"pay.py": client("flow", "workflows"), "permissions.json": text})
    assert main(["permissions", "--no-cache", "--check", "permissions.json"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("cko-lint: permissions.json is malformed: " + MALFORMED[text])
    assert error.count("\n") == 1


ERRORS = {
    ("--check", "none.json"): "cannot read none.json: No such file or directory",
    ("--check", "\udcff.json"): "cannot read",
    ("--write", "none/none.json"): "--write: cannot write none/none.json: No such file or directory",
    ("none.py",): "none.py does not exist",
    ("--extend-exclude", "["): "--extend-exclude",
    ("--isolated", "--config", "x.toml"): "--isolated and --config FILE cannot be used together",
    ("--config", "none.toml"): "none.toml",
}


OF_PERMISSIONS = ("--check", "--write")
WRONG = [("permissions", arguments) for arguments in ERRORS]
WRONG += [("inventory", arguments) for arguments in ERRORS if arguments[0] not in OF_PERMISSIONS]


@pytest.mark.parametrize(("command", "arguments"), WRONG)
def test_errors(command: str, arguments: tuple[str, ...], project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"pay.py": client("flow", "workflows")})
    assert main([command, "--no-cache", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("cko-lint: ")
    assert ERRORS[arguments] in error


@pytest.mark.parametrize("command", ["permissions", "inventory"])
def test_a_project_without_checkout_has_none(
    command: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"a.py": "import requests\nrequests.get('https://example.com')\n"})
    assert main([command]) == 0
    assert capsys.readouterr().out.startswith("No ")
