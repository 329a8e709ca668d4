"""Which functions and classes outside of the slice are bystanders, by their outlines alone; `test_bystanders.py` runs programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Project
from resolving import resolving

from cko_lint.project.bystanders import Bystanders
from cko_lint.project.index import Index

LARGE = "#" * 10_000 + "\n"
MANY_NAMES = "; ".join(f"name_{number}" for number in range(30))


def bystanders(root: Path) -> Bystanders:
    return Bystanders(Index(str(root)), resolving(root), frozenset({"requests"}))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("def it(order):\n    order.paid = True", True, id="a function that changes what it is given"),
        pytest.param("class it:\n    def pay(self, order):\n        order.paid = self", True, id="a class of methods"),
        pytest.param("it = 1", False, id="a value is none"),
        pytest.param("", False, id="nor what is not there"),
        pytest.param("def it():\n    return {'Authorization': 1}.Authorization", False, id="it makes a header"),
        pytest.param("def it(response):\n    response.raise_for_status()", False, id="it checks a response"),
        pytest.param("import requests\ndef it():\n    requests.get('x')", False, id="it sends a request"),
        pytest.param("def it():\n    return os.environ['KEY']", False, id="it reads the environment"),
        pytest.param("def it():\n    return token", False, id="it is short and reads a token"),
        pytest.param(f"def it():\n    token; {MANY_NAMES}", True, id="it is long and reads a token among all else"),
        pytest.param("class it(Exception):\n    pass", False, id="an error"),
        pytest.param("class it:\n    def __exit__(self, *a):\n        pass", False, id="a context manager"),
        pytest.param("class it:\n    live = True\n    test = {}\n    def flags(self):\n        return self.live", False, id="a class of flags"),
        pytest.param("def it():\n    inner()\ndef inner():\n    return os.environ", False, id="what it calls reads the environment"),
        pytest.param("def it():\n    inner()\ndef inner():\n    return 1", True, id="what it calls does nothing of that kind"),
    ],
)  # fmt: skip
def test_in_a_large_file(text: str, wanted: bool, project: Project) -> None:
    root = project({"setup.cfg": "", "large.py": LARGE + text + "\n"})
    assert bystanders(root).has(str(root / "large.py"), "it") is wanted


def test_in_a_small_file_nothing_is_one(project: Project) -> None:
    root = project({"setup.cfg": "", "small.py": "def it(order):\n    order.paid = True\n"})
    assert not bystanders(root).has(str(root / "small.py"), "it")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("from large import it", "it", id="by its name"),
        pytest.param("from large import it as other", "other", id="by another name"),
        pytest.param("from between import it", "it", id="handed on by another module"),
    ],
)
def test_a_name_that_is_imported_is_what_it_is_at_home(text: str, name: str, project: Project) -> None:
    files = {"large.py": LARGE + "def it(order):\n    order.paid = True\n", "between.py": "from large import it\n"}
    root = project({"setup.cfg": "", "here.py": text + "\n", **files})
    assert bystanders(root).has(str(root / "here.py"), name)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("def it():\n    raise SystemExit", True, id="it ends the program"),
        pytest.param("def it():\n    global LIVE\n    LIVE = True", True, id="it sets a global"),
        pytest.param(
            "def it():\n    return inner()\ndef inner():\n    raise SystemExit", True, id="what it calls does"
        ),
        pytest.param("def it(order):\n    order.paid = 1", False, id="it only changes what it is given"),
        pytest.param(f"def it():\n    {MANY_NAMES}\n    raise SystemExit", False, id="it is long"),
        pytest.param(
            "class it:\n    def __init__(self):\n        raise SystemExit", True, id="its initialiser ends the program"
        ),
        pytest.param("class it:\n    def other(self):\n        raise SystemExit", False, id="only another method does"),
        pytest.param("it = 1", False, id="a value decides nothing by being called"),
    ],
)
def test_what_decides(text: str, wanted: bool, project: Project) -> None:
    root = project({"setup.cfg": "", "large.py": LARGE + text + "\n"})
    assert bystanders(root).decides(str(root / "large.py"), "it") is wanted


def test_a_member_decides_by_itself(project: Project) -> None:
    text = "class it:\n    def one(self):\n        raise SystemExit\n    def two(self):\n        self.x.y()\n"
    root = project({"setup.cfg": "", "large.py": LARGE + text})
    decides = {member: bystanders(root).decides(str(root / "large.py"), "it", member) for member in ("one", "two")}
    assert decides == {"one": True, "two": False}
