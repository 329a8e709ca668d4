"""CKO103, CKO201, CKO202: keys are read from environment variables."""

from __future__ import annotations

import random
from textwrap import indent

import pytest
from conftest import Project, made_up_key
from fixed import fix_files, fix_folder, fix_text

CHANCE = random.Random(7)
SANDBOX, OTHER, LIVE = made_up_key(chance=CHANCE), made_up_key(chance=CHANCE), made_up_key("sk_", CHANCE)
PUBLIC = made_up_key("pk_sbox_", CHANCE)
PREVIOUS = "sk_test_3b1f8a52-6c9e-4f0d-9b57-2a64c1d80e39"


def fixed(program: str, **settings: object) -> str:
    return fix_text(program, select=("CKO201", "CKO202"), **settings)


READ = [
    pytest.param(f'SECRET_KEY = "{SANDBOX}"', 'SECRET_KEY = os.environ["CKO_SECRET_KEY"]', id="a variable"),
    pytest.param(
        f"CHECKOUT_SECRET_KEY = '{SANDBOX}'  # of the shop's",
        "CHECKOUT_SECRET_KEY = os.environ['CHECKOUT_SECRET_KEY']  # of the shop's",
        id="a name of Checkout.com, single quotes",
    ),
    pytest.param(f'key = "{PREVIOUS}"', 'key = os.environ["CKO_SECRET_KEY"]', id="a key of the previous platform"),
    pytest.param(f'PUBLIC_KEY = "{PUBLIC}"', 'PUBLIC_KEY = os.environ["CKO_PUBLIC_KEY"]', id="a public key"),
    pytest.param(f'KEY = b"{SANDBOX}"', 'KEY = os.environ["CKO_SECRET_KEY"].encode()', id="bytes"),
    pytest.param(
        f'KEY = ("{SANDBOX[:12]}"\n       "{SANDBOX[12:]}")',
        'KEY = (os.environ["CKO_SECRET_KEY"])',
        id="adjacent literals",
    ),
    pytest.param(f'KEY = "{SANDBOX[:12]}" + "{SANDBOX[12:]}"', 'KEY = os.environ["CKO_SECRET_KEY"]', id="put together"),
    pytest.param(
        f'h = {{"Authorization": "Bearer {SANDBOX}"}}',
        'h = {"Authorization": f"Bearer {os.environ[\'CKO_SECRET_KEY\']}"}',
        id="in a text",
    ),
    pytest.param(
        f"h = {{'Authorization': r'Bearer {SANDBOX}'}}",
        "h = {'Authorization': fr'Bearer {os.environ[\"CKO_SECRET_KEY\"]}'}",
        id="in a raw text",
    ),
    pytest.param(f'x = f"{{h}} {SANDBOX}"', "x = f\"{h} {os.environ['CKO_SECRET_KEY']}\"", id="in an f-string"),
    pytest.param(
        f'KEY = os.getenv("SHOP_KEY", "{SANDBOX}")', 'KEY = os.environ["SHOP_KEY"]', id="the default of getenv"
    ),
    pytest.param(
        f'KEY = os.environ.get("SHOP_KEY", default="{SANDBOX}")',
        'KEY = os.environ["SHOP_KEY"]',
        id="the default of environ.get",
    ),
    pytest.param(
        f'KEY = config("SHOP_KEY", default="{SANDBOX}", cast=str)',
        'KEY = config("SHOP_KEY", cast=str)',
        id="the default of decouple",
    ),
    pytest.param(
        f'def pay(key="{SANDBOX}"): pass',
        'def pay(key=os.environ["CKO_SECRET_KEY"]): pass',
        id="the default of a parameter",
    ),
    pytest.param(
        f'class Config(BaseSettings):\n    secret_key: str = "{SANDBOX}"',
        "class Config(BaseSettings):\n    secret_key: str",
        id="the default of a setting",
    ),
    pytest.param(
        f'K = {{"live": {{"secret_key": "{LIVE}"}}, "sandbox": {{"secret_key": "{SANDBOX}"}}}}',
        'K = {"live": {"secret_key": os.environ["CKO_LIVE_SECRET_KEY"]}, '
        '"sandbox": {"secret_key": os.environ["CKO_SANDBOX_SECRET_KEY"]}}',
        id="keys of both environments in a dictionary",
    ),
    pytest.param(
        f'A = "{LIVE}"\nB = "{SANDBOX}"',
        'A = os.environ["CKO_LIVE_SECRET_KEY"]\nB = os.environ["CKO_SANDBOX_SECRET_KEY"]',
        id="keys of both environments without names",
    ),
    pytest.param(f'pay("a", "{SANDBOX}")', 'pay("a", os.environ["CKO_SECRET_KEY"])', id="an argument"),
]


