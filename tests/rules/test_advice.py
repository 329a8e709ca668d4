"""Advice about a secret that is written out fits the file that it is in."""

from __future__ import annotations

import pytest
from made_up_facts import place

from cko_lint.rules.advice import keep_out, keep_secret

VARIABLE = 'read it with `os.environ["CKO_SECRET_KEY"]`'
STORE = "keep it in a secret store"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("shop/pay.py", VARIABLE, id="Python"),
        pytest.param("shop/pay.pyi", VARIABLE, id="a stub"),
        pytest.param("pay.ipynb", VARIABLE, id="a notebook"),
        pytest.param("<stdin>", VARIABLE, id="standard input"),
        pytest.param("README.md", "replace it with a placeholder", id="prose"),
        pytest.param("docs/index.rst", "replace it with a placeholder", id="prose of another kind"),
        pytest.param(".env", f"{STORE}, or in a file that git ignores", id="an .env file"),
        pytest.param("deploy/.env.production", f"{STORE}, or in a file that git ignores", id="one of an environment"),
        pytest.param("config/settings.yaml", STORE, id="YAML"),
        pytest.param("production.env", STORE, id="what only ends like an .env file"),
        pytest.param("bin/deploy", "read it from an environment variable", id="a script without an ending"),
    ],
)
def test_a_secret_is_kept_out_in_the_way_of_its_file(path: str, expected: str) -> None:
    assert keep_out(place(path), "CKO_SECRET_KEY") == expected


@pytest.mark.parametrize("path", ["pay.py", ".env", "README.md", "settings.yaml"])
def test_it_is_renewed_only_if_others_may_have_read_it(path: str) -> None:
    advice = keep_secret(place(path), "CKO_SECRET_KEY", "regenerate it")
    renewal = "; if it was ever committed or shared, regenerate it in the Dashboard"
    assert advice == keep_out(place(path), "CKO_SECRET_KEY") + renewal
