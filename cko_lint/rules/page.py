"""The page about a rule: its docstring, taken apart at its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADINGS = ("What it does", "Impact", "Example", "Use instead", "Fix", "Not reported when", "References")
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):(?=\s)", re.M)


@dataclass(frozen=True, slots=True)
class Page:
    """The summary of a rule, one sentence, and its sections: headings, each with a text in Markdown."""

    summary: str
    sections: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, doc: str) -> Page:
        """Returns the page that the docstring of a rule is."""
        summary, *parts = _HEADING.split(doc.strip())
        texts = [_beginning_with_a_capital(text.strip()) for text in parts[1::2]]
        return cls(summary.strip(), tuple(zip(parts[::2], texts, strict=True)))


def _beginning_with_a_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
