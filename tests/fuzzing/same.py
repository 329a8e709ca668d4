"""Changes that do not matter to a program, and findings that must be the same after them."""

from __future__ import annotations

import ast
import builtins
import io
import os
import random
import re
import symtable
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from fuzzing import mutations, properties

from cko_lint.findings import Finding

Found = Counter[tuple[str, str]]
UNRELATED = "import requests\n\n\ndef ask(x):\n    return requests.get('https://example.com/' + x).json()\n"


def found(folder: Path, files: dict[str, str | bytes], paths: tuple[str, ...] = (".",), inside: str = "") -> Found:
    """Returns the codes of what is found, each with the text of its place without layout, quotes and line ends."""
    properties.write(folder, files)
    with properties.debugging(folder / inside):
        return Counter((finding.code, _place(finding)) for finding in properties.report(paths).findings)


def _place(finding: Finding) -> str:
    lines = re.split(r"\r\n|\r|\n", Path(finding.location.path).read_bytes().decode())
    where = finding.location
    lines = lines[where.start.line - 1 : where.end.line]
    lines[-1] = lines[-1][: where.end.column - 1]
    lines[0] = lines[0][where.start.column - 1 :]
    try:
        return ast.unparse(ast.parse("(" + "\n".join(lines) + ")"))
    except (SyntaxError, ValueError):
        return "".join("".join(lines).split())


def codes(found: Found) -> Counter[str]:
    return Counter(code for code, _ in found.elements())


def with_other_line_ends(text: str) -> str:
    return text.replace("\n", "\r\n")


def reformatted(text: str) -> str | None:
    """The program as `ast.unparse` writes it, without comments; None if these may say something to the analysis."""
    if re.search(r"#.*(noqa|cko-lint|pragma|coding|checkout|[sp]k_)", text, re.IGNORECASE):
        return None
    return ast.unparse(ast.parse(text)) + "\n"


def blank_lines_added(text: str) -> str | None:
    """The same with an empty line and a comment before each statement at the top, and behind the text."""
    tree = ast.parse(text)
    starts = {min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))]) for node in tree.body[1:]}
    lines = text.split("\n")
    if re.search(r"#.*(noqa|cko-lint|pragma)", text, re.IGNORECASE) or any(";" in line for line in lines):
        return None
    return "\n".join(f"\n# a note\n{line}" if at in starts else line for at, line in enumerate(lines, 1)) + "\n\n"


_TELLING = re.compile(
    r"key|secret|token|auth|bearer|url|host|env|live|prod|sand|sbox|test|dev|stag|client|session|header|public|cko|checkout",
    re.IGNORECASE,
)


def with_locals_renamed(text: str) -> str | None:
    """The same with other names for local variables that are no parameters and say nothing; None if there are none."""
    renamed: set[str] = set()
    kept: set[str] = {*dir(builtins)}
    waiting = [symtable.symtable(text, "pay.py", "exec")]
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        for symbol in table.get_symbols():
            is_own = (
                table.get_type() == "function"
                and symbol.is_local()
                and not symbol.is_parameter()
                and not symbol.is_imported()
            )
            (
                renamed
                if is_own and not symbol.is_namespace()
                else kept
                if symbol.is_local() or symbol.is_global()
                else set()
            ).add(symbol.get_name())
    attributes = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    keywords = {node.arg for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.keyword, ast.arg))}
    renamed -= kept | attributes | keywords
    renamed = {
        name for name in renamed if not _TELLING.search(name) and name.isidentifier() and name not in ("_", "__class__")
    }
    if not renamed or re.search(r"\b(locals|vars|eval|exec)\(|f['\"]|\bf'''", text):
        return None
    lines = text.splitlines(keepends=True)
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(text).readline))):
        if token.type == tokenize.NAME and token.string in renamed:
            (row, start), (_, end) = token.start, token.end
            lines[row - 1] = f"{lines[row - 1][:start]}{token.string}_of_ours{lines[row - 1][end:]}"
    return "".join(lines)


def with_constants_elsewhere(text: str) -> tuple[str, str] | None:
    """The module of the constants at the top of a program, and the program that imports them."""
    tree = ast.parse(text)
    if re.search(r"\bglobal\b|#.*(noqa|cko-lint|pragma)|__future__|globals\(|\[['\"]|__main__", text):
        return None
    moved, left, imports = [], [], []
    names: list[str] = []
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)) and not left:
            imports.append(node)
        elif (
            isinstance(node, ast.Assign) and not left and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        ):  # fmt: skip
            moved.append(node)
            names.append(node.targets[0].id)
        else:
            left.append(node)
    if (
        not moved
        or not left
        or any(
            isinstance(n, ast.Name) and n.id in names and not isinstance(n.ctx, ast.Load)
            for m in left
            for n in ast.walk(m)
        )
    ):
        return None
    own = ast.ImportFrom("constants", [ast.alias(name) for name in names], 0)
    made = ast.Module([*imports, own, *left], [])
    return ast.unparse(ast.Module(moved, [])) + "\n", ast.unparse(ast.fix_missing_locations(made)) + "\n"


