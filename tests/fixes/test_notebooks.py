"""In a notebook, the source of a cell is edited, and every other byte of the JSON stays."""

from __future__ import annotations

import json

import pytest
from conftest import Project, made_up_key
from fixed import fix_files

URL = '"https://sandbox.api.checkout.com/workflows"'
REQUEST = (
    f"requests.get({URL}, headers={{'Authorization': f'Bearer {{os.environ[\"CKO_SECRET_KEY\"]}}'}}).raise_for_status()"
)


def notebook(*cells: dict[str, object], indent: int | None = 1, **options: bool) -> str:
    content = {
        "cells": list(cells),
        "metadata": {"kernelspec": {"language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=indent, **options) + "\n"  # type: ignore[arg-type]


def code(source: str | list[str]) -> dict[str, object]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def prose(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": [source]}


def fixed(text: str, **settings: object) -> str:
    return fix_files({"pay.ipynb": text.encode()}, **settings).files["pay.ipynb"].decode()


LINES = ["import os\n", "import requests\n", "%time\n", REQUEST]
FORMS = [
    pytest.param(notebook(prose("# Ümlaut"), code(LINES)), id="a list of lines"),
    pytest.param(notebook(prose("# Ümlaut"), code(LINES), ensure_ascii=False), id="not only ASCII"),
    pytest.param(notebook(code("".join(LINES))), id="one string"),
    pytest.param(notebook(code(LINES), indent=None), id="all on one line"),
    pytest.param(notebook(code(LINES), indent=4), id="indented by four"),
    pytest.param(notebook(code(LINES)).replace("\n", "\r\n"), id="CR LF"),
    pytest.param(notebook(code(LINES[:2]), prose("x"), code(LINES[2:])), id="in the second cell of code"),
    pytest.param(
        "\n" + notebook(code(LINES)).replace('"metadata": {}', '"metadata" :{ "a" : [ 1 , -2.5e3, true,null ]}'),
        id="other spaces",
    ),
]


@pytest.mark.parametrize("text", FORMS)
def test_only_what_is_edited_changes(text: str, project: Project) -> None:
    project({})

    made = fixed(text, unsafe=False)

    assert made == text.replace("sandbox.api.checkout.com", "api.sandbox.checkout.com")


def test_lines_are_added_in_the_form_of_the_others(project: Project) -> None:
    project({})
    key = made_up_key()
    before = notebook(code(["import sys\n", f'SECRET_KEY = "{key}"\n', "print(sys.path)"]))

    made = fixed(before, select=("CKO201",))

    assert made == notebook(
        code(["import os\n", "import sys\n", 'SECRET_KEY = os.environ["CKO_SECRET_KEY"]\n', "print(sys.path)"])
    )


def test_a_line_that_is_removed_is_the_last_one_of_its_cell(project: Project) -> None:
    project({})
    before = notebook(
        code(['API = "https://api.sandbox.checkout.com"\n', "# cko-lint: ignore[CKO401]"]), code(["x = 1"])
    )

    made = fixed(before, unsafe=False)

    assert made == notebook(code(['API = "https://api.sandbox.checkout.com"\n']), code(["x = 1"]))


def test_keys_in_the_output_of_a_cell_stay(project: Project) -> None:
    project({})
    cell = code(["print(1)"])
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [made_up_key()]}]
    before = notebook(cell)

    assert fixed(before) == before
