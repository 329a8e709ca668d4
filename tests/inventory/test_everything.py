"""A program that asks for everything: each endpoint and each method of the SDK that the facts know is a row, with its scopes.

What `permissions` tells of it is the least: with it the rule about scopes is silent, without any of it that speaks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from inventoried import told, written

from cko_lint import check
from cko_lint.checkout import sdk
from cko_lint.checkout.keys import DEFAULT, OAUTH
from cko_lint.inventory.least import is_met, least

pytestmark = pytest.mark.once

DATA = json.loads((ROOT / "cko_lint/checkout/data/endpoints.json").read_text("utf-8"))
ALL = [row for row in DATA if row["platform"] == DEFAULT and row["path"] != "/connect/token"]

HEAD = """\
import os
import requests


def token(scope):
    answer = requests.post(
        "https://access.checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={{"grant_type": "client_credentials", "scope": scope}},
    )
    answer.raise_for_status()
    return answer.json()["access_token"]


HEADERS = {{"Authorization": f"Bearer {{token('{scopes}')}}"}}


"""


def url_of(row: dict[str, Any]) -> str:
    """Returns the URL of an endpoint; what may be anything in its path is a variable."""
    path = "/".join("{one}" if part.startswith("{") else part for part in row["path"].split("/"))
    return f"https://{row['host']}.checkout.com{path}"


def program(rows: Iterable[dict[str, Any]], scopes: Iterable[str]) -> str:
    calls = [
        f'def ask_{at}(one):\n    requests.request("{row["method"]}", f"{url_of(row)}", headers=HEADERS).raise_for_status()\n\n\n'
        for at, row in enumerate(rows)
    ]
    return HEAD.format(scopes=" ".join(scopes)) + "".join(calls)


def needed(row: dict[str, Any]) -> tuple[str, ...]:
    """Returns the scopes of an endpoint, as far as its sources are sure."""
    is_sure = row["confidence"] in ("high", "medium") and row.get("scopes_basis") in ("oas", "sdk-comment")
    return tuple(row["scopes"]) if is_sure else ()


def takes_tokens(row: dict[str, Any]) -> bool:
    """Whether an endpoint accepts an OAuth token, or may, because its sources contradict each other."""
    return "oauth" in row["accepts"] or row["confidence"] == "disputed"


NEEDS = [needed(row) for row in ALL if takes_tokens(row)]
LEAST = least(NEEDS)


@cache
def _inventory(folder: Path) -> list[dict[str, Any]]:
    for at in range(0, len(ALL), 40):  # grouped, so that no module is too large to be followed to its end
        written(folder / f"part{at}", {"ask.py": program(ALL[at : at + 40], LEAST)})
    text, code = told(folder, "inventory", "--no-cache", "--output-format", "json")
    assert code == 0
    return json.loads(text)["requests"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("everything")
    _inventory(folder)
    return folder


def test_every_endpoint_is_a_row_with_its_scopes(everything: Path) -> None:
    found = {(row["method"], row["endpoint"], row["ways"][0]["host"]): row for row in _inventory(everything)}
    wanted = {(row["method"], row["path"], f"{row['host']}.checkout.com"): row for row in ALL}
    assert {("POST", "/connect/token", "access.checkout.com"), *wanted} == set(found)
    assert {key: found[key]["scopes"] for key in wanted} == {key: list(needed(row)) for key, row in wanted.items()}


def test_permissions_are_the_least_and_enough(everything: Path) -> None:
    text, _ = told(everything, "permissions", "--no-cache", "--output-format", "json")
    credentials = json.loads(text)["credentials"]
    assert {one["kind"] for one in credentials} == {"OAuth client"}
    assert sorted({scope for one in credentials for scope in one["scopes"]}) == list(LEAST)
    assert [one["missing"] for one in credentials] == [[]] * len(credentials)
    assert [f for f in check([str(everything)]) if f.code == "CKO503"] == []


def test_without_any_of_them_the_rule_about_scopes_speaks(tmp_path: Path) -> None:
    wanting = {}
    for scope in LEAST:
        left = [other for other in LEAST if other != scope]
        unmet = [row for row in ALL if takes_tokens(row) and needed(row) and not is_met(needed(row), left)]
        wanting[scope] = len(unmet)
        written(tmp_path / scope.replace(":", "_"), {"ask.py": program(unmet[:2], left)})
    speaking = {Path(f.location.path).parent.name for f in check([str(tmp_path)]) if f.code == "CKO503"}
    assert min(wanting.values()) > 0
    assert speaking == {scope.replace(":", "_") for scope in LEAST}


# ------------------------------------------------------------------------ the SDK

BUILDERS = {
    OAUTH: '.oauth().client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])',
    DEFAULT: '.secret_key(os.environ["CKO_SECRET_KEY"]).public_key(os.environ["CKO_PUBLIC_KEY"])',
    "previous": '.previous().secret_key(os.environ["CKO_SECRET_KEY"]).public_key(os.environ["CKO_PUBLIC_KEY"])',
}
SDK = """\
import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = CheckoutSdk.builder(){builder}.environment(Environment.sandbox()).build()
"""


def of_platform(platform: str) -> list[str]:
    where = "previous" if platform == "previous" else DEFAULT
    return sorted(name for name in sdk.methods() if sdk.operations(name, where))


@pytest.mark.parametrize("platform", BUILDERS)
def test_every_method_of_the_sdk_is_a_row_with_what_it_asks_for(platform: str, tmp_path: Path) -> None:
    names = of_platform(platform)
    assert len(names) > 40
    calls = [f"def call_{at}(*given):\n    return api.{name}(*given)\n\n\n" for at, name in enumerate(names)]
    for at in range(0, len(names), 90):
        source = SDK.format(builder=BUILDERS[platform]) + "\n\n" + "".join(calls[at : at + 90])
        written(tmp_path / f"part{at}", {"ask.py": source})
    text, _ = told(tmp_path, "inventory", "--no-cache", "--output-format", "json")
    found: dict[str, set[tuple[str, str]]] = {}
    for row in json.loads(text)["requests"]:
        found.setdefault(row["sdk_method"], set()).add((row["method"], row["endpoint"]))
        kinds = {way["credential"]["kind"] for way in row["ways"]}
        assert kinds == ({"OAuth token"} if platform == OAUTH else kinds & {"secret key", "public key"}), row
    where = "previous" if platform == "previous" else DEFAULT
    for name in names:
        wanted = {(verb, path) for verb, path in ((o[1], o[2]) for o in sdk._data()["methods"][name] if o[0] == where)}
        assert {(verb, _shape(path)) for verb, path in found[name]} == {(v, _shape(p)) for v, p in wanted}


def _shape(path: str) -> tuple[bool | str, ...]:
    """Returns a path whatever its variables are called."""
    return tuple(part.startswith("{") or part for part in path.strip("/").split("/"))
