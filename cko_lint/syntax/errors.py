"""Why a file has no tree."""

from __future__ import annotations

from dataclasses import dataclass


class Undecodable(Exception):
    """The bytes are not text in the encoding that the file declares or defaults to (PEP 263)."""


@dataclass(frozen=True, slots=True)
class Unparsable(Exception):
    """The text is not Python; line and column are 1-based."""

    message: str
    line: int
    column: int
