"""Who imports whom, and which class a name stands for: by outlines, without running anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Project
from resolving import resolving

from cko_lint.project.imports import Importers
from cko_lint.project.index import Index

PACKAGE = {"setup.cfg": "", "shop/__init__.py": "", "shop/client.py": "def send(): pass\n", "shop/web/__init__.py": ""}


def importers(root: Path) -> Importers:
    return Importers(Index(str(root)), resolving(root))


def shown(root: Path, path: str) -> str:
    return Path(path).relative_to(root).as_posix()


@pytest.mark.parametrize(
    ("where", "text"),
    [
        pytest.param("shop/pay.py", "from shop.client import send", id="a name of it"),
        pytest.param("shop/pay.py", "from shop import client", id="the module, from its package"),
        pytest.param("shop/pay.py", "import shop.client", id="the module, by its whole name"),
        pytest.param("shop/pay.py", "import shop.client as c", id="under another name"),
        pytest.param("shop/pay.py", "from shop.client import *", id="all of it"),
        pytest.param("shop/pay.py", "from .client import send", id="by a dot"),
        pytest.param("shop/pay.py", "from . import client", id="the module by a dot"),
        pytest.param("shop/web/view.py", "from ..client import send", id="by two dots"),
        pytest.param("run.py", "from shop.client import send", id="from outside of the package"),
        pytest.param(
            "run.py", "import shop\nshop.client.send()", id="its package, and then the module by its attribute"
        ),
        pytest.param("run.py", "def run():\n    from shop.client import send", id="within a function"),
        pytest.param(
            "run.py", "try:\n    from shop.client import send\nexcept ImportError:\n    pass", id="within a try"
        ),
        pytest.param("run.py", "TASK = 'shop.client.send'", id="its function is named in a text"),
        pytest.param("run.py", "ENTRY = 'shop.client:send'", id="its function is an entry point's"),
    ],
)
def test_a_file_imports_it(where: str, text: str, project: Project) -> None:
    root = project({**PACKAGE, where: text + "\n"})
    assert [shown(root, path) for path, _ in importers(root).of(str(root / "shop/client.py"))] == [where]


@pytest.mark.parametrize(
    ("where", "text"),
    [
        pytest.param("shop/pay.py", "from shop.clients import send", id="a module of a longer name"),
        pytest.param("shop/web/view.py", "from .client import send", id="a dot too few"),
        pytest.param("run.py", "from client import send", id="another module of that name"),
        pytest.param("run.py", "from shop.web import client", id="a name of another module"),
        pytest.param("run.py", "client = 'send by shop'", id="its words only"),
        pytest.param("shop/client.py", "from shop.client import send", id="itself"),
    ],
)
def test_a_file_does_not_import_it(where: str, text: str, project: Project) -> None:
    root = project({**PACKAGE, where: text + "\n"})
    assert importers(root).of(str(root / "shop/client.py")) == []


def test_a_module_at_the_top_is_imported_by_its_name(project: Project) -> None:
    root = project({"setup.cfg": "", "client.py": "", "run.py": "import client\n", "other.py": "import clients\n"})
    assert [shown(root, path) for path, _ in importers(root).of(str(root / "client.py"))] == ["run.py"]


def test_tests_below_a_conftest_import_it_and_those_beside_do_not(project: Project) -> None:
    root = project({"setup.cfg": "", "a/conftest.py": "", "a/test_x.py": "", "a/b/test_y.py": "", "c/test_z.py": ""})
    found = importers(root).of(str(root / "a/conftest.py"))
    assert [(shown(root, path), one.name) for path, (one,) in found] == [("a/b/test_y.py", "*"), ("a/test_x.py", "*")]


def test_users_are_those_that_were_asked_for(project: Project) -> None:
    root = project({**PACKAGE, "run.py": "import shop.client\n", "other.py": "import shop.web\n"})
    imports = importers(root)
    assert imports.users == set()
    imports.of(str(root / "shop/client.py"))
    assert {shown(root, path) for path in imports.users} == {"run.py"}


CLASSES = {
    "setup.cfg": "",
    "base.py": "class Base: pass\nclass Other: pass\n",
    "again.py": "from base import Base as Again\n",
    "pack/__init__.py": "from pack.inner import *\n",
    "pack/inner.py": "class Inner: pass\n",
}


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        pytest.param("class Own: pass", "Own", "here.py:Own", id="its own"),
        pytest.param("from base import Base", "Base", "base.py:Base", id="imported"),
        pytest.param("from base import Base as B", "B", "base.py:Base", id="imported under another name"),
        pytest.param("from base import Base as B", "Base", None, id="by the name that it has elsewhere"),
        pytest.param("import base", "base.Base", "base.py:Base", id="by its module"),
        pytest.param("import base as b", "b.Base", "base.py:Base", id="by another name of its module"),
        pytest.param("from again import Again", "Again", "base.py:Base", id="handed on by another module"),
        pytest.param("from pack import Inner", "Inner", "pack/inner.py:Inner", id="handed on with a star"),
        pytest.param("import pack.inner", "pack.inner.Inner", "pack/inner.py:Inner", id="by a dotted module"),
        pytest.param("from pack import inner", "inner.Inner", "pack/inner.py:Inner", id="by a module from its package"),
        pytest.param("from base import Nobody", "Nobody", None, id="that is not there"),
        pytest.param("from requests import Session", "Session", None, id="of a library"),
    ],
)
def test_the_class_that_a_name_stands_for(text: str, name: str, wanted: str | None, project: Project) -> None:
    root = project({**CLASSES, "here.py": text + "\n"})
    found = importers(root).class_of(str(root / "here.py"), name)
    assert (f"{shown(root, found[0])}:{found[1]}" if found is not None else None) == wanted


def test_two_modules_that_import_each_other_have_no_class_of_that_name(project: Project) -> None:
    root = project({"setup.cfg": "", "a.py": "from b import C\n", "b.py": "from a import C\n"})
    assert importers(root).class_of(str(root / "a.py"), "C") is None


def test_bases_are_followed_through_modules_and_each_is_there_once(project: Project) -> None:
    root = project(
        {
            "setup.cfg": "",
            "base.py": "class Base(dict): pass\nclass Mixin(Base): pass\n",
            "here.py": "import base\nfrom requests import Session\n\nclass Own(base.Mixin, base.Base, Session): pass\n",
        }
    )
    found = importers(root).bases((str(root / "here.py"), "Own"))
    assert [f"{os.path.basename(path)}:{name}" for path, name in found] == [
        "here.py:Own",
        "base.py:Mixin",
        "base.py:Base",
    ]
