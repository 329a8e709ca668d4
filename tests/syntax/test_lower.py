"""What becomes of Python's syntax in our tree: how each construct is shown, and what is told no longer apart."""

from __future__ import annotations

from typing import Any

import libcst
import pytest

from cko_lint.syntax import tree
from cko_lint.syntax.lower import lower_module


def shown(text: str) -> str:
    """The statements of a text: each node is its kind with its fields, without what is empty."""
    return "; ".join(map(show, lower_module(libcst.parse_module(text))))


def show(value: Any) -> str:
    match value:
        case tree.Name():
            return value.id
        case tree.Constant():
            return repr(value.value)
        case tree.FormatPart():
            return f"{{{show(value.value)} by {value.conversion!r}}}"
        case tree.Expression():
            return show(value.value)
        case tree.Function() | tree.Lambda() | tree.Parameter() | tree.Node():
            fields = (field.lstrip("_") for field in type(value).__slots__)
            shown = (
                f"{field}={show(part)}"
                for field in fields
                if (part := getattr(value, field)) not in (None, [], "", {}, False)
            )
            return f"{type(value).__name__}({', '.join(shown)})"
        case list() | tuple():
            return f"[{', '.join(map(show, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {show(one)}' for key, one in value.items())}}}"
    return str(value)


EXPRESSIONS = [
    ("an attribute", "a.b", "Attribute(base=a, name=b)"),
    ("an index", "a[1]", "Subscript(base=a, index=1)"),
    ("two indices are a tuple", "a[1, 2]", "Subscript(base=a, index=Sequence(elements=[1, 2], kind=tuple))"),
    ("a slice", "a[1:]", "Subscript(base=a, index=Slice(lower=1))"),
    ("arguments of each kind", "f(a, *b, c=d, **e)", "Call(arguments=[Argument(value=a), Argument(star=*, value=b), Argument(keyword=c, value=d), Argument(star=**, value=e)], function=f)"),
    ("arithmetic", "a + 1", "Binary(left=a, operator=+, right=1)"),
    ("matrix product", "a @ b", "Binary(left=a, operator=@, right=b)"),
    ("a power of a negation", "-a ** b", "Unary(operand=Binary(left=a, operator=**, right=b), operator=-)"),
    ("and before or", "a or b and c", "Boolean(left=a, operator=or, right=Boolean(left=b, operator=and, right=c))"),
    ("a chain of comparisons", "a < b <= c", "Compare(comparisons=[[<, b], [<=, c]], left=a)"),
    ("not in", "a not in b", "Compare(comparisons=[[not in, b]], left=a)"),
    ("is not", "a is not None", "Compare(comparisons=[[is not, None]], left=a)"),
    ("a conditional expression", "a if b else c", "Conditional(body=a, orelse=c, test=b)"),
    ("a dictionary with another in it", "{'a': b, **c}", "DictDisplay(entries=[['a', b], [None, c]])"),
    ("a starred element", "[a, *b]", "Sequence(elements=[a, Starred(value=b)], kind=list)"),
    ("a set", "{a}", "Sequence(elements=[a], kind=set)"),
    ("a comprehension with tests", "[a for a in b if c if d]", "Comprehension(element=a, kind=list, loops=[[a, b, [c, d]]])"),
    ("two loops", "{a: b for a in c for b in a}", "Comprehension(element=b, key=a, kind=dict, loops=[[a, c, []], [b, a, []]])"),
    ("a generator", "(a for a in b)", "Comprehension(element=a, kind=generator, loops=[[a, b, []]])"),
    ("await", "await a", "Await(value=a)"),
    ("a walrus", "(a := b)", "Walrus(target=a, value=b)"),
    ("a lambda", "lambda a, *b: a", "Lambda(body=a, parameters=[Parameter(kind=positional, name=a), Parameter(kind=args, name=b)])"),
    ("yield from", "def f(): yield from a", "Function(body=[Yield(delegates=True, value=a)], name=f)"),
]  # fmt: skip
STRINGS = [
    ("an escape", r"'a\n'", "'a\\n'"),
    ("a raw one", r"r'a\n'", "'a\\\\n'"),
    ("bytes", "b'a'", "b'a'"),
    ("three quotes", "'''a'b'''", '"a\'b"'),
    ("an empty one", "''", "''"),
    ("two next to each other", "'a' 'b'", "'ab'"),
    ("an f-string", "f'a{b}c'", "FString(parts=[a, {b by ''}, c])"),
    ("an f-string with braces and an escape", r"f'{{\x41}}'", "FString(parts=[{A}])"),
    ("a raw f-string", r"rf'\x41'", "FString(parts=[\\x41])"),
    ("a format", "f'{b:>3}'", "FString(parts=[{b by None}])"),
    ("a representation", "f'{b!r}'", "FString(parts=[{b by 'r'}])"),
    ("a conversion to text", "f'{b!s}'", "FString(parts=[{b by 's'}])"),
    ("a name with its value", "f'{b=}'", "FString(parts=[{b by 'r'}])"),
    ("an f-string and a string", "f'{b}' 'c'", "FString(parts=[{b by ''}, c])"),
    ("a number with underscores", "1_000", "1000"),
    ("a hexadecimal number", "0x191", "401"),
    ("a number of more digits than Python reads", "1" * 5_000, "Unknown()"),
]
STATEMENTS = [
    ("two targets", "a = b = c", "Assign(targets=[a, b], value=c)"),
    ("an annotation", "a: b = c", "Assign(annotation=b, targets=[a], value=c)"),
    ("an annotation without a value", "a: b", "Assign(annotation=b, targets=[a])"),
    ("an augmented assignment", "a += b", "AugmentedAssign(operator=+, target=a, value=b)"),
    ("elif is an if in the other branch", "if a: b\nelif c: d\nelse: e", "If(body=[b], orelse=[If(body=[d], orelse=[e], test=c)], test=a)"),
    ("while", "while a: b\nelse: c", "While(body=[b], orelse=[c], test=a)"),
    ("for", "for a in b: c", "For(body=[c], iterable=b, target=a)"),
    ("async for is for", "async def f():\n    async for a in b: c", "Function(body=[For(body=[c], iterable=b, target=a)], is_async=True, name=f)"),
    ("with", "with a as b, c: d", "With(body=[d], items=[[a, b], [c, None]])"),
    ("try", "try: a\nexcept b as c: d\nexcept: e\nelse: f\nfinally: g", "Try(body=[a], finalbody=[g], handlers=[Handler(body=[d], name=c, type=b), Handler(body=[e])], orelse=[f])"),
    ("raise", "raise a from b", "Raise(cause=b, value=a)"),
    ("assert", "assert a, b", "Assert(message=b, test=a)"),
    ("del of two", "del a, b", "Delete(targets=[a, b])"),
    ("imports", "import a.b as c, d", "Import(names=[[a.b, c], [d, None]])"),
    ("an import by dots", "from ..a import b as c", "ImportFrom(level=2, module=a, names=[[b, c]])"),
    ("an import of everything", "from . import *", "ImportFrom(level=1, names=[[*, None]])"),
    ("nonlocal is global", "nonlocal a", "Global(names=[a])"),
    ("parameters of each kind", "def f(a, /, b=1, *c, d, **e): pass", "Function(body=[Pass()], name=f, parameters=[Parameter(kind=positional, name=a), Parameter(default=1, kind=positional, name=b), Parameter(kind=args, name=c), Parameter(kind=keyword, name=d), Parameter(kind=kwargs, name=e)])"),
    ("a class", "@a\nclass C(b, metaclass=c): d", "Class(bases=[b], body=[d], decorators=[a], keywords={metaclass: c}, name=C)"),
    ("a pattern", "match a:\n case 401 | 403 as b if c: d", "Match(cases=[Case(body=[d], guard=c, pattern=PatternCapture(name=b, pattern=PatternOr(patterns=[PatternValue(value=401), PatternValue(value=403)])))], subject=a)"),
    ("a pattern that takes something apart", "match a:\n case {'x': [b, *c]}: d", "Match(cases=[Case(body=[d], pattern=PatternMapping(keys=['x'], patterns=[PatternSequence(patterns=[PatternCapture(name=b), PatternCapture(name=c)], star=1)]))], subject=a)"),
    ("a pattern of a class", "match a:\n case b.C(1, x=d): e", "Match(cases=[Case(body=[e], pattern=PatternClass(cls=Attribute(base=b, name=C), keywords=[x], patterns=[PatternValue(value=1), PatternCapture(name=d)]))], subject=a)"),
    ("the wildcard", "match a:\n case _: d", "Match(cases=[Case(body=[d], pattern=PatternCapture())], subject=a)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [pytest.param(text, wanted, id=name) for name, text, wanted in EXPRESSIONS + STRINGS + STATEMENTS],
)
def test_what_becomes_of(text: str, wanted: str) -> None:
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("(a)", "a", id="parentheses"),
        pytest.param("f( a ,b , )", "f(a, b)", id="blanks and a last comma"),
        pytest.param("a; b", "a\nb", id="a semicolon"),
        pytest.param("if a: b", "if a:\n    b  # c", id="a suite on the same line, a comment"),
        pytest.param("a = 'b'", 'a = """b"""', id="quotes"),
        pytest.param("from a import (b, c)", "from a import b, c", id="parentheses of an import"),
        pytest.param("a <\\\n b", "a < b", id="a continued line"),
    ],
)
def test_what_is_told_no_longer_apart(one: str, other: str) -> None:
    assert shown(one) == shown(other)


