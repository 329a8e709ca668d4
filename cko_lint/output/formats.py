"""Finds the module of a format: each is imported only if it is asked for."""

from __future__ import annotations

import importlib

from cko_lint.output.report import Report


def render(report: Report, name: str) -> str:
    """Returns a report in the format with a name, such as `json-lines`; for a terminal, `full` has more to offer itself."""
    module = importlib.import_module(f"cko_lint.output.{name.replace('-', '_')}")
    text: str = module.render(report)
    return text
