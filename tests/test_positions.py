"""Our positions, taken from LibCST's code generator, against LibCST's own provider of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from libcst.metadata import MetadataWrapper, PositionProvider

from cko_lint.syntax import source
from cko_lint.syntax.positions import spans

CASES = Path(__file__).parent / "cases"
PROGRAMS = sorted(path for group in ("flow", "sdk", "responses") for path in (CASES / group).rglob("*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_every_statement_and_expression_stands_where_libcst_says(path: Path) -> None:
    parsed = source.parse(source.decode(path.read_bytes()))
    ours = spans(parsed.cst)
    wrapper = MetadataWrapper(parsed.cst, unsafe_skip_copy=True)
    theirs = {
        node: (r.start.line, r.start.column + 1, r.end.line, r.end.column + 1)
        for node, r in wrapper.resolve(PositionProvider).items()
        if type(node).__module__.endswith(("expression", "statement"))
    }
    wrong = {type(node).__name__: (ours[id(node)], span) for node, span in theirs.items() if ours[id(node)] != span}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("x = call(1)\n", (1, 5, 1, 12), id="plain"),
        pytest.param("if x:\n\ty = call(1)\n", (2, 6, 2, 13), id="a tab is one character"),
        pytest.param("s = '漢字'; y = call(1)\n", (1, 15, 1, 22), id="wide characters count once"),
        pytest.param("x = 1\r\ny = call(\r\n  1)\r\n", (2, 5, 3, 5), id="CRLF ends a line"),
    ],
)
def test_columns_are_one_based_characters(text: str, wanted: tuple[int, int, int, int]) -> None:
    import libcst

    module = libcst.parse_module(text)
    pending: list[libcst.CSTNode] = [module]
    while pending:
        node = pending.pop()
        if isinstance(node, libcst.Call):
            assert spans(module)[id(node)] == wanted
            return
        pending.extend(node.children)
    raise AssertionError("there is no call in the text")