@pytest.mark.parametrize(("before", "after"), READ)
def test_the_key_is_read_from_a_variable(before: str, after: str, project: Project) -> None:
    project({})

    assert fixed(f"import os\n{before}\n") == f"import os\n{after}\n"


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(f"# {SANDBOX}\n", id="a comment"),
        pytest.param(f'"""{SANDBOX}"""\n', id="a docstring"),
        pytest.param(f'KEYS = {{"{SANDBOX}": 1}}\n', id="the key of a dictionary"),
        pytest.param(f'match x:\n    case "{SANDBOX}":\n        pass\n', id="a pattern"),
        pytest.param(f'x = "{{}} {SANDBOX}".format(y)\n', id="a template"),
        pytest.param(f'x = """{{"key": "{SANDBOX}"}}"""\n', id="a text with braces"),
        pytest.param(f'x: Literal["{SANDBOX}"] = y\n', id="a type"),
    ],
)
def test_a_key_stays_where_no_expression_can_be(program: str, project: Project) -> None:
    project({})

    assert fixed(program) == program


def test_the_variable_that_the_project_reads_goes_first(project: Project) -> None:
    project({})
    files = {
        "a.py": b'import os\nKEY = os.environ["SHOP_CHECKOUT_SECRET_KEY"]\nAPI = "https://api.sandbox.checkout.com"\n',
        "b.py": f'SECRET_KEY = "{SANDBOX}"\n'.encode(),
    }

    assert fix_files(files).files["b.py"] == b'import os\n\nSECRET_KEY = os.environ["SHOP_CHECKOUT_SECRET_KEY"]\n'


def test_a_key_in_a_configuration_file_stays(project: Project) -> None:
    project({})
    data = f"CKO_SECRET_KEY={SANDBOX}\n".encode()

    assert fix_files({".env": data}).files[".env"] == data


# ------------------------------------------------------------------- CKO103

EMPTY = [
    pytest.param('KEY = os.getenv("SHOP_KEY")', 'KEY = os.environ["SHOP_KEY"]', id="getenv"),
    pytest.param("KEY = os.getenv('SHOP_KEY', '')", "KEY = os.environ['SHOP_KEY']", id="an empty default"),
    pytest.param('KEY = os.getenv("SHOP_KEY", default=None)', 'KEY = os.environ["SHOP_KEY"]', id="None as the default"),
    pytest.param('KEY = os.environ.get("SHOP_KEY")', 'KEY = os.environ["SHOP_KEY"]', id="environ.get"),
    pytest.param('KEY = os.environ.get(\n    "SHOP_KEY"\n)', 'KEY = os.environ["SHOP_KEY"]', id="several lines"),
]
REQUEST = (
    "import os\nimport requests\n{}\n"
    'requests.get("https://api.sandbox.checkout.com/workflows", headers={{"Authorization": f"Bearer {}"}}).raise_for_status()\n'
)


@pytest.mark.parametrize(("before", "after"), EMPTY)
def test_a_variable_has_to_be_set(before: str, after: str, project: Project) -> None:
    project({})

    made = fix_text(REQUEST.format(before, "{KEY}"), unsafe=False, select=("CKO103",), pedantic=True)

    assert made == REQUEST.format(after, "{KEY}")


