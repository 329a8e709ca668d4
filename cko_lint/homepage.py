"""Where the project is published: the one place to change when that is known, besides the README and the metadata."""

from __future__ import annotations

HOMEPAGE = "https://example.com/cko-lint"


def page_of_rule(name: str) -> str:
    """Returns the URL of the page about a rule."""
    return f"{HOMEPAGE}/docs/rules/{name}.md"


def linked(code: str, name: str) -> str:
    """Returns the code of a rule as a link to its page, for terminals that have links.

    The escape sequence: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    """
    return f"\x1b]8;;{page_of_rule(name)}\x1b\\{code}\x1b]8;;\x1b\\"
