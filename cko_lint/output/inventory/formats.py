"""Finds the module of a format of the inventory: each is imported only if it is asked for."""

from __future__ import annotations

import importlib

from cko_lint.inventory.grouping import Grouped

FORMATS = ("text", "json", "csv", "markdown", "html")


def render(grouped: Grouped, name: str) -> str:
    """Returns an inventory in the format with a name."""
    module = importlib.import_module(f"cko_lint.output.inventory.{name}")
    text: str = module.render(grouped)
    return text
