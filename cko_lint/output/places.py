"""Where something stands, as a line of a report says it."""

from __future__ import annotations

from cko_lint.findings import Location
from cko_lint.output.report import path_text, printable


def place(location: Location) -> str:
    """Returns where something stands: `path:line:column`, in a notebook `path:cell 3:line:column`."""
    cell = f"cell {location.cell}:" if location.cell else ""
    return f"{shown_path(location)}:{cell}{location.start.line}:{location.start.column}"


def shown_path(location: Location) -> str:
    """Returns the path of a place, in one line and without keys."""
    return printable(path_text(location.path))


def line_in_file(location: Location) -> int:
    """Returns the line for readers that know files only: the first one if the line counts within the cell of a notebook."""
    return 1 if location.cell else location.start.line


def with_cell(text: str, location: Location) -> str:
    """Returns a message for readers that know files only, with the place in the cell if it is about one."""
    return f"cell {location.cell}:{location.start.line}:{location.start.column}: {text}" if location.cell else text
