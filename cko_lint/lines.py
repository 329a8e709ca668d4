"""Lines of a text, as Python and editors count them: they end in CR LF, CR or LF, and in nothing else."""

from __future__ import annotations

import re

LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """Returns the lines of a text, without their ends; the last one may be empty."""
    return LINE_END.split(text)
