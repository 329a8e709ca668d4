"""Which functions of a project are entry points: those that can have to do with Checkout.com, and no others.

A row is a project; what is wanted are its entry points, methods with their classes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Project
from resolving import resolving

from cko_lint.project.index import Index
from cko_lint.project.slice import Slice

PACKAGES = frozenset({"requests", "httpx"})
URL = '"https://api.checkout.com"'


def sliced(root: Path) -> Slice:
    return Slice(Index(str(root)), resolving(root), lambda _: False, PACKAGES)


def entry_points(root: Path) -> set[str]:
    found: set[str] = set()
    part = sliced(root)
    index = Index(str(root))
    for path in part.files:
        stem = Path(path).stem
        outline = index[path].outline
        assert outline is not None
        found |= {f"{stem}.{name}" for name in part.functions(path) or ()}
        found |= {f"{stem}.{cls}.{name}" for cls in outline.bases for name in part.methods(path, cls) or ()}
    return found


ROWS = [
    ("what names a host", {"a": f"def pay():\n    return {URL}\ndef other():\n    pass"}, {"a.pay"}),
    (
        "what reads a constant with a host",
        {"a": f"API = {URL}\ndef pay():\n    return API\ndef other():\n    pass"},
        {"a.pay", "a.API"},
    ),
    (
        "whoever calls what calls it",
        {"a": f"def url():\n    return {URL}\ndef pay():\n    url()\ndef main():\n    pay()\ndef other():\n    pass"},
        {"a.url", "a.pay", "a.main"},
    ),
    (
        "a caller in another module",
        {"a": f"def pay():\n    return {URL}", "b": "from a import pay\ndef sell():\n    pay()\ndef other():\n    pass"},
        {"a.pay", "b.sell"},
    ),
    (
        "a setting of one word, read off the object that Django makes of the settings",
        {
            "settings": f"GATEWAY = {URL}\nOTHER = 1",
            "b": "from django.conf import settings\ndef sell():\n    settings.GATEWAY\ndef other():\n    settings.OTHER",
            "c": "def by_name(settings):\n    return getattr(settings, 'GATEWAY')\ndef other(shop):\n    shop.GATEWAY",
            "d": "def other(shop):\n    return shop.GATEWAY",
        },
        {"settings.GATEWAY", "b.sell", "c.by_name", "c.other"},
    ),
    (
        "a function of the same name in a module that does not import it",
        {"a": f"def pay():\n    return {URL}", "b": "def pay():\n    pass\ndef sell():\n    pay()"},
        {"a.pay"},
    ),
    (
        "a caller under another name",
        {"a": f"def pay():\n    return {URL}", "b": "from a import pay as p\ndef sell():\n    p()\ndef pay():\n    pass"},
        {"a.pay", "b.sell"},
    ),
    (
        "a method that names a host, and not the one beside it",
        {"a": f"class Client:\n    def pay(self):\n        return {URL}\n    def other(self):\n        pass"},
        {"a.Client.pay"},
    ),
    (
        "whoever has an object of a class that can send",
        {
            "a": f"class Client:\n    def pay(self):\n        return {URL}",
            "b": "from a import Client\ndef sell():\n    Client()\ndef other():\n    pass",
        },
        {"a.Client.pay", "b.sell"},
    ),
    (
        "not whoever has an object of a class that only keeps values",
        {
            "a": f"class Shop:\n    def __init__(self):\n        self.api_url = {URL}\n        self.name = 'shop'",
            "b": "from a import Shop\ndef name():\n    return Shop().name\ndef pay():\n    return Shop().api_url",
        },
        {"a.Shop.__init__", "a.Shop.api_url", "b.pay"},
    ),
    (
        "an attribute of several words is seen everywhere",
        {"settings": f"CKO_BASE_URL = {URL}", "b": "from django.conf import settings\ndef pay():\n    settings.CKO_BASE_URL"},
        {"settings.CKO_BASE_URL", "b.pay"},
    ),
    (
        "so is one with Checkout.com's own word",
        {"settings": f"CKOURL = {URL}", "b": "from django.conf import settings\ndef pay():\n    settings.CKOURL"},
        {"settings.CKOURL", "b.pay"},
    ),
    (
        "an HTTP library in a file that names Checkout.com",
        {"a": f"import requests\nAPI = {URL}\ndef pay(url):\n    requests.get(url)\ndef other():\n    pass"},
        {"a.API", "a.pay"},
    ),
    (
        "not an HTTP library in any other file",
        {"a": f"API = {URL}", "b": "import requests\ndef get(url):\n    requests.get(url)"},
        {"a.API"},
    ),
    (
        "what a derived class inherits",
        {
            "a": f"class Base:\n    def pay(self):\n        return {URL}",
            "b": "from a import Base\nclass Own(Base):\n    def sell(self):\n        self.pay()\n    def other(self):\n        pass",
        },
        {"a.Base.pay", "b.Own.pay", "b.Own.sell"},
    ),
    ("nothing where there is no anchor", {"a": "import requests\ndef get():\n    requests.get('https://example.com')"}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("files", "wanted"), [pytest.param(files, wanted, id=name) for name, files, wanted in ROWS])
def test_entry_points(files: dict[str, str], wanted: set[str], project: Project) -> None:
    root = project({"setup.cfg": "", **{f"{stem}.py": text + "\n" for stem, text in files.items()}})
    assert entry_points(root) == wanted


def test_of_what_python_cannot_parse_everything_is_an_entry_point(project: Project) -> None:
    root = project({"setup.cfg": "", "a.py": f"API = {URL}\ndef pay(:\n"})
    part = sliced(root)
    assert (part.functions(str(root / "a.py")), part.methods(str(root / "a.py"), "Client")) == (None, None)


def test_files_of_the_slice_are_those_with_an_entry_point(project: Project) -> None:
    root = project(
        {
            "setup.cfg": "",
            "a.py": f"def pay():\n    return {URL}\n",
            "b.py": "import a\na.pay()\n",
            "c.py": "import b\n",
        }
    )
    assert [Path(path).name for path in sliced(root).files] == ["a.py", "b.py"]


def test_a_file_for_which_a_model_answers_is_not_looked_at(project: Project) -> None:
    root = project({"setup.cfg": "", "a.py": f"def pay():\n    return {URL}\n"})
    part = Slice(Index(str(root)), resolving(root), lambda path: path.endswith("a.py"), PACKAGES)
    assert part.files == []


def test_names_under_which_something_anchored_is_kept_on_objects_of_others(project: Project) -> None:
    root = project(
        {
            "setup.cfg": "",
            "a.py": f"API = {URL}\ndef start(app):\n    app.state.client = API\n    app.state.title = 'shop'\n",
        }
    )
    assert sliced(root).kept == {"client"}


def test_functions_that_mention_names_of_each_kind(project: Project) -> None:
    text = "def one(app):\n    app.state.client\ndef two(app):\n    app.state\nclass C:\n    def three(self, app):\n        app.state.client\n"
    root = project({"setup.cfg": "", "a.py": f"API = {URL}\n" + text})
    part, path = sliced(root), str(root / "a.py")
    asked = frozenset({"state"}), frozenset({"client", "session"})
    assert part.mentioning(path, *asked) == {"one"}
    assert part.classes_mentioning(path, *asked) == {"C": {"three"}}