def test_a_fix_that_loses_a_comment_is_not_safe(project: Project) -> None:
    project({})
    before = REQUEST.format('KEY = os.environ.get(  # the shop\'s\n    "SHOP_KEY"\n)', "{KEY}")

    assert fix_text(before, unsafe=False, select=("CKO103",), pedantic=True) == before
    after = REQUEST.format('KEY = os.environ["SHOP_KEY"]', "{KEY}")
    assert fix_text(before, unsafe=True, select=("CKO103",), pedantic=True) == after


IN_FUNCTION = (
    '    r = requests.get("https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {key}"})\n'
    "    r.raise_for_status()"
)
TAKEN = {
    "a parameter": "def pay(os):\n    key = {key}\n{request}\npay(1)\n",
    "a parameter of the function around": "def make(os):\n  def pay():\n    key = {key}\n{request}\n  pay()\nmake(1)\n",
    "a variable": "def pay():\n    key = {key}\n{request}\n    os = 1\npay()\n",
    "an import further down": "def pay():\n    key = {key}\n{request}\n    import os\npay()\n",
    "another module under that name": "def pay():\n    import platform as os\n    key = {key}\n{request}\npay()\n",
    "the target of a loop": "def pay():\n  for os in (1, 2):\n    key = {key}\n{request}\npay()\n",
    "a variable of the module": "os = 1\ndef pay():\n    key = {key}\n{request}\npay()\n",
    "deleted": "import os\ndel os\ndef pay():\n    key = {key}\n{request}\npay()\n",
}


@pytest.mark.parametrize("program", TAKEN.values(), ids=TAKEN.keys())
def test_where_os_is_something_else_the_key_stays(program: str, project: Project) -> None:
    project({})
    before = "import requests\n" + program.format(key=f'"{SANDBOX}"', request=IN_FUNCTION)

    assert fix_text(before, select=("CKO201",)) == before


FREE = {
    "an import above": "def pay():\n    import os\n    key = {key}\n{request}\npay()\n",
    "a variable of another function": "def other():\n    os = 1\ndef pay():\n    key = {key}\n{request}\npay()\n",
    "further down in a class": "class Shop:\n    key = {key}\n    os = 1\n    def pay(self, key=key):\n{nested}\nShop().pay()\n",
}


@pytest.mark.parametrize("program", FREE.values(), ids=FREE.keys())
def test_where_os_is_the_module_the_key_is_read_from_a_variable(program: str, project: Project) -> None:
    project({})
    parts = {"request": IN_FUNCTION, "nested": indent(IN_FUNCTION, "    ")}
    before = "import requests\n" + program.format(key=f'"{SANDBOX}"', **parts)

    after = fix_text(before, select=("CKO201",))

    assert "import os\n\nimport requests\n" + program.format(key='os.environ["CKO_SECRET_KEY"]', **parts) == after


def test_a_variable_has_to_be_set_where_it_is_read_in_the_header(project: Project) -> None:
    project({})

    made = fix_text(REQUEST.format("", "{os.getenv('SHOP_KEY')}"), unsafe=False, select=("CKO103",), pedantic=True)

    assert made == REQUEST.format("", "{os.environ['SHOP_KEY']}")


def test_a_variable_has_to_be_set_in_the_module_that_reads_it(project: Project) -> None:
    files = {
        "config.py": b'from os import getenv\nCKO_KEY = getenv("SHOP_KEY", "")\n',
        "pay.py": b"import requests\nfrom config import CKO_KEY\n"
        b'requests.get("https://api.sandbox.checkout.com/workflows", headers={"Authorization": f"Bearer {CKO_KEY}"}).raise_for_status()\n',
    }

    made = fix_folder(project(files), unsafe=False, select=("CKO103",), pedantic=True)

    assert made.files["config.py"] == b'import os\nfrom os import getenv\nCKO_KEY = os.environ["SHOP_KEY"]\n'
    assert made.after == []


def test_an_empty_text_is_only_replaced_if_unsafe_fixes_are_wanted(project: Project) -> None:
    project({})
    before, after = REQUEST.format('KEY = ""', "{KEY}"), REQUEST.format('KEY = os.environ["CKO_SECRET_KEY"]', "{KEY}")

    assert fix_text(before, unsafe=False, select=("CKO103",)) == before
    assert fix_text(before, select=("CKO103",)) == after
