"""Notebooks: the code of all cells as one module, and the way back from its lines to those of the cells.

The format is Jupyter's (nbformat 4; the `worksheets` of version 3 are read as well).
"""

from __future__ import annotations

import ast
import bisect
import json
import warnings
from collections.abc import Container, Iterator
from typing import Any

from cko_lint.checkout.keys import find_keys
from cko_lint.findings import Location, Position

_PYTHON_MAGICS = ("%%time", "%%timeit", "%%capture", "%%prun")
_SHELL_SIGNS = ("%", "!", "?")
_COMMENT = "# "
_INJECTED = "globals()"
"""What stands for a cell that papermill puts in: code that may set any name."""


class Notebook:
    """The cells of a notebook whose language is Python.

    `text` is the code of all its cells, with everything that is no Python commented out. `outputs` are the texts that its
    cells have printed, each with the line of `text` at which the cell begins.
    """

    def __init__(
        self,
        cells: list[tuple[int, str]],
        outputs: list[tuple[int, str]],
        prose: Container[int] = (),
        parameters: Container[int] = (),
    ) -> None:
        """`cells` are the codes with the numbers of their cells, counted from 1 over cells of every kind.

        Those in `prose` are no code, and only there for the keys in them. Behind those that are `parameters`, a run puts
        another cell, which may set any name.
        """
        self._firsts: list[int] = []
        self._numbers: list[int] = []
        self._sources: dict[int, list[str]] = {}
        self._shifted: set[int] = set()
        lines: list[str] = []
        for number, code in cells:
            self._firsts.append(len(lines) + 1)
            self._numbers.append(number)
            source = code.split("\n")
            self._sources[number] = source
            in_python = [(_COMMENT + line, True) for line in source] if number in prose else _as_python(source)
            for line, shifted in in_python:
                lines.append(line)
                if shifted:
                    self._shifted.add(len(lines))
            if number in parameters:
                lines.append(_INJECTED)
        self.text = "\n".join(lines) + "\n"
        firsts = dict(zip(self._numbers, self._firsts, strict=True))
        self.outputs = [(firsts[number], text) for number, text in outputs if number in firsts]

    def located(self, location: Location) -> Location:
        """Returns the place in a cell that a place in `text` is."""
        at = max(bisect.bisect_right(self._firsts, location.start.line) - 1, 0)
        if not self._firsts:
            return location
        first, number = self._firsts[at], self._numbers[at]
        start, end = self._position(location.start, first), self._position(location.end, first)
        return Location(location.path, start, end, number)

    def line_of(self, cell: int, line: int) -> int:
        """Returns the line of `text` that a line of a cell is."""
        return self._firsts[self._numbers.index(cell)] + line - 1

    def lines(self, cell: int) -> list[str]:
        """Returns the lines of a cell as they are written."""
        return self._sources.get(cell, [])

    def _position(self, position: Position, first: int) -> Position:
        shift = len(_COMMENT) if position.line in self._shifted else 0
        return Position(position.line - first + 1, max(position.column - shift, 1))


def read(data: bytes) -> Notebook | None:
    """Returns the notebook that the bytes of a file are, or None if they are none, or one of another language."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    cells = _cells(content)
    if cells is None or _language(content) not in ("python", "ipython", ""):
        return None
    codes, outputs = [], []
    prose, parameters = set(), set()
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict):
            continue
        code = _joined(cell.get("source", cell.get("input")))
        if cell.get("cell_type") == "code":
            codes.append((number, code))
            if _is_tagged(cell, "parameters"):
                parameters.add(number)
            outputs += [(number, text) for text in _printed(cell.get("outputs"))]
        elif any(find_keys(code)):
            codes.append((number, code))
            prose.add(number)
    return Notebook(codes, outputs, prose, parameters)


def _is_tagged(cell: dict[str, Any], tag: str) -> bool:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return isinstance(tags, list) and tag in tags


def _cells(content: Any) -> list[Any] | None:
    if not isinstance(content, dict):
        return None
    cells = content.get("cells")
    if cells is None and isinstance(content.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in content["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
    return cells if isinstance(cells, list) else None


def _language(content: dict[str, Any]) -> str:
    metadata = content.get("metadata")
    if not isinstance(metadata, dict):
        return ""
    for table in (metadata.get("kernelspec"), metadata.get("language_info")):
        language = (table.get("language") or table.get("name") or "") if isinstance(table, dict) else ""
        if language:
            return str(language).lower().rstrip("0123456789.")
    return ""


def _joined(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    text = source if isinstance(source, str) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def _printed(outputs: Any) -> Iterator[str]:
    for output in outputs if isinstance(outputs, list) else []:
        if not isinstance(output, dict):
            continue
        data = output.get("data")
        printed = (output.get("text"), output.get("traceback"), output.get("evalue"))
        for part in (*printed, *(data.values() if isinstance(data, dict) else ())):
            if isinstance(part, (str, list)):
                yield _joined(part)
            elif isinstance(part, dict):
                yield json.dumps(part)


def _as_python(lines: list[str]) -> list[tuple[str, bool]]:
    """Returns the lines of a cell, each with whether it had to be made a comment because it is no Python."""
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not first.startswith(_PYTHON_MAGICS):
        return [(_COMMENT + line, True) for line in lines]
    found = [
        (_COMMENT + line, True)
        if line.lstrip().startswith(_SHELL_SIGNS) or line.rstrip().endswith("?")
        else (line, False)
        for line in lines
    ]
    if _parses([line for line, _ in found]):
        return found
    kept = [(line, False) for line in lines]  # a `%` may begin a line inside of brackets or of a text
    return kept if _parses(lines) else [(_COMMENT + line, True) for line in lines]


def _parses(lines: list[str]) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