@pytest.mark.parametrize(
    ("test", "own", "others"),
    [
        pytest.param("__name__ == '__main__'", "a", "b", id="for the script"),
        pytest.param("'__main__' == __name__", "a", "b", id="the other way round"),
        pytest.param("__name__ in ('__main__', 'shop')", "a", "b", id="by several names"),
        pytest.param("__name__ != '__main__'", "b", "a", id="for whoever imports it"),
        pytest.param("__name__ == '__main__' and c", "If(body=[a], orelse=[b], test=c)", "b", id="and something else"),
    ],
)
def test_what_a_script_runs_is_a_function_and_the_rest_is_run_by_whoever_imports_it(
    test: str, own: str, others: str
) -> None:
    script = f"Function(body=[Global(), {own}], name={tree.SCRIPT})"
    assert shown(f"if {test}: a\nelse: b") == f"{others}; {script}"


@pytest.mark.parametrize(
    "test", ["__name__ == 'shop'", "name == '__main__'", "__name__ == '__main__' or c", "__name__"]
)
def test_another_test_of_a_name_is_no_script(test: str) -> None:
    assert shown(f"if {test}: a").startswith("If(")


def test_what_a_script_sets_is_a_global() -> None:
    assert "Global(names=[a, b])" in shown("if __name__ == '__main__':\n    b = 1\n    for a in b: pass")
