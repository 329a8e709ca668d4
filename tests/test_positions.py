"""Our positions, taken from LibCST's code generator, against LibCST's own provider of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import libcst
import pytest
from labelled import LABELLED
from libcst.metadata import MetadataWrapper, PositionProvider

from cko_lint.syntax import source, tree
from cko_lint.syntax.errors import Unparsable
from cko_lint.syntax.lower import lower_module
from cko_lint.syntax.positions import Span, spans

PROGRAMS = sorted(path for group in ("flow", "sdk", "responses") for path in (LABELLED / group).rglob("*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.relative_to(LABELLED).as_posix())
def test_every_node_stands_where_libcst_says_whether_it_is_parsed_at_once_or_later(path: Path) -> None:
    whole = libcst.parse_module(path.read_bytes())
    theirs = spans(whole)
    told = {type(n).__name__: (theirs[id(n)], span) for n, span in provided(whole) if theirs[id(n)] != span}
    assert told == {}
    parsed = source.parse(source.decode(path.read_bytes()))
    assert all(parsed.span(node) is not None for node in tree.walk(parsed.body, lambda _: False))
    both = zip(tree.walk(parsed.body), tree.walk(lower_module(whole)), strict=True)
    wrong = [
        (one, parsed.span(one), theirs[id(other.cst)]) for one, other in both if is_other(one, other, parsed, theirs)
    ]
    assert wrong == []


def is_other(one: tree.Node, other: tree.Node, parsed: source.Parsed, theirs: dict[int, Span]) -> bool:
    return type(one) is not type(other) or parsed.span(one) != theirs[id(other.cst)]


def provided(module: libcst.Module) -> Iterator[tuple[libcst.CSTNode, Span]]:
    """Yields the statements and expressions of a module with the places that LibCST's provider gives them."""
    for node, r in MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider).items():
        if type(node).__module__.endswith(("expression", "statement")):
            yield node, (r.start.line, r.start.column + 1, r.end.line, r.end.column + 1)


TEXTS = {
    "nothing after it": "class Shop:\n    async def pay(self):\n        a = 1\n        b = 2\n        await c\n        return '漢字', a",
    "comments, and a string that is not indented": (
        'def pay():  # why\n    # how\n    text = """\nno\n"""\n    x = 1\n    if x:\n        y = 2  # late\n    # behind\n\nz = pay()\n'
    ),
    "CRLF and tabs": "def pay():\r\n\tx = 1\r\n\ty = 2\r\n\tz = (\r\n\t\t3)\r\n\treturn x\r\nlast = 1\r\n",
    "a decorated function comes first": "def outer():\n    @wraps(f)\n    def inner():\n        return 1\n    return inner\nx = outer()\n",
    "one line, and a semicolon": "def one(): return 1\ndef pay():\n    a = 1; b = 2\n    c = 3\n    d = 4\n    return a; \nx = 1\n",
    "the name that stands for a body is taken": "_body_0 = 1\ndef pay():\n    a = 1\n    b = 2\n    c = 3\n    return _body_0\n",
    "a continued line": "def pay():\n    a = 1\n    b = 2\n    c = 3\n    return a + \\\n  b\nx = 1\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_bodies_are_cut_out_and_put_back(text: str) -> None:
    parsed = source.parse(text)
    functions = [n for n in tree.walk(parsed.body, lambda _: False) if isinstance(n, tree.Function)]
    assert any(function.deferred is not None for function in functions)
    whole = libcst.parse_module(text)
    theirs = spans(whole)
    both = zip(tree.walk(parsed.body), tree.walk(lower_module(whole)), strict=True)
    assert not any(is_other(one, other, parsed, theirs) for one, other in both)


def test_what_cannot_be_parsed_later_is_reported_and_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "def pay(order):\n    a = 1\n    b = 2\n    c = 3\n    return order\n"
    parsed = source.parse(text)
    monkeypatch.setattr(libcst, "parse_module", refuse)
    (function,) = parsed.body
    assert parsed.failure is None
    assert isinstance(function, tree.Function)
    (only,) = function.body
    assert isinstance(only, tree.Return)
    assert isinstance(only.value, tree.Call)
    assert parsed.failure == Unparsable("LibCST cannot parse it: ValueError", 1, 1)


@pytest.mark.parametrize("text", ["key = 'sk' b'_sbox'\n", "def pay():\n    a = 1\n    return 'a' b'b'\n"])
def test_what_only_the_nodes_of_libcst_refuse_is_no_python(text: str) -> None:
    with pytest.raises(Unparsable) as raised:
        source.parse(text)
    assert raised.value.message == "cannot mix bytes and nonbytes literals"
    assert raised.value.line == text.count("\n")


@pytest.mark.parametrize(("line", "column"), [(3, 12), (2, 40), (0, 0), (9, 9)])
def test_an_error_stands_inside_of_the_text(line: int, column: int) -> None:
    text = "a = 1\nlonger = 2\r\n"
    error = source._at_most(text, "expected INDENT", line, column)
    lines = ["a = 1", "longer = 2", ""]
    assert 1 <= error.line <= len(lines)
    assert 1 <= error.column <= len(lines[error.line - 1]) + 1


def refuse(text: str) -> libcst.Module:
    raise ValueError


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
    module = libcst.parse_module(text)
    pending: list[libcst.CSTNode] = [module]
    while pending:
        node = pending.pop()
        if isinstance(node, libcst.Call):
            assert spans(module)[id(node)] == wanted
            return
        pending.extend(node.children)
    raise AssertionError("there is no call in the text")
