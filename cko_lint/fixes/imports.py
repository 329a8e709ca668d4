"""How a fix says a name that has to be imported, and where the import goes if it is not there."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cko_lint.fixes.bindings import is_rebound
from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Patch


class Said(NamedTuple):
    """An expression, and the patches that make it known in the file."""

    text: str
    patches: tuple[Patch, ...] = ()


class NameTaken(Exception):
    """The name of what has to be imported means something else there."""


def environ(module: ModuleText, at: int) -> Said:
    """Returns how the mapping of environment variables is written at an index of a file. Raises NameTaken."""
    imported = imported_name(module, "os", "environ", at)
    if imported is not None:
        return Said(imported)
    name = imported_name(module, "os", "", at)
    if name is not None:
        return Said(f"{name}.environ")
    _refuse_taken(module, "os", at)
    return Said("os.environ", (_added(module, "os", at),))


def variable(module: ModuleText, at: int, name: str, quote: str | None = None) -> Said:
    """Returns how an environment variable is read at an index of a file: `os.environ["NAME"]`. Raises NameTaken."""
    quote = quote or module.quote
    mapping = environ(module, at)
    return Said(f"{mapping.text}[{quote}{name}{quote}]", mapping.patches)


def django_setting(module: ModuleText, at: int, name: str) -> Said:
    """Returns how one of Django's settings is read at an index of a file: `settings.NAME`. Raises NameTaken."""
    imported = imported_name(module, "django.conf", "settings", at)
    if imported is not None:
        return Said(f"{imported}.{name}")
    _refuse_taken(module, "settings", at)
    return Said(f"settings.{name}", (_added_from(module, "django.conf", "settings", at),))


def _refuse_taken(module: ModuleText, name: str, at: int) -> None:
    if is_rebound(module, name, at):
        raise NameTaken(name)


def imported_name(module: ModuleText, package: str, name: str, at: int) -> str | None:
    """Returns the name that the file has for a module, or with `name` for something in it, where an index is.

    What is imported under a condition, or further down than code that runs at once, may not be there.
    """
    line, is_later = module.lines.line_at(at), _is_in_function(module, at)
    for statement in module.tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and (is_later or statement.lineno < line):
            found = _name_in(statement, package, name)
            if found is not None and not is_rebound(module, found, at):
                return found
    return None


def _is_in_function(module: ModuleText, at: int) -> bool:
    """Whether what stands at an index runs later than the file is read."""
    node = module.smallest_around(at, at, (ast.stmt,))
    return node is not None and module.function(node) is not None


def _name_in(statement: ast.Import | ast.ImportFrom, package: str, name: str) -> str | None:
    if isinstance(statement, ast.Import):
        if name:
            return None
        return next((alias.asname or alias.name for alias in statement.names if alias.name == package), None)
    if not name or statement.module != package or statement.level:
        return None
    return next((alias.asname or alias.name for alias in statement.names if alias.name == name), None)


# ------------------------------------------------------------------- where an import goes

Import = ast.Import | ast.ImportFrom


def _added(module: ModuleText, name: str, at: int) -> Patch:
    """Returns the patch that adds `import name`, of the standard library, in the order of the imports that are there."""
    statement = f"import {name}"
    block = _first_block(module, at)
    if not block:
        return _without_imports(module, statement)
    standard = [one for one in block if _is_standard(one)]
    if not standard:
        return _before(module, block[0], f"{statement}\n\n")
    plain = [one for one in standard if isinstance(one, ast.Import)]
    smaller = [one for one in plain if one.names[0].name.lower() < name]
    if smaller:
        return _behind(module, smaller[-1], f"\n{statement}")
    return _before(module, (plain or standard)[0], f"{statement}\n")


def _added_from(module: ModuleText, package: str, name: str, at: int) -> Patch:
    """Returns the patch that adds `from package import name`, of another package, in the order of those that are there."""
    statement = f"from {package} import {name}"
    block = _first_block(module, at)
    if not block:
        return _without_imports(module, statement)
    others = [one for one in block if not _is_standard(one)]
    if not others:
        return _behind(module, block[-1], f"\n\n{statement}")
    smaller = [one for one in others if isinstance(one, ast.Import) or (not one.level and (one.module or "") < package)]
    if smaller:
        return _behind(module, smaller[-1], f"\n{statement}")
    return _before(module, others[0], f"{statement}\n")


def _first_block(module: ModuleText, at: int) -> Sequence[Import]:
    """Returns the imports that stand together at the top, without those from `__future__`.

    None if they stand below the code at an index, which runs before them.
    """
    found: list[Import] = []
    for statement in module.tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            found += [] if _is_future(statement) else [statement]
        elif found:
            break
    return found if found and (found[0].lineno <= module.lines.line_at(at) or _is_in_function(module, at)) else []


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _is_standard(statement: Import) -> bool:
    if isinstance(statement, ast.ImportFrom):
        return not statement.level and _root(statement.module or "") in sys.stdlib_module_names
    return _root(statement.names[0].name) in sys.stdlib_module_names


def _root(name: str) -> str:
    return name.partition(".")[0]


def _before(module: ModuleText, statement: ast.stmt, text: str) -> Patch:
    return module.inserting(module.lines.start(_first_line(statement)), text)


def _behind(module: ModuleText, statement: ast.stmt, text: str) -> Patch:
    return module.inserting(module.lines.end(statement.end_lineno or statement.lineno), text)


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _without_imports(module: ModuleText, statement: str) -> Patch:
    """Returns the patch for a file that imports nothing: behind its docstring and what it has from `__future__`."""
    heads = list(_heads(module))
    if heads:
        last = heads[-1].end_lineno or heads[-1].lineno
        is_apart = last >= len(module.lines) or not _line(module, last + 1).strip()
        return _behind(module, heads[-1], f"\n\n{statement}" + ("" if is_apart else "\n"))
    return module.inserting(module.lines.start(_behind_header(module)), f"{statement}\n\n")


def _heads(module: ModuleText) -> Iterator[ast.stmt]:
    for index, statement in enumerate(module.tree.body):
        is_docstring = index == 0 and ast.get_docstring(module.tree, clean=False) is not None
        if not (is_docstring or _is_future(statement)):
            return
        yield statement


def _behind_header(module: ModuleText) -> int:
    """Returns the line behind the comments that are about the file: up to the first line that is blank, or is code.

    Without a blank line, what stands directly above the first statement is about that, all but the lines for the system.
    """
    line = 1
    while line < len(module.lines) and _line(module, line).startswith("#"):
        line += 1
    if not _line(module, line).strip() and line > 1:
        return line + 1 if line < len(module.lines) else line
    first = 1
    while _line(module, first).startswith("#!") or (first <= 2 and "coding" in _line(module, first)[:40]):
        first += 1
    return first


def _line(module: ModuleText, line: int) -> str:
    return module.text[module.lines.start(line) : module.lines.end(line)]
