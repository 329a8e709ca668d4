"""The inventory for a terminal."""

from __future__ import annotations

from cko_lint.inventory.grouping import By, Grouped
from cko_lint.inventory.rows import Row
from cko_lint.output.inventory import phrases
from cko_lint.output.inventory.row_lines import lines_of


def render(grouped: Grouped) -> str:
    """Returns the groups, and the sentence that ends them."""
    lines = []
    for group in grouped.groups:
        lines.append(phrases.shown(group.name))
        for row in group.rows:
            lines += [f"  {_head(row, grouped.by)}", *lines_of(row)]
        lines.append("")
    return "\n".join((*lines, phrases.summary(grouped), ""))


def _head(row: Row, by: By) -> str:
    name = "" if by is By.ENDPOINT and row.endpoint else f"  {phrases.shown(row.name)}"
    return f"{phrases.where(row.location)}{name}  ({phrases.shown(phrases.client(row))})"
