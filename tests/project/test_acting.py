"""Which files change an HTTP library when they are imported: first by their text, then by their outline."""

from __future__ import annotations

import pytest

from cko_lint.project.acting import _changes_of
from cko_lint.project.outlining import outline

CHANGING = [
    "requests.get = own",
    "requests.Session.request = own",
    "requests.api.headers['Authorization'] = 'shop'",
    "requests.utils.DEFAULTS[\n    'User-Agent'\n] = 'shop'",
    "requests.adapters.DEFAULT_RETRIES: int = 3",
    "requests.adapters.DEFAULT_RETRIES += 3",
    "requests.sessions.HOOKS.update(a=1)",
    "requests.sessions.HOOKS.setdefault('a', own)",
    "requests.get, requests.post = own, own",
    "setattr(requests, 'get', own)",
    "setattr(requests.Session, 'get', own)",
    "del requests.get",
    "if True:\n    requests.get = own",
    "try:\n    requests.get = own\nexcept AttributeError:\n    pass",
    "def patch():\n    requests.get = own\npatch()",
    "with own() as requests.get:\n    pass",
    "for requests.get in [own]:\n    pass",
]
USING = [
    "r = requests.get(url, timeout=3)",
    "r = requests.Session()",
    "x = requests.codes.ok == 200",
    "requests.get(a, b=c)",
]


@pytest.mark.parametrize("statement", CHANGING)
def test_what_changes_a_library_passes_both(statement: str) -> None:
    text = f"import requests\n{statement}\n".encode()
    made = outline(text)
    assert made is not None
    assert ("requests", "") in made.acts
    assert _changes_of(b"requests").search(text)


@pytest.mark.parametrize("statement", USING)
def test_what_only_uses_it_needs_no_outline(statement: str) -> None:
    assert not _changes_of(b"requests").search(f"import requests\n{statement}\n".encode())


@pytest.mark.parametrize("line", ["import requests as rq", "import os, requests as rq", "import requests.api as api"])
def test_another_name_needs_one(line: str) -> None:
    assert _changes_of(b"requests").search(line.encode())
