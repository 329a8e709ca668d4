"""Where the project is published: the one place to change when that is known, besides the README and the metadata."""

from __future__ import annotations

HOMEPAGE = "https://example.com/cko-lint"


def page_of_rule(code: str, name: str) -> str:
    """Returns the URL of the page about a rule."""
    return f"{HOMEPAGE}/docs/rules.md#{code.lower()}-{name}"
