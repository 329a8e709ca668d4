"""An import goes where a person would put it, and only if it is not there."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from cko_lint.fixes import imports
from cko_lint.fixes.module_text import ModuleText

ADDED = [
    pytest.param("x = 1\n", "import os\n\nx = 1\n", id="nothing before"),
    pytest.param("#!/usr/bin/env python\nx = 1\n", "#!/usr/bin/env python\nimport os\n\nx = 1\n", id="shebang"),
    pytest.param(
        "# coding: utf-8\n# x\nx = 1\n", "# coding: utf-8\nimport os\n\n# x\nx = 1\n", id="cookie, and a comment"
    ),
    pytest.param("# Licence.\n\nx = 1\n", "# Licence.\n\nimport os\n\nx = 1\n", id="licence"),
    pytest.param('"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nimport os\n\nx = 1\n', id="docstring"),
    pytest.param('"""Doc."""\nx = 1\n', '"""Doc."""\n\nimport os\n\nx = 1\n', id="docstring without a blank line"),
    pytest.param(
        '"""Doc.\n\nMore.\n"""  # end\n\nx = 1\n',
        '"""Doc.\n\nMore.\n"""  # end\n\nimport os\n\nx = 1\n',
        id="long docstring",
    ),
    pytest.param(
        '"""Doc."""\n\nfrom __future__ import annotations\n\nx = 1\n',
        '"""Doc."""\n\nfrom __future__ import annotations\n\nimport os\n\nx = 1\n',
        id="future",
    ),
    pytest.param(
        "from __future__ import annotations\n\nimport requests\n\nx = 1\n",
        "from __future__ import annotations\n\nimport os\n\nimport requests\n\nx = 1\n",
        id="future, and another package",
    ),
    pytest.param("import requests\nx = 1\n", "import os\n\nimport requests\nx = 1\n", id="another package"),
    pytest.param("import json\nimport sys\nx = 1\n", "import json\nimport os\nimport sys\nx = 1\n", id="between"),
    pytest.param("import sys\nx = 1\n", "import os\nimport sys\nx = 1\n", id="before"),
    pytest.param(
        "import json  # for the body\n\nimport requests\nx = 1\n",
        "import json  # for the body\nimport os\n\nimport requests\nx = 1\n",
        id="behind one with a comment",
    ),
    pytest.param(
        "from json import (\n    dumps,\n)\nx = 1\n",
        "import os\nfrom json import (\n    dumps,\n)\nx = 1\n",
        id="before the first `from`",
    ),
    pytest.param("@a\ndef f():\n    pass\n", "import os\n\n@a\ndef f():\n    pass\n", id="a decorated function"),
    pytest.param("import json; import sys\nx = 1\n", "import json; import sys\nimport os\nx = 1\n", id="two on a line"),
    pytest.param("try:\n    import os\nexcept ImportError:\n    os = None\n", None, id="only under a condition"),
    pytest.param("x = 1\nimport os\n", None, id="only below"),
]


def read(text: str) -> tuple[str, str]:
    """The expression for a variable that is read in the last line, and the text with what that needs."""
    module = ModuleText("pay.py", text)
    said = imports.variable(module, len(text) - 1, "KEY")
    for patch in sorted(said.patches, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    ast.parse(text)
    return said.text, text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "KEY = here\nimport requests\n", "import os\n\nKEY = here\nimport requests\n", id="code before the imports"
        ),
        pytest.param(
            "def key():\n    return here\nimport requests\n",
            "def key():\n    return here\nimport os\n\nimport requests\n",
            id="code that runs later",
        ),
    ],
)
def test_the_import_comes_before_the_code_that_needs_it(before: str, after: str) -> None:
    (patch,) = imports.variable(ModuleText("pay.py", before), before.index("here"), "KEY").patches

    assert before[: patch.start] + patch.text + before[patch.end :] == after


@pytest.mark.parametrize(("before", "after"), ADDED)
def test_the_import_is_added_in_its_place(before: str, after: str | None) -> None:
    if after is None:
        module = ModuleText("pay.py", before)
        assert imports.variable(module, 0, "KEY").patches
        return
    assert read(before) == ('os.environ["KEY"]', after)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        pytest.param("import os\nx = 1\n", 'os.environ["KEY"]', id="os"),
        pytest.param("import json, os\nx = 1\n", 'os.environ["KEY"]', id="among others"),
        pytest.param("import os as system\nx = 1\n", 'system.environ["KEY"]', id="under another name"),
        pytest.param("from os import environ\nx = 1\n", 'environ["KEY"]', id="environ"),
        pytest.param("from os import environ as env\nx = 1\n", 'env["KEY"]', id="environ under another name"),
        pytest.param("import os.path\nimport os\nx = 1\n", 'os.environ["KEY"]', id="and a module in it"),
    ],
)
def test_what_is_imported_is_not_imported_again(before: str, said: str) -> None:
    assert read(before) == (said, before)


def test_in_a_function_an_import_further_down_will_do() -> None:
    text = dedent(
        """
        def f():
            return 1
        import os
        """
    )
    module = ModuleText("pay.py", text)

    assert imports.variable(module, text.index("1"), "KEY") == imports.Said('os.environ["KEY"]')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = 1\n", "from django.conf import settings\n\nx = 1\n", id="nothing before"),
        pytest.param(
            "import os\nx = 1\n",
            "import os\n\nfrom django.conf import settings\nx = 1\n",
            id="behind the standard library",
        ),
        pytest.param(
            "from celery import task\nfrom shop import x\n",
            "from celery import task\nfrom django.conf import settings\nfrom shop import x\n",
            id="between",
        ),
        pytest.param("from shop import x\n", "from django.conf import settings\nfrom shop import x\n", id="before"),
    ],
)
def test_django_settings_are_imported_in_their_place(before: str, after: str) -> None:
    module = ModuleText("pay.py", before)
    said = imports.django_setting(module, len(before) - 1, "KEY")

    assert said.text == "settings.KEY"
    (patch,) = said.patches
    assert before[: patch.start] + patch.text + before[patch.end :] == after