def with_functions_elsewhere(text: str, chance: random.Random) -> tuple[str, str] | None:
    """A module with all of a program but its last function, and one with that function that imports what it needs."""
    tree = ast.parse(text)
    if re.search(r"\bglobal\b|#.*(noqa|cko-lint|pragma|[sp]k_)|__future__|globals\(|__main__", text):
        return None  # comments are not kept
    if not tree.body or not isinstance(tree.body[-1], ast.FunctionDef):
        return None
    last, others = tree.body[-1], tree.body[:-1]
    imports = [node for node in others if isinstance(node, (ast.Import, ast.ImportFrom))]
    defined = {name for node in others for name in _defined(node)}
    used = sorted({node.id for node in ast.walk(last) if isinstance(node, ast.Name)} & defined)
    if not used or last.name in {n.id for o in others for n in ast.walk(o) if isinstance(n, ast.Name)}:
        return None
    own = ast.ImportFrom("shared", [ast.alias(name) for name in used], 0)
    made = ast.Module([*imports, own, last], [])
    return ast.unparse(ast.Module(others, [])) + "\n", ast.unparse(ast.fix_missing_locations(made)) + "\n"


def _defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif not isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from (n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))


def complaints(folder: Path, chance: random.Random, text: str | None = None) -> Iterator[str]:
    """Yields what differs between a program, by default one of the labelled ones, and itself after such a change."""
    text = text if text is not None else _program(chance)
    if text is None:
        return
    expected = found(folder / "plain", {"pay.py": text})
    counter = iter(range(100))

    def again(files: dict[str, str | bytes], **how: object) -> Found:
        return found(folder / str(next(counter)), files, **how)  # type: ignore[arg-type]

    changes: list[tuple[str, Callable[[], Found]]] = [
        ("CRLF", lambda: again({"pay.py": with_other_line_ends(text)})),
        ("an unrelated file", lambda: again({"pay.py": text, chance.choice(["aaa.py", "zzz.py"]): UNRELATED})),
        ("absolute paths", lambda: _absolute(folder, text)),
        (
            "another working directory",
            lambda: again({"pay.py": text, "inner/x.txt": ""}, paths=("..",), inside="inner"),
        ),
        (
            "any order",
            lambda: again(
                {"pay.py": text, "a.py": UNRELATED, "z.py": "X = 1\n"},
                paths=tuple(chance.sample(["pay.py", "a.py", "z.py", "."], 4)),
            ),
        ),
    ]
    for name, change in changes:
        yield from _difference(name, expected, change(), text)
    for what, rewritten in (
        ("layout", reformatted(text)),
        ("blank lines", blank_lines_added(text)),
        ("other names of locals", with_locals_renamed(text)),
    ):
        if rewritten is not None:
            got = again({"pay.py": rewritten})
            yield from _difference(what, codes(expected), codes(got), rewritten)
    for what, parts, own in (
        ("constants", with_constants_elsewhere(text), "constants"),
        ("functions", with_functions_elsewhere(text, chance), "shared"),
    ):
        if parts is not None:
            got = again({f"{own}.py": parts[0], "pay.py": parts[1]})
            yield from _difference(
                f"{what} in another module", codes(expected), codes(got), f"{parts[0]}\n# ---- pay.py\n{parts[1]}"
            )


def _absolute(folder: Path, text: str) -> Found:
    properties.write(folder / "absolute", {"pay.py": text})
    place = (folder / "absolute" / "pay.py").resolve()
    return found(folder / "absolute", {"pay.py": text}, paths=(os.fspath(place),))


def _program(chance: random.Random) -> str | None:
    text = chance.choice(mutations.programs())
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    return (
        text
        if "\r" not in text
        and "\ufffd" not in text
        and "coding" not in text[:200]
        and "\ufeff" not in text
        and "\f" not in text
        else None
    )


def _difference(what: str, expected: Counter[object], got: Counter[object], text: str) -> Iterator[str]:
    if expected != got:
        yield f"{text}\n{what}: without {dict(expected - got)}, with {dict(got - expected)}"
